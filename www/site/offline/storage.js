/** Storage in IndexedDB: one connection to a database, which is reopened when it is lost; failures have codes. */
import { deleteDB, openDB } from 'idb';

/** @import { IDBPDatabase, IDBPTransaction } from 'idb' */
/** @typedef {'storage-full' | 'storage-unavailable' | 'storage-blocked' | 'storage-newer'} StorageErrorCode */
/** @typedef {IDBPTransaction<unknown, string[], 'readwrite'>} Transaction */

/** How long opening may take, in milliseconds: it waits without end while another tab holds on to its connection. */
const OPEN_TIMEOUT_MS = 10_000;
/** The code for each DOMException of IndexedDB that has one of its own, by name. @type {Record<string, StorageErrorCode>} */
const CODES = { QuotaExceededError: 'storage-full', VersionError: 'storage-newer' };
/** What actions fail with if the browser has closed the connection, as when a person deletes the site's data. */
const LOST_CONNECTION = ['AbortError', 'InvalidStateError', 'UnknownError'];

export class StorageError extends Error {
  /** @param {StorageErrorCode} code @param {unknown} cause */
  constructor(code, cause) {
    super(`IndexedDB failed: ${cause}`, { cause });
    this.name = 'StorageError';
    this.code = code;
  }
}

/** A database. All methods reject with a StorageError. */
export class Database {
  #name;
  #version;
  #upgrade;
  /** @type {IDBPDatabase | null} */
  #connection = null;
  /** The last attempt to open; attempts run one after another. @type {Promise<IDBPDatabase | null>} */
  #opening = Promise.resolve(null);

  /**
   * @param {string} name
   * @param {number} version
   * @param {(database: IDBPDatabase, oldVersion: number) => void} upgrade creates the stores; `oldVersion` is 0 at first
   */
  constructor(name, version, upgrade) {
    this.#name = name;
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /**
   * Runs a reading action. Returns undefined if the database does not exist; it is not created, as nothing is stored
   * unasked.
   * @template T
   * @param {(connection: IDBPDatabase) => Promise<T>} action
   * @returns {Promise<T | undefined>}
   */
  read(action) {
    return this.#run(false, action);
  }

  /**
   * Writes in one transaction. If the database is open, the writing begins before this method returns, and it is
   * completed even if the page is left: without the explicit commit, Chromium aborts it at a reload or navigation.
   * @param {string[]} stores
   * @param {(transaction: Transaction, connection: IDBPDatabase) => Promise<unknown>[]} request makes all requests
   * @param {boolean} [mayCreate] whether the database is created if it does not exist
   */
  write(stores, request, mayCreate = true) {
    return this.#run(mayCreate, async (connection) => {
      const transaction = connection.transaction(stores, 'readwrite');
      const requests = request(transaction, connection);
      transaction.commit();
      await Promise.all([...requests, transaction.done]);
      requestPersistence();
    });
  }

  /**
   * Reads and writes in one transaction.
   * @template T
   * @param {string[]} stores
   * @param {(transaction: Transaction) => Promise<T>} action
   */
  update(stores, action) {
    return this.#run(true, async (connection) => {
      const transaction = connection.transaction(stores, 'readwrite');
      const [result] = await Promise.all([action(transaction), transaction.done]);
      requestPersistence();
      return result;
    });
  }

  /** Deletes the database with all that is in it; the next writing creates it anew. */
  async delete() {
    const deleting = this.#opening
      .catch(() => {})
      .then(async () => {
        this.#connection?.close();
        this.#connection = null;
        await new Promise((resolve, reject) => {
          const blocked = () => reject(new StorageError('storage-blocked', 'another tab holds on to it'));
          deleteDB(this.#name, { blocked }).then(resolve, (error) =>
            reject(new StorageError('storage-unavailable', error)),
          );
        });
        return null;
      });
    this.#opening = deleting;
    await deleting;
  }

  /**
   * Runs an action, once more if the connection was lost.
   * @template T
   * @param {boolean} mayCreate
   * @param {(connection: IDBPDatabase) => Promise<T>} action
   * @returns {Promise<T | undefined>}
   */
  async #run(mayCreate, action) {
    try {
      const connection = this.#connection ?? (await this.#open(mayCreate));
      if (!connection) return undefined;
      try {
        return await action(connection);
      } catch (error) {
        if (!LOST_CONNECTION.includes(/** @type {Error} */ (error).name)) throw error;
        connection.close();
        if (this.#connection === connection) this.#connection = null;
      }
      const reopened = await this.#open(mayCreate);
      return reopened ? await action(reopened) : undefined;
    } catch (error) {
      if (error instanceof StorageError) throw error;
      throw new StorageError(CODES[/** @type {Error} */ (error).name] ?? 'storage-unavailable', error);
    }
  }

  /** @param {boolean} mayCreate */
  #open(mayCreate) {
    this.#opening = this.#opening.catch(() => {}).then(() => this.#connection ?? this.#connect(mayCreate));
    return this.#opening;
  }

  /**
   * Returns a connection, or null if the database does not exist and may not be created.
   * @param {boolean} mayCreate
   * @returns {Promise<IDBPDatabase | null>}
   */
  async #connect(mayCreate) {
    if (!mayCreate && (await isKnownMissing(this.#name))) return null;
    let isMissing = false;
    /** @type {(cause: string) => void} */
    let giveUp = () => {};
    const givenUp = new Promise((_, reject) => {
      giveUp = (cause) => reject(new StorageError('storage-blocked', cause));
    });
    const timer = setTimeout(giveUp, OPEN_TIMEOUT_MS, `it did not open within ${OPEN_TIMEOUT_MS} ms`);
    const connecting = openDB(this.#name, this.#version, {
      upgrade: (database, oldVersion, _newVersion, transaction) => {
        isMissing = oldVersion === 0 && !mayCreate;
        if (!isMissing) return this.#upgrade(database, oldVersion);
        transaction.done.catch(() => {}); // it rejects because of the next line, which undoes the creation
        transaction.abort();
      },
      blocked: () => giveUp('another tab uses an older version'),
      blocking: (_currentVersion, _blockedVersion, event) => {
        /** @type {IDBDatabase} */ (event.target).close();
        this.#connection = null;
      },
    }).then(
      (connection) => (this.#connection = connection), // also if it comes too late for this call
      (error) => {
        if (isMissing) return null;
        throw error;
      },
    );
    try {
      return await /** @type {Promise<IDBPDatabase | null>} */ (Promise.race([connecting, givenUp]));
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Returns whether the browser knows that there is no such database. To open one and undo its creation would leave an
 * empty one in WebKit; that is done only where the browser does not tell.
 * @param {string} name
 */
async function isKnownMissing(name) {
  const databases = (await indexedDB.databases?.().catch(() => null)) ?? [{ name }];
  return databases.every((database) => database.name !== name);
}

let isPersistenceRequested = false;

/** Asks the browser not to delete what is stored when space runs out. It decides, or asks the person. */
function requestPersistence() {
  if (isPersistenceRequested) return;
  isPersistenceRequested = true;
  navigator.storage?.persist?.().catch(() => {}); // without it everything works, until space runs out
}

/** Returns a random id. `crypto.randomUUID` does not exist on pages that are served over plain HTTP. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
