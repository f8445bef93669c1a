/**
 * Session: runs the recognizer on a camera, video or image, and reports each state and result. It has no interface.
 */
import { EmotionError } from '../client/client.js';
import { MAX_FAILURES } from '../client/watch.js';
import { Camera } from './camera.js';
import { FrameClock } from './frame-clock.js';
import { LiveLoop } from './live-loop.js';
import { SessionClient } from './session-client.js';
import { closeVideo, isVideoUrl, loadImage, openVideo } from './source.js';
import { showStream } from './stream.js';

/** @import { Landmarks, Result, SignalOptions, Source } from '../client/client.js' */
/** @import { CameraChoice } from './camera.js' */
/** @import { LiveStats } from './live-loop.js' */
/** @import { SessionOptions } from './session-client.js' */
/**
 * In the state `paused` the last result is out of date, and there is no new one; it goes back to `running` by itself.
 * @typedef {'idle' | 'loading' | 'opening' | 'running' | 'paused' | 'stopped' | 'error'} State
 */
/**
 * What the session runs on: `video` is one from a URL, `stream` is one that belongs to the page.
 * @typedef {'camera' | 'video' | 'image' | 'stream'} Kind
 */
/** @typedef {{ atSeconds: number, isPlaying: boolean }} Playback */
/**
 * @callback ResultCallback
 * @param {Result} result its `image` is the one that was opened
 * @param {LiveStats | null} stats null for an image
 * @returns {void}
 */

export class Session {
  /** @type {State} */
  state = 'idle';
  /** @type {Kind} */
  kind = 'camera';
  /** What failed, in the state `error`. @type {EmotionError | null} */
  error = null;
  /** What gives nothing new, in the state `paused`. @type {'camera' | 'video' | 'recognizer'} */
  pausedBy = 'camera';
  /** Called when `state` changes, and for every error. */
  onState = () => {};
  /** Called with the result of every frame and image. @type {ResultCallback} */
  onResult = () => {};

  #video;
  #recognizer;
  #camera;
  #loop;
  /** Aborts when the session opens something else, stops, or fails. */
  #current = new AbortController();
  /** The number of frames in a row that failed. */
  #failures = 0;
  #retry = async () => {};
  /** Of what was opened last. @type {Playback} */
  #playback = { atSeconds: 0, isPlaying: false };
  #clock = new FrameClock();

  /**
   * @param {HTMLVideoElement} video plays the camera, the video or the stream
   * @param {() => SessionOptions} [options] returns the client's options when the client is created
   */
  constructor(video, options = () => ({})) {
    this.#video = video;
    this.#recognizer = new SessionClient(options);
    this.#camera = new Camera(video);
    this.#camera.onLost = () => this.#fail(new EmotionError('camera-lost', 'The camera was disconnected.'));
    this.#loop = new LiveLoop(
      video,
      (frame) => this.#recognizer.classify(frame, { atMs: this.#clock.nowMs, signal: this.#current.signal }),
      (result, stats) => {
        this.#failures = 0;
        this.#setState('running');
        this.onResult(result, stats);
      },
      (error) => {
        this.#failures++;
        if (this.#failures >= MAX_FAILURES) this.#fail(error);
      },
      (isBusy) => {
        if (isBusy) this.pausedBy = 'recognizer';
        else this.pausedBy = this.kind === 'camera' ? 'camera' : 'video';
        this.#setState('paused');
      },
    );
    video.addEventListener('error', () => {
      const isOpen = this.kind === 'video' && (this.state === 'running' || this.state === 'paused');
      if (isOpen) this.#fail(new EmotionError('source-unreadable', 'The video could not be read any further.'));
    });
  }

  get camera() {
    return this.#camera;
  }

  /** Whether the camera faces the user, who then expects to see a mirror image. */
  get facesUser() {
    return this.kind === 'camera' && this.#camera.facesUser;
  }

  /** The interval between frames that are classified, in milliseconds; 0 for every frame. */
  set intervalMs(/** @type {number} */ intervalMs) {
    this.#loop.intervalMs = intervalMs;
  }

  /** Whether something is open, or about to be. */
  get isOn() {
    return ['loading', 'opening', 'running', 'paused'].includes(this.state);
  }

