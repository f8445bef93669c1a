/**
 * Typed requests to a worker. A request is `{ type, id, … }`, its response `{ id, result }` or
 * `{ id, error: { code, message } }`. A protocol maps each type to its request and its result:
 * `{ decode: { request: { file: File }, result: DecodedImage } }`.
 */
import { FileError } from './file-error.js';

/** @typedef {Record<string, { request: object, result: unknown }>} Protocol */
/** @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void }} Pending */
/** @typedef {{ id: number, result?: unknown, error?: { code: string, message: string } }} Response */

/** Sends requests to a worker. @template {Protocol} P */
export class WorkerClient {
  #worker;
  #lastId = 0;
  /** The requests without a response, by id. @type {Map<number, Pending>} */
  #pending = new Map();
  /** Whether the script failed to load or threw outside of a request: it will never respond. */
  #isBroken = false;

  /** @param {Worker} worker */
  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#onResponse(data);
    worker.onerror = () => {
      this.#isBroken = true;
      for (const { reject } of this.#pending.values()) reject(new FileError('no-worker'));
      this.#pending.clear();
    };
  }

  /**
   * Sends a request and resolves with its result. Rejects with a FileError; its code is 'no-worker' if the worker's
   * script could not be loaded.
   * @template {keyof P & string} Type
   * @param {Type} type
   * @param {P[Type]['request']} content
   * @returns {Promise<P[Type]['result']>}
   */
  request(type, content) {
    return new Promise((resolve, reject) => {
      if (this.#isBroken) return reject(new FileError('no-worker'));
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ type, id, ...content });
    });
  }

  /** Ends the worker. Requests without a response stay unsettled. */
  close() {
    this.#worker.terminate();
  }

  /** @param {Response} response */
  #onResponse({ id, result, error }) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new FileError(error.code, error.message));
    else pending?.resolve(result);
  }
}

/**
 * Handles the requests that a worker receives. An error that is not a FileError becomes one with the code 'damaged'.
 * @template {Protocol} P
 * @param {{ [Type in keyof P]: (request: P[Type]['request']) => Promise<P[Type]['result']> }} handlers by type
 * @param {(result: any) => Transferable[]} [transferables] the parts of a result that are transferred, not copied
 */
export function handleRequests(handlers, transferables = () => []) {
  addEventListener('message', async ({ data: { type, id, ...request } }) => {
    try {
      const result = await handlers[type](request);
      postMessage({ id, result }, { transfer: transferables(result) });
    } catch (error) {
      const { code, message } = error instanceof FileError ? error : new FileError('damaged');
      postMessage({ id, error: { code, message } });
    }
  });
}
