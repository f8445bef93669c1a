/** Connects the page with its workers: an error in one of them reaches the page as a FileError. */
import { handleRequests, WorkerClient } from '../../package/client/worker-requests.js';
import { FileError } from './file-error.js';

/** @import { Handlers, Protocol } from '../../package/client/worker-requests.js' */

/** What went wrong with a worker that ends by itself: a silent one works on a damaged file without end. */
const CODES = { stopped: 'no-worker', silent: 'damaged' };

/** Returns a client for one of the workers in this folder. @template {Protocol} P @param {Worker} worker */
export function connect(worker) {
  /** @type {WorkerClient<P>} */
  const client = new WorkerClient(worker, ({ code, message }) => new FileError(code, message), CODES);
  return client;
}

/**
 * Responds to the page's requests; in a worker. An error that is not a FileError gets the code 'damaged'.
 * @param {Handlers<any>} handlers
 * @param {(result: any) => Transferable[]} [transferables] the parts of a result that are transferred, not copied
 */
export function respond(handlers, transferables) {
  handleRequests(handlers, describeError, transferables);
}

/** @param {unknown} error */
function describeError(error) {
  const { code, message } = error instanceof FileError ? error : new FileError('damaged');
  return { code, message };
}
