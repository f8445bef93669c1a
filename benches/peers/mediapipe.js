// @mediapipe/face_detection: BlazeFace in MediaPipe's own runtime, which detects faces but does not classify emotions.
// Version 0.4.1646425229, because the later and last one aborts here with the error of google-ai-edge/mediapipe#3504.
import { loadScript } from './page.js';

/** @import { Peer } from './page.js' */

/** @type {any} */
let detector;
let found = 0;
const folder = '/benches/peers/node_modules/@mediapipe/face_detection/';

/** @type {Peer[]} */
export const peers = ['short', 'full'].map((model) => ({
  name: `MediaPipe, ${model} range, faces only`,
  npm: '@mediapipe/face_detection',
  settings:
    'detection only, inference on the CPU (useCpuInference), every full frame; it takes and scales its images with ' +
    'WebGL, which here runs in software, too (SwiftShader), on threads of its own',

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
