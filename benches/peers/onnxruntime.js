// onnxruntime-web with EmoSense's two ONNX files, and the least around them that turns a frame into classified faces.
import { SAMPLES } from './page.js';

/** @import { Peer } from './page.js' */

/** @type {any} */
let ort;
/** The inference sessions, by file. @type {Record<string, any>} */
const sessions = {};

/** The input size of the detector: half of the frame, in multiples of 32. */
const INPUT = { width: SAMPLES.frame.width, height: SAMPLES.frame.height };
const CROP_SIDE = 48;
// As in src/detection.
const MIN_CONFIDENCE = 0.6;
const NMS_IOU_THRESHOLD = 0.45;

/**
 * A face, in pixels of the detector's input.
 * @typedef {{ left: number, top: number, right: number, bottom: number, confidence: number }} Box
 */

/**
 * Returns a canvas for scaling images.
 * @param {number} width
 * @param {number} height
 */
const createCanvas = (width, height) =>
  /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  );
/** @type {OffscreenCanvasRenderingContext2D} */
let inputCanvas;
/** @type {OffscreenCanvasRenderingContext2D} */
let cropCanvas;
/** The tensors of SAMPLES. @type {{ frame: any, crop: any }} */
let samples;

/** Returns the tensor of RGBA pixels, one plane for each color. */
function toFrameTensor(/** @type {Uint8ClampedArray} */ data) {
  const size = INPUT.width * INPUT.height;
  const planes = new Float32Array(3 * size);
  for (let pixel = 0; pixel < size; pixel++) {
    for (let color = 0; color < 3; color++) planes[color * size + pixel] = data[4 * pixel + color];
  }
  return new ort.Tensor('float32', planes, [1, 3, INPUT.height, INPUT.width]);
}

/** Returns the tensor of gray pixels, normalized as in models/emotion.json. */
const toCropTensor = (/** @type {ArrayLike<number>} */ gray) =>
  new ort.Tensor(
    'float32',
    Float32Array.from(gray, (value) => (value - 129.5) / 65),
    [1, 1, CROP_SIDE, CROP_SIDE],
  );

const runDetector = (/** @type {any} */ frame) => sessions['face.onnx'].run({ frame });
const runClassifier = (/** @type {any} */ crop) => sessions['emotion.onnx'].run({ crop });
const sigmoid = (/** @type {number} */ value) => 1 / (1 + Math.exp(-value));

/** @returns {Promise<Box[]>} */
async function detect(/** @type {HTMLCanvasElement} */ canvas) {
  inputCanvas.drawImage(canvas, 0, 0, canvas.width / 2, canvas.height / 2);
  const outputs = await runDetector(toFrameTensor(inputCanvas.getImageData(0, 0, INPUT.width, INPUT.height).data));
  const boxes = [8, 16, 32].flatMap((stride) => decode(outputs[`stride${stride}`].data, stride));
  boxes.sort((one, other) => other.confidence - one.confidence);
  return boxes.filter((box, index) => !boxes.slice(0, index).some((better) => iou(box, better) > NMS_IOU_THRESHOLD));
}

/**
 * Returns the boxes of one stride; models/README.md and src/detection/detector.rs have the formulas.
 * @param {Float32Array} map
 * @param {number} stride
 */
function decode(map, stride) {
  const columns = INPUT.width / stride;
  const cells = map.length / 16;
  /** @type {Box[]} */
  const boxes = [];
  for (let cell = 0; cell < cells; cell++) {
    const value = (/** @type {number} */ channel) => map[channel * cells + cell];
    const confidence = Math.sqrt(sigmoid(value(0)) * sigmoid(value(1)));
    if (confidence < MIN_CONFIDENCE) continue;
    const x = (value(2) + (cell % columns)) * stride;
    const y = (value(3) + Math.floor(cell / columns)) * stride;
    const [width, height] = [Math.exp(value(4)) * stride, Math.exp(value(5)) * stride];
    boxes.push({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2, confidence });
  }
  return boxes;
}

/**
 * Returns the intersection over union of two boxes.
 * @param {Box} one
 * @param {Box} other
 */
function iou(one, other) {
  const area = (/** @type {Omit<Box, 'confidence'>} */ box) =>
    Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
  const shared = area({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  return shared / (area(one) + area(other) - shared);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Box} box
 */
async function classify(canvas, { left, top, right, bottom }) {
  const side = 2 * Math.max(right - left, bottom - top);
  cropCanvas.drawImage(
    canvas,
    left + right - side / 2,
    top + bottom - side / 2,
    side,
    side,
    0,
    0,
    CROP_SIDE,
    CROP_SIDE,
  );
  const { data } = cropCanvas.getImageData(0, 0, CROP_SIDE, CROP_SIDE);
  const gray = Float32Array.from(
    { length: CROP_SIDE * CROP_SIDE },
    (_, pixel) => 0.299 * data[4 * pixel] + 0.587 * data[4 * pixel + 1] + 0.114 * data[4 * pixel + 2],
  );
  return (await runClassifier(toCropTensor(gray))).scores.data;
}

/** @type {Peer[]} */
export const peers = [
  {
    name: 'onnxruntime-web, our ONNX files',
    npm: 'onnxruntime-web',
    settings:
      "the wasm-only bundle, numThreads 1, no proxy, fixed shapes, all optimizations; the browser's own scaling, " +
      'crops without alignment, detection in every full frame; the models alone get prepared tensors, where EmoSense ' +
      'gets pixels and returns faces or scores',

    async load() {
      const folder = '/benches/peers/node_modules/onnxruntime-web/dist/';
      ort = await import(/** @type {any} */ (`${folder}ort.wasm.bundle.min.mjs`));
      Object.assign(ort.env.wasm, { numThreads: 1, proxy: false, wasmPaths: folder });
      const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' };
      inputCanvas = createCanvas(INPUT.width, INPUT.height);
      cropCanvas = createCanvas(CROP_SIDE, CROP_SIDE);
      samples = { frame: toFrameTensor(SAMPLES.frame.data), crop: toCropTensor(SAMPLES.crop) };
      const dimensions = { H: INPUT.height, W: INPUT.width };
      sessions['face.onnx'] = await ort.InferenceSession.create('/models/face.onnx', {
        ...options,
        freeDimensionOverrides: dimensions,
      });
      sessions['emotion.onnx'] = await ort.InferenceSession.create('/models/emotion.onnx', options);
    },

    async faces(canvas) {
      const boxes = await detect(canvas);
      for (const box of boxes) await classify(canvas, box);
      return boxes.length;
    },

    models: {
      'emotion.onnx': () => runClassifier(samples.crop),
      'face.onnx': () => runDetector(samples.frame),
    },
  },
];
