/** Copies the landmarks of a face for the worker, which takes no proxies such as those of Vue and Svelte. */

/** @import { Landmarks, Point } from './pkg/emosense.js' */

/** Returns the landmarks as plain data; what is missing, or is no number, is NaN. @param {Landmarks} landmarks */
export function plainLandmarks(landmarks) {
  /** @type {Partial<Landmarks>} */
  const { leftEye, rightEye, nose, leftMouth, rightMouth } = landmarks ?? {};
  return {
    leftEye: plainPoint(leftEye),
    rightEye: plainPoint(rightEye),
    nose: plainPoint(nose),
    leftMouth: plainPoint(leftMouth),
    rightMouth: plainPoint(rightMouth),
  };
}

/** @param {Point | undefined} point */
function plainPoint(point) {
  const { x, y } = point ?? {};
  return { x: typeof x === 'number' ? x : NaN, y: typeof y === 'number' ? y : NaN };
}
