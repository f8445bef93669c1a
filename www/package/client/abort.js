/** Ends the wait for a promise when an AbortSignal is aborted, and passes aborts on. */

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
 * Returns a controller that is aborted with the reason of the first of these signals that is, and a function that ends
 * the connection with them.
 * @param {...(AbortSignal | undefined)} signals
 */
export function linkSignals(...signals) {
  const controller = new AbortController();
  const connected = new AbortController();
  for (const signal of signals) {
    const forward = () => controller.abort(signal?.reason);
    if (signal?.aborted) forward();
    signal?.addEventListener('abort', forward, { signal: connected.signal });
  }
  return { controller, signal: controller.signal, disconnect: () => connected.abort() };
}
