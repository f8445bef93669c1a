// EmoSense itself, as a page without a worker uses it.

import { SAMPLES } from './page.js';

/** @type {any} */
let recognizer;

/** @type {import('./page.js').Peer[]} */
export const peers = [
  {
    name: 'EmoSense',
    npm: '',
    settings:
      "the module that browsers with relaxed SIMD get, on the page's own thread; stills with `classify`, which searches the whole frame, " +
      'the video with `classifyForVideo`, which follows the faces it has found and searches every tenth frame',

    async load() {
      const { default: init, Recognizer } = await import(
        /** @type {any} */ ('/www/package/client/pkg/relaxed-simd/emosense.js')
      );
      await init();
      recognizer = new Recognizer();
    },

    faces(canvas, video) {
      const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      const faces = video
        ? recognizer.classifyForVideo(data, canvas.width, canvas.height, performance.now())
        : recognizer.classify(data, canvas.width, canvas.height);
      return faces.length;
    },

    networks: {
      'emotion.onnx': () => recognizer.classifyCrop(SAMPLES.crop),
      'face.onnx': () => recognizer.classify(SAMPLES.frame.data, SAMPLES.frame.width, SAMPLES.frame.height),
    },
  },
];
