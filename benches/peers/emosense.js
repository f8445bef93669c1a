// EmoSense itself, as a page without a worker uses it.
import { SAMPLES } from './page.js';

/** @import { Recognizer } from '../../www/package/client/pkg/emosense.js' */
/** @import { Peer } from './page.js' */

/** @type {Recognizer} */
let recognizer;

/** @type {Peer[]} */
export const peers = [
  {
    name: 'EmoSense',
    npm: '',
    settings:
      "the module for browsers with relaxed SIMD, on the page's own thread; still images with `classify`, which runs " +
      'full-frame detection, the video with `classifyForVideo`, which tracks faces and does so every tenth frame',

    async load() {
      const { default: init, Recognizer } = await import(
        /** @type {any} */ ('/www/package/client/pkg/relaxed-simd/emosense.js')
      );
      await init();
      recognizer = new Recognizer();
    },

    faces(canvas, video) {
      const { width, height } = canvas;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(0, 0, width, height);
      const faces = video
        ? recognizer.classifyForVideo(data, width, height, performance.now())
        : recognizer.classify(data, width, height);
      return faces.length;
    },

    models: {
      'emotion.onnx': () => recognizer.classifyCrop(SAMPLES.crop),
      'face.onnx': () => recognizer.classify(SAMPLES.frame.data, SAMPLES.frame.width, SAMPLES.frame.height),
    },
  },
];
