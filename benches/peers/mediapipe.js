// @mediapipe/face_detection: BlazeFace in MediaPipe's own runtime, which finds faces and knows no emotions.
import { loadScript } from './page.js';

/** @type {any} */
let detector;
let found = 0;
const folder = '/benches/peers/node_modules/@mediapipe/face_detection/';

/** @type {import('./page.js').Peer[]} */
export const peers = [{
  name: 'MediaPipe, no emotions',
  npm: '@mediapipe/face_detection',
  settings: 'the short-range model, every frame searched; it takes its pictures through WebGL, here on the processor (SwiftShader), which has threads of its own',

  async load() {
    await loadScript(`${folder}face_detection.js`);
    const { FaceDetection } = /** @type {any} */ (globalThis);
    detector = new FaceDetection({ locateFile: (/** @type {string} */ name) => folder + name });
    detector.setOptions({ model: 'short', minDetectionConfidence: 0.5 });
    detector.onResults((/** @type {{ detections: unknown[] }} */ { detections }) => { found = detections.length; });
    await detector.initialize();
  },

  async faces(canvas) {
    await detector.send({ image: canvas });
    return found;
  },
}];
