/** RecognizerWorker: a worker with one recognizer in it, as the client sees it. */
import { EmotionError } from './error.js';
import { startWorker } from './start-worker.js';
import { WorkerClient } from './worker-requests.js';

/** @import { ErrorCode } from './error.js' */
/** @import { CustomModel, Progress, RecognizerEvent, RecognizerProtocol, Settings } from './protocol.js' */
/** @import { Build, Locations } from './start-worker.js' */
/**
 * @typedef {object} WorkerOptions
 * @property {Build} build
 * @property {CustomModel | null} model null for the built-in model
 * @property {Settings} settings
 * @property {WebAssembly.Module} [module] the module of this build, if an earlier worker has compiled it
 * @property {Locations} locations
 */

/**
 * How long the worker may be silent during each request, in milliseconds. The built-in model takes a hundredth of that
 * on a phone; the rest is for custom models. During `start` the downloaded bytes are signs of life, and a custom model
 * is tried.
 */
const LIMIT_MS = { start: 30_000, classify: 10_000, explain: 120_000 };
/** How long a request that was given up may keep the worker busy, in milliseconds. */
const GRACE_MS = 1000;

export class RecognizerWorker {
  /** The emotions among which scores are shared. */
  emotions;
  /** The compiled module, for the next worker. */
  module;

  #requests;
  /** Whether the module has trapped: nothing in its memory can be trusted then. */
  #hasTrapped = false;

  /**
   * Starts a worker and creates the recognizer in it.
   * @param {WorkerOptions} options
   * @param {(progress: Progress) => void} onProgress called during the download of the module
   * @param {AbortSignal} signal closes the worker; its requests then reject with the signal's reason
   */
  static async open({ build, model, settings, module, locations }, onProgress, signal) {
    const { worker, wasm } = await startWorker(build, locations, signal);
    /** @type {WorkerClient<RecognizerProtocol>} */
    const requests = new WorkerClient(worker, createError, { stopped: 'recognizer-stopped', silent: 'timeout' });
    requests.onEvent = (/** @type {RecognizerEvent} */ event) => {
      if (event.type === 'progress') onProgress({ loaded: event.loaded, total: event.total });
    };
    signal.addEventListener('abort', () => requests.close(signal.reason), { once: true });
    try {
      const content = { wasm: module ?? wasm, model, settings };
      return new RecognizerWorker(requests, await requests.request('start', content, { limitMs: LIMIT_MS.start }));
    } catch (error) {
      requests.close(/** @type {Error} */ (error));
      throw error;
    }
  }

  /** @param {WorkerClient<RecognizerProtocol>} requests @param {RecognizerProtocol['start']['result']} started */
  constructor(requests, { emotions, module }) {
    this.#requests = requests;
    this.emotions = emotions;
    this.module = module;
  }

  /** Whether the worker must be replaced: it has trapped, stopped, or was silent for too long. */
  get hasStopped() {
    return this.#hasTrapped || this.#requests.isClosed;
  }

  /**
   * Sends a request with a frame; an ImageBitmap is transferred.
   * @template {'classify' | 'explain'} Type
   * @param {Type} type
   * @param {RecognizerProtocol[Type]['request']} content
   * @param {AbortSignal} [signal] gives the request up
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async request(type, content, signal) {
    const transfer = content.frame instanceof Blob ? [] : [content.frame];
    const options = { transfer, signal, limitMs: LIMIT_MS[type], graceMs: GRACE_MS };
    try {
      return await this.#requests.request(type, content, options);
    } catch (error) {
      this.#hasTrapped ||= error instanceof EmotionError && error.code === 'recognizer-stopped';
      throw error;
    }
  }

  close() {
    this.#requests.close(new EmotionError('closed', 'The worker was replaced.'));
  }
}

/** @param {{ code: string, message: string }} error */
function createError({ code, message }) {
  return new EmotionError(/** @type {ErrorCode} */ (code), message);
}
