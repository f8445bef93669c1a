/**
 * Typed requests to a worker and their responses, for every worker of the package and of the site. A worker that does
 * not respond in time is ended, and its requests reject.
 */
import { Watchdog } from './watchdog.js';

/**
 * What a worker can be asked: for each type its request and its result. A request is sent as `{ type, id, … }`, and its
 * response as `{ id, result }` or `{ id, error }`. A message without an id is an event: no request caused it.
 * @typedef {Record<string, { request: object, result: unknown }>} Protocol
 */
/** @typedef {{ code: string, message: string }} ResponseError */
/**
 * The functions that respond to each type of request.
 * @template {Protocol} P
 * @typedef {{ [T in keyof P]: (request: P[T]['request']) => P[T]['result'] | Promise<P[T]['result']> }} Handlers
 */
/**
 * @typedef {object} PendingRequest
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {Watchdog} watchdog
 * @property {AbortController} settled aborts when the request has settled
 */
/**
 * @typedef {object} RequestOptions
 * @property {number} limitMs how long the worker may be silent, in milliseconds, before it is ended: it has not
 * responded, and has sent no event
 * @property {Transferable[]} [transfer] the parts of the content that are transferred rather than copied
 * @property {AbortSignal} [signal] gives up the request: the worker is ended, unless it responds within `graceMs`
 * @property {number} [graceMs] in milliseconds; 0 by default
 */

/** Sends requests to a worker. @template {Protocol} P */
export class WorkerClient {
  /** Called with each event that the worker sends. @type {(event: any) => void} */
  onEvent = () => {};

  #worker;
  #createError;
  #codes;
  #lastId = 0;
  /** The requests without a response, by id. @type {Map<number, PendingRequest>} */
  #pending = new Map();
  /** Why requests no longer get a response. @type {Error | null} */
  #failure = null;

  /**
   * @param {Worker} worker
   * @param {(error: ResponseError) => Error} createError makes the error with which a request rejects
   * @param {{ stopped: string, silent: string }} codes of the errors with which the worker ends. `stopped`: its script
   * cannot be loaded, or throws outside of a request. `silent`: it does not respond in time.
   */
  constructor(worker, createError, codes) {
    this.#worker = worker;
    this.#createError = createError;
    this.#codes = codes;
    worker.onmessage = ({ data }) => (data.id === undefined ? this.#onEvent(data) : this.#onResponse(data));
    worker.onmessageerror = () => this.#stop('A message of the worker could not be read.');
    worker.onerror = (event) => {
      event.preventDefault();
      this.#stop(event.message || 'The worker stopped unexpectedly.');
    };
  }

  /** Whether the worker has ended: no further request gets a response. */
  get isClosed() {
    return this.#failure !== null;
  }

  /**
   * Sends a request and resolves with its result.
   * @template {keyof P & string} Type
   * @param {Type} type
   * @param {P[Type]['request']} content
   * @param {RequestOptions} options
   * @returns {Promise<P[Type]['result']>}
   */
  request(type, content, { limitMs, transfer = [], signal, graceMs = 0 }) {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      if (signal?.aborted) return reject(signal.reason);
      const id = ++this.#lastId;
      this.#worker.postMessage({ ...content, type, id }, transfer);
      const watchdog = new Watchdog(limitMs, () => {
        const seconds = Math.round(limitMs / 1000);
        this.close(
          this.#createError({ code: this.#codes.silent, message: `The worker was silent for ${seconds} seconds.` }),
        );
      });
      watchdog.feed();
      const settled = new AbortController();
      this.#pending.set(id, { resolve, reject, watchdog, settled });
      signal?.addEventListener('abort', () => this.#giveUp(id, signal.reason, graceMs), { signal: settled.signal });
    });
  }

  /** Ends the worker. @param {Error} reason with which the requests without a response reject, and all later ones */
  close(reason) {
    this.#worker.terminate();
    this.#failure ??= reason;
    for (const id of this.#pending.keys()) this.#take(id)?.reject(this.#failure);
  }

  /** Returns a request that is about to settle, undefined if it has settled. @param {number} id */
  #take(id) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.watchdog.stop();
    pending?.settled.abort();
    return pending;
  }

  /** @param {string} message */
  #stop(message) {
    this.close(this.#createError({ code: this.#codes.stopped, message }));
  }

  /** @param {any} event */
  #onEvent(event) {
    for (const { watchdog } of this.#pending.values()) watchdog.feed();
    this.onEvent(event);
  }

  /** @param {{ id: number, result?: unknown, error?: ResponseError }} response */
  #onResponse({ id, result, error }) {
    const pending = this.#take(id);
    if (error) pending?.reject(this.#createError(error));
    else pending?.resolve(result);
  }

  /** @param {number} id @param {Error} reason @param {number} graceMs */
  #giveUp(id, reason, graceMs) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.watchdog.stop();
    if (!graceMs) return this.close(reason);
    pending.watchdog = new Watchdog(graceMs, () => this.close(reason));
    pending.watchdog.feed();
  }
}

/**
 * Responds, in a worker, to the requests that it receives.
 * @param {Handlers<any>} handlers
 * @param {(error: unknown, type: string) => ResponseError} describeError
 * @param {(result: any) => Transferable[]} [transferables] the parts of a result that are transferred rather than
 * copied
 */
export function handleRequests(handlers, describeError, transferables = () => []) {
  addEventListener('message', async ({ data: { type, id, ...content } }) => {
    try {
      const result = await handlers[type](content);
      postMessage({ id, result }, { transfer: transferables(result) });
    } catch (error) {
      postMessage({ id, error: describeError(error, type) });
    }
  });
}
