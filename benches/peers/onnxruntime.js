// onnxruntime-web with our two ONNX files, and around them the least that makes faces of a frame.
import { SAMPLES } from './page.js';

/** @type {any} */
let ort;
/** @type {Record<string, any>} the sessions, by file */
const sessions = {};

/** The search's input: the frame at half its size, on a multiple of 32. */
const SEARCH = { width: SAMPLES.frame.width, height: SAMPLES.frame.height };
const CROP = 48;
const MIN_CONFIDENCE = 0.6;
const DUPLICATE_OVERLAP = 0.45;

/** @typedef {{ left: number, top: number, right: number, bottom: number, confidence: number }} Box in the search's pixels */

/** A canvas to shrink pictures with. @param {number} width @param {number} height */
const shrinker = (width, height) =>
  /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  );
/** @type {OffscreenCanvasRenderingContext2D} */
let search;
/** @type {OffscreenCanvasRenderingContext2D} */
let face;
/** Tensors of the samples, made once. @type {{ frame: any, crop: any }} */
let samples;

/** @param {Uint8ClampedArray} data RGBA */
function toPlanes(data) {
  const size = SEARCH.width * SEARCH.height;
  const planes = new Float32Array(3 * size);
  for (let pixel = 0; pixel < size; pixel++) {
    for (let color = 0; color < 3; color++) planes[color * size + pixel] = data[4 * pixel + color];
  }
  return new ort.Tensor('float32', planes, [1, 3, SEARCH.height, SEARCH.width]);
}

/** Normalizes as emotion.json says. @param {ArrayLike<number>} gray */
const toCrop = (gray) =>
  new ort.Tensor(
    'float32',
    Float32Array.from(gray, (value) => (value - 129.5) / 65),
    [1, 1, CROP, CROP],
  );

const runSearch = (/** @type {any} */ frame) => sessions['face.onnx'].run({ frame });
const runCrop = (/** @type {any} */ crop) => sessions['emotion.onnx'].run({ crop });
const logistic = (/** @type {number} */ value) => 1 / (1 + Math.exp(-value));

/** @param {HTMLCanvasElement} canvas @returns {Promise<Box[]>} */
async function find(canvas) {
  search.drawImage(canvas, 0, 0, canvas.width / 2, canvas.height / 2);
  const outputs = await runSearch(toPlanes(search.getImageData(0, 0, SEARCH.width, SEARCH.height).data));
  const boxes = [8, 16, 32].flatMap((stride) => decode(outputs[`stride${stride}`].data, stride));
  boxes.sort((one, other) => other.confidence - one.confidence);
  return boxes.filter((box, index) => !boxes.slice(0, index).some((surer) => overlap(box, surer) > DUPLICATE_OVERLAP));
}

/** The formulas are in models/README.md and src/detection/detector.rs. @param {Float32Array} map @param {number} stride */
function decode(map, stride) {
  const columns = SEARCH.width / stride;
  const cells = map.length / 16;
  /** @type {Box[]} */
  const boxes = [];
  for (let cell = 0; cell < cells; cell++) {
    const value = (/** @type {number} */ channel) => map[channel * cells + cell];
    const confidence = Math.sqrt(logistic(value(0)) * logistic(value(1)));
    if (confidence < MIN_CONFIDENCE) continue;
    const x = (value(2) + (cell % columns)) * stride;
    const y = (value(3) + Math.floor(cell / columns)) * stride;
    const [width, height] = [Math.exp(value(4)) * stride, Math.exp(value(5)) * stride];
    boxes.push({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2, confidence });
  }
  return boxes;
}

/** The shared part of two boxes. @param {Box} one @param {Box} other */
function overlap(one, other) {
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

/** @param {HTMLCanvasElement} canvas @param {Box} box */
async function classify(canvas, { left, top, right, bottom }) {
  const side = 2 * Math.max(right - left, bottom - top);
  face.drawImage(canvas, left + right - side / 2, top + bottom - side / 2, side, side, 0, 0, CROP, CROP);
  const { data } = face.getImageData(0, 0, CROP, CROP);
  const gray = Float32Array.from(
    { length: CROP * CROP },
    (_, pixel) => 0.299 * data[4 * pixel] + 0.587 * data[4 * pixel + 1] + 0.114 * data[4 * pixel + 2],
  );
  return (await runCrop(toCrop(gray))).scores.data;
}

/** @type {import('./page.js').Peer[]} */
export const peers = [
  {
    name: 'onnxruntime-web, our ONNX files',
    npm: 'onnxruntime-web',
    settings:
      "the wasm-only bundle, numThreads 1, no proxy, shapes fixed, all optimizations; around the networks the browser's scaling, " +
      'upright crops instead of aligned ones, every frame searched; the networks alone get tensors made beforehand, where EmoSense gets pixels ' +
      'and returns faces or scores',

    async load() {
      const folder = '/benches/peers/node_modules/onnxruntime-web/dist/';
      ort = await import(/** @type {any} */ (`${folder}ort.wasm.bundle.min.mjs`));
      Object.assign(ort.env.wasm, { numThreads: 1, proxy: false, wasmPaths: folder });
      const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' };
      search = shrinker(SEARCH.width, SEARCH.height);
      face = shrinker(CROP, CROP);
      samples = { frame: toPlanes(SAMPLES.frame.data), crop: toCrop(SAMPLES.crop) };
      const dimensions = { H: SEARCH.height, W: SEARCH.width };
      sessions['face.onnx'] = await ort.InferenceSession.create('/models/face.onnx', {
        ...options,
        freeDimensionOverrides: dimensions,
      });
      sessions['emotion.onnx'] = await ort.InferenceSession.create('/models/emotion.onnx', options);
    },

    async faces(canvas) {
      const boxes = await find(canvas);
      for (const box of boxes) await classify(canvas, box);
      return boxes.length;
    },

    networks: {
      'emotion.onnx': () => runCrop(samples.crop),
      'face.onnx': () => runSearch(samples.frame),
    },
  },
];
