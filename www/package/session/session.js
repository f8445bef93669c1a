/**
 * Session: runs the recognizer on a camera, video or image, and reports each state and result. It has no interface.
 */
import { EmotionClient, EmotionError } from '../client/client.js';
import { Camera } from './camera.js';
import { LiveLoop } from './live-loop.js';
import { isVideoUrl, loadImage, openVideo } from './source.js';

/** @import { Emotion, Landmarks, Options, Progress, Result, Source } from '../client/client.js' */
/** @import { Facing } from './camera.js' */
/** @import { LiveStats } from './live-loop.js' */
/**
 * In the state `paused` the last result is out of date, and there is no new one; it goes back to `running` by itself.
 * @typedef {'idle' | 'loading' | 'opening' | 'running' | 'paused' | 'stopped' | 'error'} State
 */
/** What the session runs on: `video` is one from a URL. @typedef {'camera' | 'video' | 'image'} Kind */
/**
 * @callback ResultCallback
 * @param {Result} result its `image` is the one that was opened
 * @param {LiveStats | null} stats null for an image
 * @returns {void}
 */

/** The number of frames in a row that end the session if they all fail: a trap of the module costs a single frame. */
const MAX_FAILURES = 3;

export class Session {
  /** @type {State} */
  state = 'idle';
  /** @type {Kind} */
  kind = 'camera';
  /** What failed, in the state `error`. @type {EmotionError | null} */
  error = null;
  /** What gives nothing new, in the state `paused`. @type {'camera' | 'video' | 'recognizer'} */
  pausedBy = 'camera';
  /** The download of the recognizer, in bytes. @type {Progress} */
  progress = { loaded: 0, total: 0 };
  /** Called when `state` changes, and for every error. */
  onState = () => {};
  /** Called when a custom model has failed, and the built-in one is in use again. */
  onModelStopped = () => {};
  /** Called when the recognizer is loaded. @type {(emotions: Emotion[]) => void} */
  onReady = () => {};
  /** Called when `progress` changes. */
  onProgress = () => {};
  /** Called with the result of every frame and image. @type {ResultCallback} */
  onResult = () => {};

  #video;
  #options;
  /** @type {EmotionClient | null} */
  #client = null;
  #isReady = false;
  #camera;
  #loop;
  /** Aborts when the session opens something else, stops, or fails. */
  #current = new AbortController();
  /** The number of frames in a row that failed. */
  #failures = 0;
  #retry = async () => {};
  /** When the picture was frozen, by `performance.now()`. */
  #frozenAt = 0;
  /** How long it was frozen in all, in milliseconds: no time for the tracks of the faces, which so go on. */
  #frozenMs = 0;

  /**
   * @param {HTMLVideoElement} video plays the camera or the video
   * @param {() => Options} [options] returns the client's options when the client is created
   */
  constructor(video, options = () => ({})) {
    this.#video = video;
    this.#options = options;
    this.#camera = new Camera(video);
    this.#camera.onLost = () => this.#fail(new EmotionError('camera-lost', 'The camera was disconnected.'));
    this.#loop = new LiveLoop(
      video,
      (frame) => this.classify(frame, { atMs: performance.now() - this.#frozenMs, signal: this.#current.signal }),
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
        this.pausedBy = isBusy || this.kind === 'image' ? 'recognizer' : this.kind;
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

  /** The client; it is created, and its download begins, when it is first accessed. */
  get client() {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  /** @param {Source} source @param {{ still?: boolean, atMs?: number, signal?: AbortSignal }} [options] */
  classify(source, options) {
    return this.#watchModel(this.client.classify(source, options));
  }

  /** @param {Source} source @param {Landmarks} landmarks @param {{ signal?: AbortSignal }} [options] */
  explain(source, landmarks, options) {
    return this.#watchModel(this.client.explain(source, landmarks, options));
  }

  /** @param {{ deviceId?: string, facing?: Facing }} [options] */
  openCamera(options) {
    return this.#open('camera', async (signal) => {
      await this.#camera.open(options);
      if (!signal.aborted) this.#startLoop();
    });
  }

  /**
   * Opens an image or a video.
   * @param {string} url an invalid one is reported as unreadable
   * @param {boolean} autoplay whether a video plays without its button
   */
  openUrl(url, autoplay) {
    const kind = isVideoUrl(url) ? 'video' : 'image';
    return this.#open(kind, async (signal) => {
      const image = kind === 'image' ? await loadImage(url) : null;
      if (signal.aborted) return;
      if (image) return this.#classifyImage(image, signal);
      this.kind = 'video';
      await openVideo(this.#video, url, () => autoplay && !signal.aborted);
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
    this.#frozenAt = performance.now();
    try {
      const result = await this.classify(this.#video, { still: true });
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
      this.#frozenMs += performance.now() - this.#frozenAt;
      if (!signal.aborted) this.#startLoop();
    } catch (error) {
      if (!signal.aborted) this.#fail(new EmotionError('camera-busy', String(error)));
    }
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
    this.#client?.close();
    this.#client = null;
  }

  /** @param {Kind} kind @param {(signal: AbortSignal) => Promise<void>} action runs once the recognizer is loaded */
  async #open(kind, action) {
    this.#retry = () => this.#open(kind, action);
    this.#release();
    const { signal } = this.#current;
    this.kind = kind;
    try {
      const { client } = this;
      this.#setState(this.#isReady ? 'opening' : 'loading');
      await client.ready;
      if (!this.#isReady) this.#onReady(client);
      if (!signal.aborted) this.#setState('opening');
      if (!signal.aborted) await action(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(/** @type {Error} */ (error));
    }
  }

  /** @param {Blob | HTMLImageElement} source @param {AbortSignal} signal */
  async #classifyImage(source, signal) {
    const result = await this.classify(source, { still: true, signal });
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
    if (!this.#video.src) return;
    this.#video.pause();
    this.#video.controls = false;
    this.#video.removeAttribute('src');
    this.#video.load(); // frees the video's data, which removing `src` alone does not
  }

  /** Tells when a request ends the custom model. @template T @param {Promise<T>} request */
  #watchModel(request) {
    request.catch(({ code }) => code === 'model-stopped' && this.onModelStopped());
    return request;
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

  /** @param {EmotionClient} client */
  #onReady(client) {
    this.#isReady = true;
    this.onReady(client.emotions);
  }

  #createClient() {
    const client = new EmotionClient(this.#options());
    this.#isReady = false;
    this.progress = { loaded: 0, total: 0 };
    client.onProgress = (progress) => {
      if (client !== this.#client) return;
      this.progress = progress;
      this.onProgress();
    };
    client.ready.then(
      () => {
        if (client === this.#client) this.#onReady(client);
      },
      () => {}, // `#open` handles the error
    );
    return client;
  }
}
