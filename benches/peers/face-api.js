// @vladmandic/face-api: the tiny face detector at two input sizes and the expression model, with TensorFlow.js.

/** @import { Peer } from './page.js' */

const FOLDER = '/benches/peers/node_modules/';

const DEFAULT_INPUT_SIZE = 416;

/** @type {any} */
let faceapi;

/** @type {Peer[]} */
export const peers = [DEFAULT_INPUT_SIZE, 224].map((inputSize) => ({
  name: `face-api, ${inputSize}`,
  npm: '@vladmandic/face-api',
  settings:
    'back end wasm; tinyFaceDetector at 416, its default, or at 224, with faceExpressionNet; it has no mode for video',

  async load() {
    faceapi = await import(/** @type {any} */ (`${FOLDER}@vladmandic/face-api/dist/face-api.esm.js`));
    faceapi.tf.setWasmPaths(`${FOLDER}@tensorflow/tfjs-backend-wasm/wasm-out/`);
    await faceapi.tf.setBackend('wasm');
    await faceapi.tf.ready();
    const models = `${FOLDER}@vladmandic/face-api/model`;
    await Promise.all([faceapi.nets.tinyFaceDetector.load(models), faceapi.nets.faceExpressionNet.load(models)]);
  },

  async faces(canvas) {
    const faces = await faceapi
      .detectAllFaces(canvas, new faceapi.TinyFaceDetectorOptions({ inputSize }))
      .withFaceExpressions();
    return faces.length;
  },

  ...(inputSize === DEFAULT_INPUT_SIZE && {
    async classifyCrop(/** @type {HTMLCanvasElement} */ canvas) {
      const [{ expression }] = (await faceapi.nets.faceExpressionNet.predictExpressions(canvas)).asSortedArray();
      return expression;
    },
  }),
}));
