/** A session: goes from state to state with the recognizer and a camera, video or picture. It shows nothing; it tells what there is to show. */
import { Camera } from './camera.js';
import { EmotionClient, EmotionError } from '../client/client.js';
import { LiveLoop } from './live-loop.js';
import { loadImage, playVideo, seemsVideo } from './source.js';

/** @typedef {import('../client/client.js').Result} Result */
/** @typedef {import('../client/client.js').Options} Options */
/** @typedef {import('./live-loop.js').Pace} Pace */
/** @typedef {'idle' | 'loading' | 'opening' | 'running' | 'stopped' | 'error'} State */
/** What is read: `video` plays from an address. @typedef {'camera' | 'video' | 'image'} Kind */

/** Frames that may fail in a row before the session ends: one trap costs one frame. */
const FAILURES_ALLOWED = 3;

export class Session {
  /** @type {State} */
  state = 'idle';
  /** @type {Kind} */
  kind = 'camera';
  /** What went wrong, in the state `error`. @type {EmotionError | null} */
  error = null;
  /** The download of the recognizer, in bytes. @type {import('../client/client.js').Progress} */
  progress = { loaded: 0, total: 0 };
  onState = () => {};
  /** The recognizer is ready, and knows these emotions. @type {(emotions: import('../client/client.js').Emotion[]) => void} */
  onReady = () => {};
  /** Called when `progress` changes. */
  onProgress = () => {};
  /** The pace is null for a picture, and `image` is what can be shown of it. @type {(result: Result, pace: Pace | null, image?: HTMLImageElement) => void} */
  onResult = () => {};

  #video;
  #options;
  /** @type {EmotionClient | null} */
  #client = null;
  #ready = false;
  #camera;
  #loop;
  /** Counts what was begun: what began before the last must not show anything any more. */
  #turn = 0;
  #failures = 0;
  /** @type {() => void} */
  #retry = () => {};
  /** Ends when the frame in flight is done. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {HTMLVideoElement} video where the camera or the video plays @param {() => Options} [options] of the client, asked for when it is made */
  constructor(video, options = () => ({})) {
    this.#video = video;
    this.#options = options;
    this.#camera = new Camera(video);
    this.#camera.onLost = () => this.#fail(new EmotionError('camera-lost', 'The camera has gone.'));
    this.#loop = new LiveLoop(
      video,
      (frame) => this.classify(frame),
      (result, pace) => {
        this.#failures = 0;
        this.onResult(result, pace);
      },
      (error) => {
        this.#failures++;
        if (this.#failures >= FAILURES_ALLOWED) this.#fail(error);
      },
    );
  }

  get camera() {
    return this.#camera;
  }

  /** Whether it shows the person in front of the device, who expects to see a mirror image. */
  get facesUser() {
    return this.kind === 'camera' && this.#camera.facesUser;
  }

  /** Milliseconds from one frame that is read to the next; 0 for every frame. */
  set intervalMs(/** @type {number} */ intervalMs) {
    this.#loop.intervalMs = intervalMs;
  }

  /** Whether something is being opened or read. */
  get isOn() {
    return this.state === 'loading' || this.state === 'opening' || this.state === 'running';
  }

  /** The recognizer; asking for it fetches it. */
  get client() {
    this.#client ??= this.#fetch();
    return this.#client;
  }

  /** @param {import('../client/client.js').Source} source @param {{ still?: boolean, signal?: AbortSignal }} [options] */
  classify(source, options) {
    return this.#inTurn((client) => client.classify(source, options));
  }

  /** @param {import('../client/client.js').Source} source @param {import('../client/client.js').Landmarks} landmarks @param {{ signal?: AbortSignal }} [options] */
  explain(source, landmarks, options) {
    return this.#inTurn((client) => client.explain(source, landmarks, options));
  }

