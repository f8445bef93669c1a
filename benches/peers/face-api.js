// @vladmandic/face-api: the tiny face detector at two sizes and the expression network, through TensorFlow.js.

/** @type {any} */
let faceapi;
const folder = '/benches/peers/node_modules/';

/** @type {import('./page.js').Peer[]} */
export const peers = [416, 224].map((inputSize) => ({
  name: `face-api, ${inputSize}`,
  npm: '@vladmandic/face-api',
  settings:
    'back end wasm; tinyFaceDetector at 416, its default, or at 224, with faceExpressionNet; it has nothing of its own for video',

  async load() {
    faceapi = await import(/** @type {any} */ (`${folder}@vladmandic/face-api/dist/face-api.esm.js`));
    faceapi.tf.setWasmPaths(`${folder}@tensorflow/tfjs-backend-wasm/wasm-out/`);
    await faceapi.tf.setBackend('wasm');
    await faceapi.tf.ready();
    const models = `${folder}@vladmandic/face-api/model`;
    await Promise.all([faceapi.nets.tinyFaceDetector.load(models), faceapi.nets.faceExpressionNet.load(models)]);
  },

  async faces(canvas) {
    const faces = await faceapi
      .detectAllFaces(canvas, new faceapi.TinyFaceDetectorOptions({ inputSize }))
      .withFaceExpressions();
    return faces.length;
  },
}));
