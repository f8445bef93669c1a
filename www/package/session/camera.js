/** The camera: opens, lists and releases cameras, and gives every failure a code. */
import { EmotionError } from '../client/error.js';

/** @typedef {'user' | 'environment'} Facing */

/** What a browser calls a failure, and what we call it. @type {Record<string, string>} */
const CODES = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

export class Camera {
  /** Called when the camera goes away by itself: unplugged, or taken back. @type {(() => void) | null} */
  onLost = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** Counts openings and closings: a camera allowed after it was given up is released at once. */
  #attempt = 0;
  #video;

  /** @param {HTMLVideoElement} video where it plays */
  constructor(video) {
    this.#video = video;
  }

  /** The identifier of the running camera, empty where the browser hides it. */
  get deviceId() {
    return this.#settings().deviceId ?? '';
  }

  /** A camera that looks at the room is shown as it is; every other one like a mirror. */
  get facesUser() {
    return this.#settings().facingMode !== 'environment';
  }

  /** @param {{ deviceId?: string, facing?: Facing }} [wanted] that very camera, or one that faces the person or the room */
  async open({ deviceId, facing = 'user' } = {}) {
    this.close();
    const attempt = this.#attempt;
    if (!isSecureContext) {
      throw new EmotionError('insecure-context', 'Browsers give pages a camera over https or localhost only.');
    }
    if (!navigator.mediaDevices?.getUserMedia) {
      throw new EmotionError('camera-unsupported', 'This browser gives pages no camera.');
    }
    const size = { width: { ideal: 640 }, height: { ideal: 480 } };
    const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: facing };
    /** @type {MediaStream} */
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...size, ...which }, audio: false });
    } catch (error) {
      const { name, message } = /** @type {DOMException} */ (error);
      throw new EmotionError(CODES[name] ?? 'camera-busy', message);
    }
    if (attempt !== this.#attempt) {
      release(stream);
      throw new EmotionError('closed', 'The camera was closed while it was opening.');
    }
    this.#stream = stream;
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => {
        if (this.#stream === stream) this.onLost?.();
      });
    }
    this.#video.srcObject = stream;
    try {
      await this.#video.play();
    } catch (error) {
      const closed = attempt !== this.#attempt;
      if (!closed) this.close();
      throw new EmotionError(closed ? 'closed' : 'camera-busy', String(error));
    }
  }

  close() {
    this.#attempt++;
    if (this.#stream) release(this.#stream);
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** The cameras there are; their names are told once one was allowed. */
  async list() {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind === 'videoinput');
  }

  /** @returns {MediaTrackSettings} */
  #settings() {
    return this.#stream?.getVideoTracks()[0]?.getSettings() ?? {};
  }
}

/** Ends every track, so that the camera's light goes out. @param {MediaStream} stream */
function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}
