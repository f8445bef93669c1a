/** The queue: reads one file after another with one recognizer, until all are read or a person stops it. */
import { EmotionClient } from '../../package/client/client.js';
import { Questions } from './worker-requests.js';

/** @typedef {import('./image.js').Picture} Picture */
/** @typedef {import('./video.js').Film} Film */
/** @typedef {Questions<File, import('./image-worker.js').Opened>} PictureWorker */

export class Queue {
  /** Called when something about it has changed. */
  onchange = () => {};
  /** @type {(Picture | Film)[]} */
  files = [];
  /** Why the recognizer is not there, if so: a code. */
  trouble = '';
  /** How far its download is. @type {import('../../package/client/client.js').Progress | null} */
  loading = null;
  /** @type {EmotionClient | null} */
  #client = null;
  /** @type {PictureWorker | null} */
  #pictures = null;
  /** @type {AbortController | null} */
  #stopping = null;
  /** To run, while it was stopping. */
  #isAskedAgain = false;

  /** Fetched while a person chooses. */
  prepare() {
    this.#client ??= new EmotionClient();
    return this.#client.ready;
  }

  get isRunning() {
    return this.#stopping !== null;
  }

  get done() {
    return this.files.filter(({ state }) => state === 'read' || state === 'failed').length;
  }

  /** Reads what waits. */
  async run() {
    if (this.#stopping) {
      this.#isAskedAgain ||= this.#stopping.signal.aborted;
      return;
    }
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.trouble = '';
    this.onchange();
    const client = await this.#loaded();
    while (client && !signal.aborted) {
      const file = this.files.find(({ state }) => state === 'waiting');
      if (!file) break;
      this.#pictures ??= new Questions(new Worker(new URL('./image-worker.js', import.meta.url), { type: 'module' }));
      await file.read(client, this.#pictures, signal);
      this.onchange();
    }
    this.#stopping = null;
    const isAskedAgain = this.#isAskedAgain;
    this.#isAskedAgain = false;
    this.onchange();
    if (isAskedAgain) this.run();
  }

  /** After the picture or the frame that is being read. */
  stop() {
    this.#stopping?.abort();
  }

  /** Forgets all files. */
  clear() {
    this.stop();
    for (const file of this.files) file.forget();
    this.files = [];
    this.onchange();
  }

  /** null where it cannot be fetched: the next run tries again. */
  async #loaded() {
    const ready = this.prepare();
    const client = /** @type {EmotionClient} */ (this.#client);
    client.onProgress = (progress) => {
      this.loading = progress;
      this.onchange();
    };
    try {
      await ready;
      return client;
    } catch (error) {
      this.#client = null;
      this.trouble = /** @type {{ code: string }} */ (error).code;
      return null;
    } finally {
      client.onProgress = null;
      this.loading = null;
    }
  }
}
