// @mediapipe/face_detection: BlazeFace in MediaPipe's own runtime, which finds faces and knows no emotions.
// Version 0.4.1646425229: the one after it, the last, aborts here, with the error that google-ai-edge/mediapipe#3504 tells of its sibling.
import { loadScript } from './page.js';

/** @type {any} */
let detector;
let found = 0;
const folder = '/benches/peers/node_modules/@mediapipe/face_detection/';

/** @type {import('./page.js').Peer[]} */
export const peers = ['short', 'full'].map((model) => ({
  name: `MediaPipe, ${model} range, faces only`,
  npm: '@mediapipe/face_detection',
  settings:
    'detection only, inference on the processor (useCpuInference), every frame searched; ' +
    'it takes and shrinks its pictures through WebGL, which here is software too (SwiftShader) and has threads of its own',

  async load() {
    await loadScript(`${folder}face_detection.js`);
    const { FaceDetection } = /** @type {any} */ (globalThis);
    detector = new FaceDetection({ locateFile: (/** @type {string} */ name) => folder + name });
    detector.setOptions({ model, useCpuInference: true, minDetectionConfidence: 0.5 });
    detector.onResults((/** @type {{ detections: unknown[] }} */ { detections }) => {
      found = detections.length;
    });
    await detector.initialize();
  },

  async faces(canvas) {
    await detector.send({ image: canvas });
    return found;
  },
}));
