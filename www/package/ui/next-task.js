/** Splits work into tasks, so that the page can respond in between. */

/** Resolves in a later task of the main thread. @returns {Promise<void>} */
export function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}
