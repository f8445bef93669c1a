/** Camera: plays a camera in a video, lists the cameras and releases them. */
import { openCameraStream } from '../client/camera-stream.js';
import { EmotionError } from '../client/error.js';
import { Watchdog } from '../client/watchdog.js';

/** @import { Facing, Size } from '../client/camera-stream.js' */
/** A certain camera, or one that faces in this direction. @typedef {{ deviceId?: string, facing?: Facing, size?: Size }} CameraChoice */

/** How long a camera that is allowed may take for its first frame, in milliseconds; then it counts as open. */
const FIRST_FRAME_MS = 5000;

export class Camera {
  /** Called when the camera is disconnected, or its permission is revoked. @type {(() => void) | null} */
  onLost = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** Aborts when the camera is closed, which stops the stream. */
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

  /** @param {CameraChoice} [choice] */
  async open(choice = {}) {
    this.close();
    this.#open = new AbortController();
    const { signal } = this.#open;
    const stream = await openCameraStream(choice, signal);
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
    this.#open.abort(new EmotionError('closed', 'The camera was closed before it was open.'));
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** @returns {MediaTrackSettings} */
  #settings() {
    return this.#stream?.getVideoTracks()[0]?.getSettings() ?? {};
  }
}