  /** Waits for the frame before. @template T @param {(client: EmotionClient) => Promise<T>} read @returns {Promise<T>} */
  #inTurn(read) {
    const { client } = this; // the one that is asked, even where it is closed before its turn
    const result = this.#last.then(() => read(client));
    this.#last = result.catch(() => {});
    return result;
  }

  /** @param {Parameters<Camera['open']>[0]} wanted */
  openCamera(wanted) {
    return this.#begin('camera', async (isWanted) => {
      await this.#camera.open(wanted);
      if (isWanted()) this.#live();
    });
  }

  /** A picture or a video; the video waits for its own button unless it is to `play`. @param {string} address @param {boolean} play */
  openUrl(address, play) {
    const kind = seemsVideo(address) ? 'video' : 'image';
    return this.#begin(kind, async (isWanted) => {
      const image = kind === 'image' ? await loadImage(address) : null;
      if (!isWanted()) return;
      if (image) return this.#still(image, isWanted, image);
      this.kind = 'video';
      await playVideo(this.#video, address, play, isWanted);
      if (isWanted()) this.#live();
    });
  }

  /** @param {Blob} file */
  openFile(file) {
    return this.#begin('image', (isWanted) => this.#still(file, isWanted));
  }

  /** What was begun last, anew. */
  retry() {
    this.#retry();
  }

  /** Holds the camera's picture still, and reads it as a picture; the camera stays open. */
  async freeze() {
    const mine = this.#turn;
    this.#loop.stop();
    this.#video.pause();
    try {
      const result = await this.classify(this.#video, { still: true });
      if (mine === this.#turn) this.onResult(result, null);
    } catch (error) {
      if (mine === this.#turn) this.#fail(/** @type {Error} */ (error));
    }
  }

  /** Lets the picture that `freeze` holds go on. */
  async resume() {
    const mine = this.#turn;
    try {
      await this.#video.play();
      if (mine === this.#turn) this.#live();
    } catch (error) {
      if (mine === this.#turn) this.#fail(new EmotionError('camera-busy', String(error)));
    }
  }

  stop() {
    this.#turn++;
    this.#release();
    this.#to('stopped');
  }

  /** Back to the beginning, with nothing shown. */
  reset() {
    this.#turn++;
    this.#release();
    this.#to('idle');
  }

  /** Ends the recognizer too; the next start fetches it again. */
  close() {
    this.reset();
    this.#client?.close();
    this.#client = null;
  }

  /** Ends what was going on, then does something else. @param {Kind} kind @param {(isWanted: () => boolean) => Promise<void>} action */
  async #begin(kind, action) {
    const mine = ++this.#turn;
    const isWanted = () => mine === this.#turn;
    this.#retry = () => this.#begin(kind, action);
    this.#release();
    this.kind = kind;
    try {
      const { client } = this;
      this.#to(this.#ready ? 'opening' : 'loading');
      await client.ready;
      if (isWanted()) this.#to('opening');
      if (isWanted()) await action(isWanted);
    } catch (error) {
      if (isWanted()) this.#fail(/** @type {Error} */ (error));
    }
  }

  /** @param {Blob | HTMLImageElement} source @param {() => boolean} isWanted @param {HTMLImageElement} [image] */
  async #still(source, isWanted, image) {
    const result = await this.classify(source, { still: true });
    if (!isWanted()) return;
    this.#to('running');
    this.onResult(result, null, image);
  }

  #live() {
    this.#failures = 0;
    this.#to('running');
    this.#loop.start();
  }

  /** Lets go of the camera or the video. */
  #release() {
    this.#loop.stop();
    this.#camera.close();
    if (!this.#video.src) return;
    this.#video.pause();
    this.#video.controls = false;
    this.#video.removeAttribute('src');
    this.#video.load(); // only this frees what was loaded
  }

  /** @param {Error} error */
  #fail(error) {
    this.#turn++;
    this.#release();
    if (!this.#ready) {
      this.#client?.close();
      this.#client = null;
    }
    const { code = 'inference-failed' } = /** @type {{ code?: string }} */ (error);
    this.error = error instanceof EmotionError ? error : new EmotionError(code, error.message);
    this.#to('error');
  }

  /** @param {State} state */
  #to(state) {
    if (state === this.state && state !== 'error') return;
    if (state !== 'error') this.error = null;
    this.state = state;
    this.onState();
  }

  #fetch() {
    const client = new EmotionClient(this.#options());
    this.#ready = false;
    this.progress = { loaded: 0, total: 0 };
    client.onprogress = (progress) => {
      if (client !== this.#client) return;
      this.progress = progress;
      this.onProgress();
    };
    client.ready.then(
      () => {
        if (client !== this.#client) return;
        this.#ready = true;
        this.onReady(client.emotions);
      },
      () => {}, // told to whoever needs it, in `#begin`
    );
    return client;
  }
}
