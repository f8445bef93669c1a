// EmoSense itself, as a page without a worker uses it.

/** @type {any} */
let recognizer;

/** RGBA pixels of a frame without a face, at the size to which EmoSense shrinks a 640×480 one for its search. */
const empty = new Uint8ClampedArray(320 * 256 * 4).fill(0x77);
const crop = Uint8Array.from({ length: 48 * 48 }, (_, index) => (index * 7) % 256);

/** @type {import('./page.js').Peer[]} */
export const peers = [{
  name: 'EmoSense',
  npm: '',
  settings: 'the module on the page\'s own thread; stills with `classify`, which searches the whole frame, '
    + 'the video with `classifyNext`, which follows the faces it has found and searches every tenth frame',

  async load() {
    const { default: init, Recognizer } = await import(/** @type {any} */ ('/www/pkg/emosense.js'));
    await init();
    recognizer = new Recognizer();
  },

  faces(canvas, video) {
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
    const faces = video ? recognizer.classifyNext(data, canvas.width, canvas.height) : recognizer.classify(data, canvas.width, canvas.height);
    return faces.length;
  },

  networks: {
    'emotion.onnx': () => recognizer.classifyCrop(crop),
    'face.onnx': () => recognizer.classify(empty, 320, 256),
  },
}];
