/** Ends the wait for a promise when an AbortSignal is aborted, and passes an abort on. */

/**
 * Settles as `promise` does, or rejects with the signal's reason as soon as the signal is aborted.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
export function abortable(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/**
 * Aborts the controller when the signal is aborted. Returns a function that ends the connection.
 * @param {AbortSignal | undefined} signal
 * @param {AbortController} controller
 */
export function forwardAbort(signal, controller) {
  const forward = () => controller.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward);
  return () => signal?.removeEventListener('abort', forward);
}