  /** Where the video at a URL is, and whether it plays; or where and whether it will, as long as it is not open. */
  get playback() {
    if (this.state !== 'running' && this.state !== 'paused') return this.#playback;
    return { atSeconds: this.#video.currentTime, isPlaying: !this.#video.paused };
  }

  /** The client; it is created, and its download begins, when it is first accessed. */
  get client() {
    return this.#recognizer.client;
  }

  /** The download of the recognizer, in bytes. */
  get progress() {
    return this.#recognizer.progress;
  }

  /** Called when `progress` changes. */
  set onProgress(/** @type {() => void} */ onProgress) {
    this.#recognizer.onProgress = onProgress;
  }

  /** Called when the recognizer is loaded. */
  set onReady(/** @type {SessionClient['onReady']} */ onReady) {
    this.#recognizer.onReady = onReady;
  }

  /** Called when a custom model has failed, and the built-in one is in use again. */
  set onModelStopped(/** @type {SessionClient['onModelStopped']} */ onModelStopped) {
    this.#recognizer.onModelStopped = onModelStopped;
  }

  /** Classifies an image without showing it. @param {Source} source @param {SignalOptions} [options] */
  classifyImage(source, options) {
    return this.#recognizer.classifyImage(source, options);
  }

  /** @param {Source} source @param {Landmarks} landmarks @param {SignalOptions} [options] */
  explain(source, landmarks, options) {
    return this.#recognizer.explain(source, landmarks, options);
  }

  /** @param {CameraChoice} [choice] */
  openCamera(choice) {
    return this.#open('camera', async (signal) => {
      await this.#camera.open(choice);
      if (!signal.aborted) this.#startLoop();
    });
  }

  /**
   * Opens an image or a video.
   * @param {string} url an invalid one is reported as unreadable
   * @param {Playback} playback where a video begins, and whether it plays without its button
   */
  openUrl(url, playback) {
    const kind = isVideoUrl(url) ? 'video' : 'image';
    this.#playback = playback;
    return this.#open(kind, async (signal) => {
      const image = kind === 'image' ? await loadImage(url) : null;
      if (signal.aborted) return;
      if (image instanceof HTMLImageElement) return this.#classifyImage(image, signal);
      this.kind = 'video';
      await openVideo(this.#video, url, { ...playback, signal }).catch((error) => {
        throw image ?? error; // What blocks an image also keeps it from being opened as a video.
      });
      if (!signal.aborted) this.#startLoop();
    });
  }

  /** Opens a stream of the page; its tracks are not stopped. @param {MediaStream} stream */
  openStream(stream) {
    return this.#open('stream', async (signal) => {
      showStream(this.#video, stream, signal, (error) => this.#fail(error));
      if (!signal.aborted) this.#startLoop();
    });
  }

  /** Opens an image file. @param {Blob} file */
  openFile(file) {
    return this.#open('image', (signal) => this.#classifyImage(file, signal));
  }

  /** Reopens what was opened last. */
  retry() {
    this.#retry();
  }

  /** Freezes the camera's picture and classifies it as a still image. The camera stays open. */
  async freeze() {
    const { signal } = this.#current;
    this.#loop.stop();
    this.#video.pause();
    this.#clock.freeze();
    try {
      const result = await this.#recognizer.classify(this.#video, { still: true });
      if (!signal.aborted) this.onResult(result, null);
    } catch (error) {
      if (!signal.aborted) this.#fail(/** @type {Error} */ (error));
    }
  }

  /** Resumes the camera after `freeze`. */
  async resume() {
    const { signal } = this.#current;
    try {
      await this.#video.play();
      this.#clock.resume();
      if (!signal.aborted) this.#startLoop();
    } catch (error) {
      if (!signal.aborted) this.#fail(new EmotionError('camera-busy', String(error)));
    }
  }

  /**
   * Goes on with a client that has the options as they are now. What is open stays open; an image is classified anew.
   * Rejects if the client, or its custom model, cannot be loaded.
   */
  async renewClient() {
    const renewed = this.#recognizer.renew();
    const isWaiting = this.state === 'loading' || this.state === 'opening';
    if (isWaiting || (this.isOn && this.kind === 'image')) this.#retry();
    await renewed;
  }

  stop() {
    this.#release();
    this.#setState('stopped');
  }

  /** Stops and goes back to the first state. */
  reset() {
    this.#release();
    this.#setState('idle');
  }

  /** Resets the session and ends the recognizer; it is loaded again when it is needed. */
  close() {
    this.reset();
    this.#recognizer.close();
  }

  /** @param {Kind} kind @param {(signal: AbortSignal) => Promise<void>} action runs once the recognizer is loaded */
  async #open(kind, action) {
    this.#retry = () => this.#open(kind, action);
    this.#release();
    const { signal } = this.#current;
    this.kind = kind;
    try {
      const loaded = this.#recognizer.load();
      this.#setState(this.#recognizer.isReady ? 'opening' : 'loading');
      await loaded;
      if (!signal.aborted) this.#setState('opening');
      if (!signal.aborted) await action(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(/** @type {Error} */ (error));
    }
  }

  /** @param {Blob | HTMLImageElement} source @param {AbortSignal} signal */
  async #classifyImage(source, signal) {
    const result = await this.#recognizer.classify(source, { still: true, signal });
    const image = result.image ?? (await createImageBitmap(source));
    if (signal.aborted) return image.close();
    this.#setState('running');
    this.onResult({ ...result, image }, null);
  }

  #startLoop() {
    this.#failures = 0;
    this.#setState('running');
    this.#loop.start();
  }

  /** Closes the camera or the video, and aborts what is in progress. */
  #release() {
    this.#current.abort();
    this.#current = new AbortController();
    this.#loop.stop();
    this.#camera.close();
    if (this.#video.src) closeVideo(this.#video);
  }

  /** @param {Error} error */
  #fail(error) {
    this.#release();
    this.error = error instanceof EmotionError ? error : new EmotionError('inference-failed', error.message);
    this.#setState('error');
  }

  /** @param {State} state */
  #setState(state) {
    if (state === this.state && state !== 'error') return;
    if (state !== 'error') this.error = null;
    this.state = state;
    this.onState();
  }
}
