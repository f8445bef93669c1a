/** Opens, lists and releases cameras, and gives every failure a code. */
import { EmotionError } from '../client/error.js';
import { Watchdog } from '../client/watchdog.js';

/** @import { ErrorCode } from '../client/error.js' */
/** @typedef {'user' | 'environment'} Facing */

/** The code for each DOMException of `getUserMedia`, by its name. @type {Record<string, ErrorCode>} */
const CODES = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

/** How long a camera that is allowed may take for its first frame, in milliseconds; then it counts as open. */
const FIRST_FRAME_MS = 5000;
/** In pixels. The browser chooses the camera mode that is closest. */
const IDEAL_SIZE = { width: { ideal: 640 }, height: { ideal: 480 } };

export class Camera {
  /** Called when the camera is disconnected, or its permission is revoked. @type {(() => void) | null} */
  onLost = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** Aborts when the camera is closed, so that a stream which comes later is released at once. */
  #open = new AbortController();
  #video;

  /** @param {HTMLVideoElement} video plays the stream */
  constructor(video) {
    this.#video = video;
  }

  /** The ID of the running camera, empty if the browser hides it. */
  get deviceId() {
    return this.#settings().deviceId ?? '';
  }

  /** Whether the camera faces the user, or may do so: only one that is known to face the environment does not. */
  get facesUser() {
    return this.#settings().facingMode !== 'environment';
  }

  /** @param {{ deviceId?: string, facing?: Facing }} [options] a certain camera, or one that faces in this direction */
  async open({ deviceId, facing = 'user' } = {}) {
    this.close();
    this.#open = new AbortController();
    const { signal } = this.#open;
    const stream = await requestStream(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: facing });
    if (signal.aborted) {
      release(stream);
      throw new EmotionError('closed', 'The camera was closed before it was open.');
    }
    this.#stream = stream;
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.onLost?.(), { signal });
    this.#video.srcObject = stream;
    try {
      await this.#play();
    } catch (error) {
      const code = signal.aborted ? 'closed' : 'camera-busy';
      if (!signal.aborted) this.close();
      throw new EmotionError(code, String(error));
    }
  }

  /** Resolves when the video plays, or has waited for its first frame for long: it may come at any time. */
  async #play() {
    /** @type {Watchdog | undefined} */
    let watchdog;
    const silence = new Promise((resolve) => {
      watchdog = new Watchdog(FIRST_FRAME_MS, () => resolve(undefined));
      watchdog.feed();
    });
    try {
      await Promise.race([this.#video.play(), silence]);
    } finally {
      watchdog?.stop();
    }
  }

  close() {
    this.#open.abort();
    if (this.#stream) release(this.#stream);
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** Returns the cameras of the device. Their names are known once the person has allowed one. */
  async list() {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind === 'videoinput');
  }

  /** @returns {MediaTrackSettings} */
  #settings() {
    return this.#stream?.getVideoTracks()[0]?.getSettings() ?? {};
  }
}

/** @param {MediaTrackConstraints} camera */
async function requestStream(camera) {
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
    return await navigator.mediaDevices.getUserMedia({ video: { ...IDEAL_SIZE, ...camera }, audio: false });
  } catch (error) {
    const { name, message } = /** @type {DOMException} */ (error);
    throw new EmotionError(CODES[name] ?? 'camera-busy', message);
  }
}

/** Returns whether this page may ask for the camera; true where the browser does not tell. */
function isCameraAllowed() {
  const { featurePolicy } = /** @type {{ featurePolicy?: { allowsFeature: (feature: string) => boolean } }} */ (
    /** @type {unknown} */ (document)
  );
  return featurePolicy?.allowsFeature('camera') ?? true;
}

/** Ends every track, so that the light of the camera goes out. @param {MediaStream} stream */
function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}
