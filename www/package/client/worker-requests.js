/** Typed requests to a worker and their responses, for every worker of the package and of the site. */

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
/** @typedef {{ resolve: (result: any) => void, reject: (error: Error) => void }} PendingRequest */

/** Sends requests to a worker. @template {Protocol} P */
export class WorkerClient {
  /** Called with each event that the worker sends. @type {(event: any) => void} */
  onEvent = () => {};

  #worker;
  #createError;
  #lastId = 0;
  /** The requests without a response, by id. @type {Map<number, PendingRequest>} */
  #pending = new Map();
  /** Why requests no longer get a response. @type {Error | null} */
  #failure = null;

  /**
   * @param {Worker} worker
   * @param {(error: ResponseError) => Error} createError makes the error with which a request rejects
   * @param {string} failureCode the code of this error if the worker's script cannot be loaded, or throws outside of a
   * request: the worker then never responds again
   */
  constructor(worker, createError, failureCode) {
    this.#worker = worker;
    this.#createError = createError;
    worker.onmessage = ({ data }) => (data.id === undefined ? this.onEvent(data) : this.#onResponse(data));
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(createError({ code: failureCode, message: event.message || 'The worker stopped unexpectedly.' }));
    };
  }

  /**
   * Sends a request and resolves with its result.
   * @template {keyof P & string} Type
   * @param {Type} type
   * @param {P[Type]['request']} content
   * @param {Transferable[]} [transfer] the parts of the content that are transferred rather than copied
   * @returns {Promise<P[Type]['result']>}
   */
  request(type, content, transfer = []) {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const id = ++this.#lastId;
      this.#worker.postMessage({ ...content, type, id }, transfer);
      this.#pending.set(id, { resolve, reject });
    });
  }

  /**
   * Ends the worker.
   * @param {Error} [reason] rejects the requests without a response; without it, they never settle
   */
  close(reason) {
    this.#worker.terminate();
    if (reason) this.#fail(reason);
  }

  /** @param {{ id: number, result?: unknown, error?: ResponseError }} response */
  #onResponse({ id, result, error }) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(this.#createError(error));
    else pending?.resolve(result);
  }

  /** @param {Error} error */
  #fail(error) {
    this.#failure = error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
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
