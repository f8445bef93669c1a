// @vladmandic/human: BlazeFace, and a mini-XCEPTION for emotions, with TensorFlow.js.
import { loadScript } from './page.js';

/** @import { Peer } from './page.js' */

/** @type {any} */
let human;
/** The outputs of its emotion model, by our names. */
const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'sad', 'surprised', 'neutral'];
const off = { enabled: false };

/** Returns the defaults for a video; for a still image, options that use nothing of the previous frame. */
const caching = (/** @type {boolean} */ video) => ({
  cacheSensitivity: video ? 0.7 : 0,
  face: {
    detector: video ? { skipFrames: 99, skipTime: 2500 } : { skipFrames: 0, skipTime: 0 },
    emotion: video ? { skipFrames: 99, skipTime: 1500 } : { skipFrames: 0, skipTime: 0 },
  },
});

/** @type {Peer[]} */
export const peers = [
  {
    name: 'Human',
    npm: '@vladmandic/human',
    settings:
      'back end wasm; face detector (up to 10 faces) and emotions, all else off, including filters and warm-up; ' +
      'no caching for still images, its default caching for the video: faces are then detected every 2.5 s, emotions ' +
      'every 1.5 s, unless the image changes a lot',

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
      // A tensor is the fastest of the inputs that it takes: it copies a canvas three times.
      const tensor = human.tf.browser.fromPixels(canvas);
      const { face, error } = await human.detect(tensor, caching(video));
      human.tf.dispose(tensor);
      if (error) throw new Error(error);
      return face.length;
    },

    // As in its src/face/emotion.ts, on a crop.
    async classifyCrop(canvas) {
      const { tf } = human;
      const model = human.models.models.emotion;
      const [, height, width] = model.inputs[0].shape;
      const output = tf.tidy(() => {
        const gray = tf.browser.fromPixels(canvas, 1);
        const resized = tf.image.resizeBilinear(gray, [height, width], false);
        return model.execute(tf.expandDims(tf.mul(tf.sub(tf.div(resized, 255), 0.5), 2), 0));
      });
      const scores = await output.data();
      tf.dispose(output);
      return EMOTIONS[scores.indexOf(Math.max(...scores))];
    },
  },
];
