/** Storage in IndexedDB: opens databases, and gives failures the codes for which the pages have a text. */
import { openDB } from 'idb';

/** @import { IDBPDatabase } from 'idb' */

export class StorageError extends Error {
  /** @param {'storage-full' | 'storage-unavailable'} code @param {unknown} cause */
  constructor(code, cause) {
    super(`IndexedDB failed: ${cause}`, { cause });
    this.name = 'StorageError';
    this.code = code;
  }
}

/**
 * Runs an action on IndexedDB. Rejects with a StorageError if it fails.
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withStorageErrors(action) {
  try {
    return await action();
  } catch (error) {
    const isFull = /** @type {Error} */ (error).name === 'QuotaExceededError';
    throw new StorageError(isFull ? 'storage-full' : 'storage-unavailable', error);
  }
}

/**
 * Returns whether a database exists. Opening it would create it, and nothing is stored unasked.
 * @param {string} name
 */
export async function databaseExists(name) {
  return (await indexedDB.databases()).some((database) => database.name === name);
}

/**
 * Returns a function that opens a database at its first call, and returns the same one at later calls.
 * @param {string} name
 * @param {(database: IDBPDatabase) => void} createStores called when the database is created
 * @returns {() => Promise<IDBPDatabase>}
 */
export function databaseOpener(name, createStores) {
  /** @type {Promise<IDBPDatabase> | undefined} */
  let opening;
  return () => {
    opening ??= openDB(name, 1, { upgrade: createStores });
    opening.catch(() => (opening = undefined)); // the next call tries again
    return opening;
  };
}
