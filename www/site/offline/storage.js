/** Says what a browser's refusal to store something means. */
import { EmotionError } from '../../package/client/error.js';

/** Rejects with 'storage-full' or 'storage-unavailable'. @template T @param {() => Promise<T>} action on IndexedDB @returns {Promise<T>} */
export async function withStorageErrors(action) {
  try {
    return await action();
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    throw new EmotionError(
      name === 'QuotaExceededError' ? 'storage-full' : 'storage-unavailable',
      `${name}: ${message}`,
    );
  }
}

/** Whether there is such a database; opening it would make it, and nothing is stored unasked. @param {string} name */
export async function databaseExists(name) {
  return (await indexedDB.databases()).some((database) => database.name === name);
}
