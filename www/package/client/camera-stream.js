/** Opens a camera, gives every failure a code, and stops the camera when it is no longer wanted. */
import { abortable } from './abort.js';
import { EmotionError } from './error.js';

/** @import { ErrorCode } from './error.js' */
/** The direction of a camera: to the user or to the environment. @typedef {'user' | 'environment'} Facing */
/** In pixels; the browser chooses the camera mode that is closest. @typedef {{ width: number, height: number }} Size */
/**
 * @typedef {object} CameraOptions
 * @property {Facing | undefined} [facing] the direction of the camera; 'user' by default
 * @property {string | undefined} [deviceId] a certain camera, as `navigator.mediaDevices.enumerateDevices()` lists it
 * @property {AbortSignal | undefined} [signal] stops the camera, and ends the wait for it with its reason
 */

/** The code for each DOMException of `getUserMedia`, by its name. @type {Record<string, ErrorCode>} */
const CODES = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

/** In pixels. @type {Size} */
const DEFAULT_SIZE = { width: 640, height: 480 };

/**
 * Opens a camera. Its tracks stop, so that its light goes out, when the signal is aborted: also if that is before the
 * person has allowed it.
 * @param {{ deviceId?: string, facing?: Facing, size?: Size }} camera
 * @param {AbortSignal} signal
 * @returns {Promise<MediaStream>}
 */
export function openCameraStream({ deviceId, facing = 'user', size = DEFAULT_SIZE }, signal) {
  const idealSize = { width: { ideal: size.width }, height: { ideal: size.height } };
  const camera = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: facing };
  const requested = requestStream({ ...idealSize, ...camera });
  requested.then(
    (stream) => {
      const stop = () => stopTracks(stream);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    },
    () => {}, // The caller gets the error.
  );
  return abortable(requested, signal);
}

/** @param {MediaTrackConstraints} video */
async function requestStream(video) {
  if (!globalThis.document) {
    throw new EmotionError('camera-unsupported', 'Cameras are opened by a page: neither by a worker nor by a server.');
  }
  if (!isSecureContext) {
    throw new EmotionError(
      'insecure-context',
      'A page can use cameras only if it is served over HTTPS or from localhost.',
    );
  }
  if (!isCameraAllowed()) {
    throw new EmotionError(
      'camera-blocked',
      "The page's Permissions-Policy, or the `allow` of an iframe that it is in, does not contain the camera.",
    );
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new EmotionError('camera-unsupported', 'This browser does not support cameras.');
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    const { name, message } = /** @type {DOMException} */ (error);
    // What no camera fulfills, such as the ID of one that is gone, has no message.
    throw new EmotionError(CODES[name] ?? 'camera-busy', message || `No camera is the one asked for (${name}).`);
  }
}

/** Returns whether this page may ask for the camera; true where the browser does not tell. */
function isCameraAllowed() {
  const { featurePolicy } = /** @type {{ featurePolicy?: { allowsFeature: (feature: string) => boolean } }} */ (
    /** @type {unknown} */ (document)
  );
  return featurePolicy?.allowsFeature('camera') ?? true;
}

/** @param {MediaStream} stream */
function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop();
}
