/** RecognizerWorker: a worker with recognizers in it, as the page sees it. */
import { EmotionError } from './error.js';
import { startWorker } from './start-worker.js';
import { WorkerClient } from './worker-requests.js';

/** @import { ErrorCode } from './error.js' */
/** @import { Progress, RecognizerEvent, RecognizerProtocol } from './protocol.js' */
/** @import { Build, Locations } from './start-worker.js' */
/**
 * @typedef {object} WorkerOptions
 * @property {Build} build
 * @property {Locations} locations
 * @property {WebAssembly.Module} [module] the module of this build, if an earlier worker has compiled it
 */

/**
 * How long the worker may be silent during each request, in milliseconds. The built-in model takes a hundredth of that
 * on a phone; the rest is for custom models. During `load` the downloaded bytes are signs of life, and during `create`
 * a custom model is tried.
 */
const LIMIT_MS = {
  load: 30_000,
  create: 30_000,
  classify: 10_000,
  explain: 120_000,
  reference: 10_000,
  classifyCrops: 30_000,
  free: 10_000,
};
/** How long a request that was given up may keep the worker busy, in milliseconds. */
const GRACE_MS = 1000;

export class RecognizerWorker {
  /** The compiled module, for the next worker. */
  module;
  #requests;

  /**
   * Starts a worker and loads the module in it.
   * @param {WorkerOptions} options
   * @param {(progress: Progress) => void} onProgress called during the download of the module
   * @param {AbortSignal} signal closes the worker; its requests then reject with the signal's reason
   */
  static async start({ build, locations, module }, onProgress, signal) {
    const { worker, wasm } = await startWorker(build, locations, signal);
    /** @type {WorkerClient<RecognizerProtocol>} */
    const requests = new WorkerClient(worker, createError, { stopped: 'recognizer-stopped', silent: 'timeout' });
    requests.onEvent = (/** @type {RecognizerEvent} */ event) => {
      if (event.type === 'progress') onProgress({ loaded: event.loaded, total: event.total });
    };
    signal.addEventListener('abort', () => requests.close(signal.reason), { once: true });
    try {
      const loaded = await requests.request('load', { wasm: module ?? wasm }, { limitMs: LIMIT_MS.load });
      return new RecognizerWorker(requests, loaded.module);
    } catch (error) {
      requests.close(/** @type {Error} */ (error));
      throw error;
    }
  }

  /** @param {WorkerClient<RecognizerProtocol>} requests @param {WebAssembly.Module} module */
  constructor(requests, module) {
    this.#requests = requests;
    this.module = module;
  }

  /** Whether the worker must be replaced: its module has trapped, or it stopped or was silent for too long. */
  get hasStopped() {
    return this.#requests.isClosed;
  }

  /**
   * Sends a request; an ImageBitmap in it is transferred.
   * @template {Exclude<keyof RecognizerProtocol, 'load'>} Type
   * @param {Type} type
   * @param {RecognizerProtocol[Type]['request']} content
   * @param {AbortSignal} [signal] gives the request up
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async request(type, content, signal) {
    const transfer = 'frame' in content && content.frame instanceof ImageBitmap ? [content.frame] : [];
    try {
      return await this.#requests.request(type, content, {
        transfer,
        signal,
        limitMs: LIMIT_MS[type],
        graceMs: GRACE_MS,
      });
    } catch (error) {
      // After a trap, nothing in the module's memory can be trusted: all recognizers end with their worker.
      if (error instanceof EmotionError && error.code === 'recognizer-stopped') this.#requests.close(error);
      throw error;
    }
  }
}

/** @param {{ code: string, message: string }} error */
function createError({ code, message }) {
  return new EmotionError(/** @type {ErrorCode} */ (code), message);
}
