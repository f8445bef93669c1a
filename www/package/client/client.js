/** EmotionClient: hands frames and networks to the worker that owns the recognizer, one at a time, and promises what comes of them. */
import { orAborted } from './abort.js';
import { EmotionError } from './error.js';
import { readNetwork } from './custom-model.js';
import { RecognizerWorker } from './recognizer-worker.js';
import { builtInBuild } from './start-worker.js';

export { EmotionError };

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./pkg/emosense.js').Scores} Scores */
/** @typedef {import('./pkg/emosense.js').Track} Track */
/** @typedef {import('./pkg/emosense.js').FaceQuality} FaceQuality */
/** @typedef {import('./pkg/emosense.js').Landmarks} Landmarks */
/** @typedef {import('./pkg/emosense.js').Explanation} Explanation */
/** @typedef {import('./custom-model.js').Network} Network */
/** @typedef {import('./recognizer-worker.js').Progress} Progress */
/** @typedef {import('./recognizer-worker.js').CustomModel} CustomModel */
/** @typedef {ImageBitmapSource} Source video, image, canvas, ImageBitmap, ImageData, VideoFrame or file */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number, image?: ImageBitmap }} Result */
/**
 * @typedef {object} Options
 * @property {Emotion[]} [emotions] scores are shared among these, such as ['happy', 'sad']; otherwise among all that the network tells apart
 * @property {number} [smoothingMs] time constant, in milliseconds, of the smoothing of a followed face's scores; 0 for none
 * @property {number} [maxFaces] at most so many faces are classified, the surest; at least 1
 * @property {string | URL} [baseUrl] the address of a copy of the package's folder `pkg`, where a bundler does not take its files along
 */

export class EmotionClient {
  /** @type {((progress: Progress) => void) | null} */
  onprogress = null;
  /**
   * Resolves when the networks are loaded; rejects with code 'load-failed', 'blocked-by-policy', 'unsupported',
   * 'invalid-emotions', 'invalid-setting' or 'closed'.
   * @type {Promise<void>}
   */
  ready;
  /** The emotions that scores are shared among, known once `ready`: the others score 0. @type {Emotion[]} */
  emotions = [];

  #settings;
  #baseUrl;
  /** @type {RecognizerWorker | undefined} */
  #worker;
  /** The network in use, so that a restart keeps it; null for the built-in one. @type {CustomModel | null} */
  #network = null;
  /** The crate's builds as far as they are compiled, so that a restart downloads nothing. @type {Partial<Record<import('./start-worker.js').Build, WebAssembly.Module>>} */
  #modules = {};
  #closing = new AbortController();
  #busy = false;
  /** Ends when everything asked so far is done. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {Options} [options] */
  constructor({ emotions, smoothingMs, maxFaces, baseUrl } = {}) {
    this.#settings = { emotions, smoothingMs, maxFaces };
    this.#baseUrl = baseUrl;
    this.ready = this.#start(null);
  }

  /**
   * Finds the faces of one frame. A file is decoded in the worker and comes back as `image`, ready to be shown.
   * @param {Source} source an ImageBitmap is used up
   * @param {{ still?: boolean, atMs?: number, signal?: AbortSignal }} [options] `still` searches a picture more closely than
   * a frame of a live camera, and follows no faces; `atMs` is the frame's time in milliseconds from any origin,
   * `performance.now()` if left out; `signal` gives up waiting, with its reason
   * @returns {Promise<Result>}
   */
  classify(source, { still = false, atMs, signal } = {}) {
    return this.#read(source, () => ({ still, atMs: atMs ?? performance.now() }), signal);
  }

  /**
   * Finds which parts of a face the scores rest on, by hiding them one after another: some 120 times the work of one face.
   * Rejects with code 'invalid-landmarks' where these are no numbers, or in one point.
   * @param {Source} source the very frame that was classified; an ImageBitmap is used up
   * @param {Landmarks} landmarks the face's, as `classify` gave them
   * @param {{ signal?: AbortSignal }} [options] `signal` gives up waiting, with its reason
   * @returns {Promise<Explanation>}
   */
  explain(source, landmarks, { signal } = {}) {
    return this.#read(source, () => ({ explain: { landmarks } }), signal);
  }

  /** One frame at a time. @param {Source} source @param {() => object} asked what of it, once its turn has come @param {AbortSignal | undefined} signal @returns {Promise<any>} */
  async #read(source, asked, signal) {
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
    if (this.#busy) throw new EmotionError('busy', 'A frame is being read: wait for its result.');
    this.#busy = true;
    const result = this.#inTurn(async (worker) => {
      signal?.throwIfAborted();
      const frame = await frameOf(source);
      try {
        return await worker.ask({ frame, ...asked() }, frame instanceof Blob ? [] : [frame]);
      } catch (error) {
        if (error instanceof DOMException) throw unreadable(error); // a frame that no worker may see, or used up before
        throw error;
      }
    });
    try {
      return await orAborted(result, signal);
    } finally {
      this.#busy = false; // given up or done: the next frame waits for its turn
    }
  }

  /**
   * Recognizes expressions with an emotion network of one's own from now on, or with the built-in one again (null).
   * Rejects with code 'invalid-model' and says what is wrong, 'invalid-emotions' where it gives none of those that the
   * client is restricted to, or 'load-failed' where an address gives nothing; the network before then goes on.
   * @param {Network | null} network
   */
  async useModel(network) {
    const read = network && (await readNetwork(network));
    await this.#inTurn(() => this.#use(read));
  }

  /** Ends the worker; what still waits rejects with code 'closed'. */
  close() {
    this.#closing.abort(new EmotionError('closed', 'The recognizer was closed.'));
  }

  /** One after another: a network is not changed under a frame. @template T @param {(worker: RecognizerWorker) => Promise<T>} action @returns {Promise<T>} */
  #inTurn(action) {
    const { signal } = this.#closing;
    const result = this.#last
      .then(() => this.ready)
      .then(async () => {
        signal.throwIfAborted();
        const worker = /** @type {RecognizerWorker} */ (this.#worker);
        try {
          return await action(worker);
        } finally {
          if (worker.stopped) this.ready = this.#start(this.#network);
        }
      });
    this.#last = result.catch(() => {});
    return orAborted(result, signal);
  }

  /** @param {CustomModel | null} network */
  #start(network) {
    const ready = this.#use(network);
    ready.catch(() => {}); // whoever awaits `ready` sees the error; nobody else need hear of it
    return ready;
  }

  /** In a worker of its own, so that a network which cannot be used leaves the one before as it was. @param {CustomModel | null} network */
  async #use(network) {
    const build = network ? 'own' : builtInBuild();
    const options = { build, network, settings: this.#settings, module: this.#modules[build], baseUrl: this.#baseUrl };
    const worker = await RecognizerWorker.open(
      options,
      (progress) => this.onprogress?.(progress),
      this.#closing.signal,
    );
    this.#worker?.close();
    this.#worker = worker;
    this.#modules[build] = worker.module;
    this.#network = network;
    this.emotions = worker.emotions;
  }
}

/** What a worker can be given. @param {Source} source */
async function frameOf(source) {
  if (source instanceof ImageBitmap || source instanceof Blob) return source;
  try {
    return await createImageBitmap(source);
  } catch (error) {
    throw unreadable(error);
  }
}

/** @param {unknown} cause */
function unreadable(cause) {
  const why = /** @type {Error} */ (cause).message;
  return new EmotionError(
    'image-unreadable',
    `The source cannot be read. Is it loaded, unused, and of this origin or sent with CORS? ${why}`,
  );
}
