/** EmotionClient: hands frames and networks to the worker that owns the recogniser, one at a time, and promises what comes of them. */
import { EmotionError } from './error.js';
import { readNetwork } from './network.js';

export { EmotionError };

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./network.js').Network} Network */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number, picture?: ImageBitmap }} Result */
/** @typedef {{ loaded: number, total: number }} Progress `total` is 0 where the server does not tell it */

export class EmotionClient {
  /** @type {((progress: Progress) => void) | null} */
  onprogress = null;
  /** Resolves when the networks are loaded; rejects with code 'load-failed' or 'invalid-emotions'. @type {Promise<void>} */
  ready;
  /** The emotions that scores are shared among, known once `ready`: the others score 0. @type {Emotion[]} */
  emotions = [];

  /** @type {Emotion[] | undefined} */
  #restriction;
  /** The network in use, so that a restart keeps it; null for the built-in one. @type {Awaited<ReturnType<typeof readNetwork>> | null} */
  #network = null;
  /** @type {Worker | undefined} */
  #worker;
  /** The compiled modules, kept so that a restart downloads nothing; none before the first is there. @type {object | undefined} */
  #modules;
  /** @type {{ resolve: (answer: any) => void, reject: (error: Error) => void } | null} */
  #pending = null;
  #busy = false;
  /** Ends when everything asked so far is done. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {{ emotions?: Emotion[] }} [options] `emotions` restricts the scores to these, such as ['happy', 'sad'] */
  constructor({ emotions } = {}) {
    this.#restriction = emotions;
    this.ready = this.#start();
  }

  /**
   * Finds the faces of one frame. A file is decoded in the worker and comes back as `picture`, ready to be shown.
   * @param {ImageBitmap | Blob | HTMLVideoElement | HTMLImageElement | HTMLCanvasElement} source an ImageBitmap is used up
   * @param {{ still?: boolean }} [options] `still` searches a picture more closely than a frame of a live camera
   * @returns {Promise<Result>}
   */
  async classify(source, { still = false } = {}) {
    if (this.#busy) throw new EmotionError('busy', 'A frame is being read: wait for its result.');
    this.#busy = true;
    try {
      return await this.#inTurn(async () => {
        const ownable = source instanceof ImageBitmap || source instanceof Blob;
        const frame = ownable ? source : await createImageBitmap(source);
        const { result } = await this.#ask({ frame, still }, frame instanceof ImageBitmap ? [frame] : []);
        return result;
      });
    } finally {
      this.#busy = false;
    }
  }

  /**
   * Recognises expressions with an emotion network of one's own from now on, or with the built-in one again (null).
   * Rejects with code 'invalid-network' and says what is wrong, 'invalid-emotions' where it gives none of those that the
   * client is restricted to, or 'load-failed' where an address gives nothing; the network before then goes on.
   * @param {Network | null} network
   */
  async useNetwork(network) {
    const read = network && (await readNetwork(network));
    await this.#inTurn(async () => {
      const { emotions, modules } = await this.#ask({ network: read });
      this.#modules = modules;
      this.emotions = emotions;
      this.#network = read;
    });
  }

  close() {
    this.#worker?.terminate();
    this.#pending?.reject(new EmotionError('closed', 'The recogniser was closed.'));
  }

  /** One after another: a network is not changed under a frame. @template T @param {() => Promise<T>} action @returns {Promise<T>} */
  #inTurn(action) {
    const result = this.#last.then(() => this.ready).then(action);
    this.#last = result.catch(() => {});
    return result;
  }

  /** @param {object} message @param {Transferable[]} [transfer] @returns {Promise<any>} */
  #ask(message, transfer = []) {
    const answer = new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#worker?.postMessage(message, transfer);
    });
    return answer.finally(() => (this.#pending = null));
  }

  /** @returns {Promise<void>} */
  #start() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker = worker;
    const ready = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.progress) this.onprogress?.(data.progress);
        else if (data.ready) {
          this.#modules = data.modules;
          this.emotions = data.emotions;
          resolve();
        } else if (data.error) {
          const error = new EmotionError(data.error.code, data.error.message);
          if (data.error.loading) reject(error);
          else this.#fail(error, data.error.stopped);
        } else this.#pending?.resolve(data);
      };
      // The worker's own script could not be fetched, or something nobody foresaw ended it.
      worker.onerror = (event) => {
        event.preventDefault();
        const message = event.message || 'The worker could not be started.';
        reject(new EmotionError('load-failed', message));
        this.#fail(new EmotionError('recognizer-stopped', message), true);
      };
      worker.postMessage({ start: { modules: this.#modules, restriction: this.#restriction, network: this.#network } });
    });
    ready.catch(() => {}); // whoever awaits `ready` sees the error; nobody else need hear of it
    return ready;
  }

  /** @param {EmotionError} error @param {boolean} stopped */
  #fail(error, stopped) {
    // After a trap nothing in the module's memory can be trusted, so the whole worker is replaced.
    if (stopped && this.#modules) {
      this.#worker?.terminate();
      this.ready = this.#start();
    }
    this.#pending?.reject(error);
  }
}
