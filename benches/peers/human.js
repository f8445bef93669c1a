// @vladmandic/human: BlazeFace and a mini-XCEPTION for the emotions, through TensorFlow.js.
import { loadScript } from './page.js';

/** @type {any} */
let human;
const off = { enabled: false };

/** Its own defaults for a video; for a still, nothing may come from the frame before. @param {boolean} video */
const caching = (video) => ({
  cacheSensitivity: video ? 0.7 : 0,
  face: {
    detector: video ? { skipFrames: 99, skipTime: 2500 } : { skipFrames: 0, skipTime: 0 },
    emotion: video ? { skipFrames: 99, skipTime: 1500 } : { skipFrames: 0, skipTime: 0 },
  },
});

/** @type {import('./page.js').Peer[]} */
export const peers = [
  {
    name: 'Human',
    npm: '@vladmandic/human',
    settings:
      'back end wasm; face detector (up to 10 faces) and emotions, everything else off, filters and warm-up too; no caching for stills, ' +
      'its default caching for the video: a face is then detected anew every 2.5 s, its emotion every 1.5 s, unless the picture changes much',

    async load() {
      await loadScript('/benches/peers/node_modules/@vladmandic/human/dist/human.js');
      const { Human } = /** @type {any} */ (globalThis).Human;
      human = new Human({
        backend: 'wasm',
        wasmPath: '/benches/peers/node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/',
        modelBasePath: '/benches/peers/node_modules/@vladmandic/human/models/',
        cacheModels: false,
        validateModels: false,
        warmup: 'none',
        filter: { ...off, return: false, autoBrightness: false },
        gesture: off,
        face: {
          enabled: true,
          detector: { maxDetected: 10 },
          mesh: off,
          attention: off,
          iris: off,
          description: off,
          antispoof: off,
          liveness: off,
          emotion: { enabled: true },
        },
        body: off,
        hand: off,
        object: off,
        segmentation: off,
      });
      await human.load();
    },

    async faces(canvas, video) {
      // Of the forms it takes, a tensor is the quickest: a canvas is copied three times over.
      const tensor = human.tf.browser.fromPixels(canvas);
      const { face, error } = await human.detect(tensor, caching(video));
      human.tf.dispose(tensor);
      if (error) throw new Error(error);
      return face.length;
    },
  },
];
