/** RecognizerWorker: a worker with one recognizer in it, as the client sees it. */
import { EmotionError } from './error.js';
import { startWorker } from './start-worker.js';
import { WorkerClient } from './worker-requests.js';

/** @import { ErrorCode } from './error.js' */
/** @import { CustomModel, Progress, RecognizerEvent, RecognizerProtocol, Settings } from './protocol.js' */
/** @import { Build } from './start-worker.js' */
/**
 * @typedef {object} WorkerOptions
 * @property {Build} build
 * @property {CustomModel | null} model null for the built-in model
 * @property {Settings} settings
 * @property {WebAssembly.Module} [module] the module of this build, if an earlier worker has compiled it
 * @property {string | URL} [baseUrl]
 */

export class RecognizerWorker {
  /** The emotions among which scores are shared. */
  emotions;
  /** The compiled module, for the next worker. */
  module;
  /** Whether the module has trapped: nothing in its memory can be trusted then, and the worker must be replaced. */
  hasStopped = false;

  #requests;

  /**
   * Starts a worker and creates the recognizer in it.
   * @param {WorkerOptions} options
   * @param {(progress: Progress) => void} onProgress called during the download of the module
   * @param {AbortSignal} signal closes the worker; its requests then reject with the signal's reason
   */
  static async open({ build, model, settings, module, baseUrl }, onProgress, signal) {
    const { worker, wasm } = await startWorker(build, baseUrl, signal);
    /** @type {WorkerClient<RecognizerProtocol>} */
    const requests = new WorkerClient(worker, createError, 'recognizer-stopped');
    requests.onEvent = (/** @type {RecognizerEvent} */ event) => {
      if (event.type === 'progress') onProgress({ loaded: event.loaded, total: event.total });
    };
    signal.addEventListener('abort', () => requests.close(signal.reason), { once: true });
    try {
      return new RecognizerWorker(requests, await requests.request('start', { wasm: module ?? wasm, model, settings }));
    } catch (error) {
      requests.close();
      throw error;
    }
  }

  /** @param {WorkerClient<RecognizerProtocol>} requests @param {RecognizerProtocol['start']['result']} started */
  constructor(requests, { emotions, module }) {
    this.#requests = requests;
    this.emotions = emotions;
    this.module = module;
  }

  /**
   * Sends a request with a frame; an ImageBitmap is transferred.
   * @template {'classify' | 'explain'} Type
   * @param {Type} type
   * @param {RecognizerProtocol[Type]['request']} content
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async request(type, content) {
    try {
      return await this.#requests.request(type, content, content.frame instanceof Blob ? [] : [content.frame]);
    } catch (error) {
      this.hasStopped ||= error instanceof EmotionError && error.code === 'recognizer-stopped';
      throw error;
    }
  }

  close() {
    this.#requests.close();
  }
}

/** @param {{ code: string, message: string }} error */
function createError({ code, message }) {
  return new EmotionError(/** @type {ErrorCode} */ (code), message);
}
