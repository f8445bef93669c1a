/** Recordings that a person asked to be kept: in this browser's IndexedDB, on this device alone. */
import { openDB } from 'idb';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { databaseExists, withStorageErrors } from '../offline/storage.js';
import { Recording } from './recording.js';

/** @typedef {{ id: string, startedAt: number, durationMs: number, faces: number, notes: import('./recording.js').Note[] }} Kept */
/** The samples that came since the part before. @typedef {{ recording: string, part: number, tracks: import('./recording.js').TrackColumns[] }} Part */

const NAME = 'emosense';
/** @type {ReturnType<typeof openDB> | undefined} */
let opened;

/** @returns {ReturnType<typeof openDB>} */
function database() {
  opened ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('recordings', { keyPath: 'id' });
      db.createObjectStore('parts', { keyPath: ['recording', 'part'] });
    },
  });
  opened.catch(() => (opened = undefined)); // the next time it may be there
  return opened;
}

/** Adds to one kept recording what has come since the last time. */
export class Keeper {
  #id = crypto.randomUUID();
  #part = 0;
  /** How many samples of each track are kept. @type {Map<number, number>} */
  #samples = new Map();
  /** One after another. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** All of it or nothing: what was kept before stays as it was. Rejects with 'storage-full' or 'storage-unavailable'. @param {Recording} recording */
  keep(recording) {
    const result = this.#last.then(() => this.#keep(recording));
    this.#last = result.catch(() => {});
    return result;
  }

  /** @param {Recording} recording */
  async #keep(recording) {
    const tracks = [...recording.tracks.values()]
      .map(({ id, times, named, scores }) => {
        const from = this.#samples.get(id) ?? 0;
        const own = Object.fromEntries(EMOTIONS.map((emotion) => [emotion, scores[emotion].slice(from)]));
        return { id, times: times.slice(from), named: named.slice(from), scores: own };
      })
      .filter(({ times }) => times.length);
    const { startedAt, durationMs, notes } = recording;
    await withStorageErrors(async () => {
      const transaction = (await database()).transaction(['recordings', 'parts'], 'readwrite');
      const writes = [
        transaction
          .objectStore('recordings')
          .put({ id: this.#id, startedAt, durationMs, faces: recording.tracks.size, notes }),
        ...(tracks.length
          ? [transaction.objectStore('parts').put({ recording: this.#id, part: this.#part, tracks })]
          : []),
        transaction.done,
      ];
      await Promise.all(writes);
    });
    if (tracks.length) this.#part++;
    for (const { id, times } of tracks) this.#samples.set(id, (this.#samples.get(id) ?? 0) + times.length);
  }
}

/** The newest first. @returns {Promise<Kept[]>} */
export function list() {
  return withStorageErrors(async () => {
    if (!(await databaseExists(NAME))) return [];
    return (await (await database()).getAll('recordings')).sort((one, other) => other.startedAt - one.startedAt);
  });
}

/** @param {string} id @returns {Promise<Recording>} */
export function open(id) {
  return withStorageErrors(async () => {
    const db = await database();
    const head = /** @type {Kept} */ (await db.get('recordings', id));
    const recording = new Recording(head.startedAt);
    Object.assign(recording, { durationMs: head.durationMs, notes: head.notes });
    for (const { tracks } of /** @type {Part[]} */ (await db.getAll('parts', range(id)))) {
      for (const part of tracks) {
        const whole = recording.tracks.get(part.id);
        if (!whole) recording.tracks.set(part.id, part);
        else {
          whole.times.push(...part.times);
          whole.named.push(...part.named);
          for (const emotion of EMOTIONS) whole.scores[emotion].push(...part.scores[emotion]);
        }
      }
    }
    return recording;
  });
}

/** @param {string} id */
export function remove(id) {
  return withStorageErrors(async () => {
    const transaction = (await database()).transaction(['recordings', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').delete(id),
      transaction.objectStore('parts').delete(range(id)),
      transaction.done,
    ]);
  });
}

export function removeAll() {
  return withStorageErrors(async () => {
    const transaction = (await database()).transaction(['recordings', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').clear(),
      transaction.objectStore('parts').clear(),
      transaction.done,
    ]);
  });
}

/** All parts of one recording. @param {string} id */
function range(id) {
  return IDBKeyRange.bound([id], [id, []]);
}
