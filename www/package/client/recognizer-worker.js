/** RecognizerWorker: one worker with one recognizer in it, asked one thing at a time. */
import { EmotionError } from './error.js';
import { startWorker } from './start-worker.js';

/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */
/** @typedef {{ onnx: Uint8Array, config: import('./pkg/emosense.js').ModelConfig }} CustomModel */
/** @typedef {{ emotions?: Emotion[], smoothingMs?: number, maxFaces?: number }} Settings as the recognizer has them where undefined */
/** @typedef {{ loaded: number, total: number }} Progress in bytes; `total` is 0 where the server does not tell it */

export class RecognizerWorker {
  /** The emotions that scores are shared among. @type {Emotion[]} */
  emotions = [];
  /** The compiled module, for the worker after this one. @type {WebAssembly.Module | undefined} */
  module;
  /** After a trap nothing in the module's memory can be trusted: the whole worker is to be replaced. */
  stopped = false;

  #worker;
  #onprogress;
  /** @type {{ resolve: (answer: any) => void, reject: (error: Error) => void } | undefined} */
  #pending;

  /**
   * @param {{ build: import('./start-worker.js').Build, network: CustomModel | null, settings: Settings, module?: WebAssembly.Module, baseUrl?: string | URL }} options
   * `network`: null for the built-in one; `module`: of this build, kept from an earlier worker
   * @param {(progress: Progress) => void} onprogress
   * @param {AbortSignal} signal closes it; what waits for it then rejects with the signal's reason
   */
  static async open({ build, network, settings, module, baseUrl }, onprogress, signal) {
    const { worker, wasm } = await startWorker(build, baseUrl, signal);
    const opened = new RecognizerWorker(worker, onprogress);
    signal.addEventListener('abort', () => opened.close(signal.reason), { once: true });
    try {
      Object.assign(opened, await opened.ask({ start: { wasm: module ?? wasm, network, settings } }));
      return opened;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  /** @param {Worker} worker @param {(progress: Progress) => void} onprogress */
  constructor(worker, onprogress) {
    this.#worker = worker;
    this.#onprogress = onprogress;
    worker.onmessage = ({ data }) => this.#hear(data);
    // Something that nobody foresaw ended it.
    worker.onerror = (event) => {
      event.preventDefault();
      this.#hear({
        error: { code: 'recognizer-stopped', message: event.message || 'The worker ended.', stopped: true },
      });
    };
  }

  /** @param {object} message @param {Transferable[]} [transfer] @returns {Promise<any>} */
  ask(message, transfer = []) {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#worker.postMessage(message, transfer);
    });
  }

  /** @param {Error} [reason] why what still waits gets no answer */
  close(reason) {
    this.#worker.terminate();
    if (reason) this.#pending?.reject(reason);
  }

  /** @param {{ progress?: Progress, error?: { code: string, message: string, stopped: boolean }, answer?: any }} words */
  #hear({ progress, error, answer }) {
    if (progress) this.#onprogress(progress);
    else if (error) {
      this.stopped ||= error.stopped;
      this.#pending?.reject(new EmotionError(error.code, error.message));
    } else this.#pending?.resolve(answer);
  }
}
