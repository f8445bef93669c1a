/** RemoteRecognizer: the recognizer of one client in a worker; it is created anew when the worker was replaced. */
import { EmotionError } from './error.js';

/** @import { CustomModel, Engine, Progress, RecognizerProtocol, Settings } from './protocol.js' */
/** @import { RecognizerHost } from './recognizer-host.js' */
/** @import { RecognizerWorker } from './recognizer-worker.js' */
/** @import { TrackIds } from './track-ids.js' */
/** @typedef {RecognizerProtocol['create']['result']} Created */
/**
 * @typedef {object} RecognizerOptions
 * @property {Engine | undefined} engine of the built-in models
 * @property {CustomModel | null} model null for the built-in model
 * @property {Settings} settings
 * @property {TrackIds} trackIds those of the client
 * @property {(progress: Progress) => void} onProgress called during the download of the module
 */

export class RemoteRecognizer {
  /** The emotions among which scores are shared, once it is created. @type {Created['emotions']} */
  emotions = [];
  onProgress;
  #host;
  #engine;
  #model;
  #settings;
  #trackIds;
  /** The worker that it was created in last. @type {RecognizerWorker | null} */
  #worker = null;
  /** What that worker has responded. @type {Created | null} */
  #created = null;
  #isClosed = false;

  /** @param {RecognizerHost} host @param {RecognizerOptions} options */
  constructor(host, { engine, model, settings, trackIds, onProgress }) {
    this.#host = host;
    this.#engine = engine;
    this.#model = model;
    this.#settings = settings;
    this.#trackIds = trackIds;
    this.onProgress = onProgress;
    host.add(this);
  }

  /** Whether it has the built-in model. */
  get isBuiltIn() {
    return this.#model === null;
  }

  /** Resolves when it is created. @param {AbortSignal} signal gives it up */
  async open(signal) {
    await this.#host.turn((worker) => this.#createIn(worker, signal), signal);
  }

  /**
   * Sends a request when its turn comes; an ImageBitmap in it is transferred.
   * @template {Exclude<keyof RecognizerProtocol, 'load' | 'create' | 'free'>} Type
   * @param {Type} type
   * @param {Omit<RecognizerProtocol[Type]['request'], 'recognizer'>} content
   * @param {AbortSignal} signal gives the request up
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  request(type, content, signal) {
    return this.#host.turn(async (worker) => {
      const created = await this.#createIn(worker, signal);
      const request = /** @type {RecognizerProtocol[Type]['request']} */ ({
        ...content,
        recognizer: created.recognizer,
      });
      const result = await worker.request(type, request, signal);
      if ('faces' in result) result.faces = this.#trackIds.makeUnique(created, result.faces);
      return result;
    }, signal);
  }

  /** Frees it in the worker, which ends if it was the last. */
  close() {
    this.#isClosed = true;
    this.#host.remove(this);
    if (this.#worker && this.#created) this.#free(this.#worker, this.#created);
  }

  /** @param {RecognizerWorker} worker @param {Created} created */
  #free(worker, { recognizer }) {
    if (worker.hasStopped) return;
    const free = async () => worker.hasStopped || worker.request('free', { recognizer });
    this.#host.turn(free, new AbortController().signal).catch(() => {}); // A worker that fails at this is replaced.
  }

  /** Creates it in a worker, unless it is there. @param {RecognizerWorker} worker @param {AbortSignal} signal */
  async #createIn(worker, signal) {
    if (this.#created && worker === this.#worker) return this.#created;
    const created = await this.#create(worker, signal);
    if (this.#isClosed) this.#free(worker, created);
    this.#worker = worker;
    this.#created = created;
    this.emotions = created.emotions;
    return created;
  }

  /** @param {RecognizerWorker} worker @param {AbortSignal} signal */
  async #create(worker, signal) {
    try {
      const request = { engine: this.#engine, model: this.#model, settings: this.#settings };
      return await worker.request('create', request, signal);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'DataCloneError') {
        const message = `Options and model configs must be plain data, not proxies or functions: ${error.message}`;
        throw new EmotionError(this.#model ? 'invalid-model' : 'invalid-setting', message);
      }
      const hasTrapped = error instanceof EmotionError && error.code === 'recognizer-stopped';
      if (!this.#model || !hasTrapped) throw error;
      const message = 'The model cannot be used: its file is damaged, or it needs what the engine does not support.';
      throw new EmotionError('invalid-model', message);
    }
  }
}
