// EmoSense itself, as a page without a worker uses it.
import { SAMPLES } from './page.js';

/** @import { Recognizer } from '../../www/package/client/pkg/emosense.js' */
/** @import { Peer } from './page.js' */

/** @type {Recognizer} */
let recognizer;
/** @type {ImageData} */
let frame;

/** @type {Peer[]} */
export const peers = [
  {
    name: 'EmoSense',
    npm: '',
    settings:
      "the module for browsers with relaxed SIMD, on the page's own thread; all with `classifyForVideo`, which " +
      'tracks faces in the video, with full-frame detection every tenth time; elsewhere it starts over before each frame',

    async load() {
      const { default: init, Recognizer } = await import(
        /** @type {any} */ ('/www/package/client/pkg/relaxed-simd/emosense.js')
      );
      await init();
      recognizer = new Recognizer();
      const { data, width, height } = SAMPLES.frame;
      frame = new ImageData(data, width, height);
    },

    faces(canvas, video) {
      const { width, height } = canvas;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const image = context.getImageData(0, 0, width, height);
      // A frame of another size makes the tracker start over: the next frame gets full-frame detection.
      if (!video) recognizer.classifyForVideo(new ImageData(32, 32), performance.now());
      return recognizer.classifyForVideo(image, performance.now()).length;
    },

    classifyCrop(canvas, asLabeled) {
      const { width, height } = canvas;
      const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
        0,
        0,
        width,
        height,
      );
      recognizer.sensitivity = asLabeled ? 1 : 0;
      const scores = recognizer.classifyCrop(data.filter((_, index) => index % 4 === 0));
      return Object.entries(scores).reduce((best, next) => (next[1] > best[1] ? next : best))[0];
    },

    models: {
      'emotion.onnx': () => recognizer.classifyCrop(SAMPLES.crop),
      'face.onnx': () => recognizer.classify(frame),
    },
  },
];
