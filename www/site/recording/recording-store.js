/** Saved recordings: in this browser's IndexedDB, on this device only. */
import { databaseExists, databaseOpener, withStorageErrors } from '../offline/storage.js';
import { Recording } from './recording.js';
import { appendTrack, sliceTrack } from './track-samples.js';

/** @import { Note } from './recording.js' */
/** @import { TrackColumns } from './track-samples.js' */

/**
 * A saved recording without its samples.
 * @typedef {object} SavedRecording
 * @property {string} id
 * @property {number} startedAt in milliseconds since 1970
 * @property {number} durationMs
 * @property {number} faces how many there are
 * @property {Note[]} notes
 */
/** The samples since the part before. @typedef {{ recording: string, part: number, tracks: TrackColumns[] }} Part */

const DATABASE = 'emosense';
const openDatabase = databaseOpener(DATABASE, (database) => {
  database.createObjectStore('recordings', { keyPath: 'id' });
  database.createObjectStore('parts', { keyPath: ['recording', 'part'] });
});

/** Saves a recording in progress; each time it writes only the new samples. */
export class RecordingWriter {
  #id = crypto.randomUUID();
  #part = 0;
  /** How many samples of each track are saved. @type {Map<number, number>} */
  #saved = new Map();
  /** Settles when the last write has settled: they run one after another. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * Saves what was added since the last call. If that fails, nothing of it is saved, and earlier parts are unchanged.
   * Rejects with the code 'storage-full' or 'storage-unavailable'.
   * @param {Recording} recording
   */
  save(recording) {
    const result = this.#last.then(() => this.#save(recording));
    this.#last = result.catch(() => {});
    return result;
  }

  /** @param {Recording} recording */
  async #save(recording) {
    const tracks = [...recording.tracks.values()]
      .map((track) => sliceTrack(track, this.#saved.get(track.id) ?? 0))
      .filter(({ times }) => times.length);
    const { startedAt, durationMs, notes } = recording;
    await withStorageErrors(async () => {
      const transaction = (await openDatabase()).transaction(['recordings', 'parts'], 'readwrite');
      const entry = { id: this.#id, startedAt, durationMs, faces: recording.tracks.size, notes };
      const writes = [transaction.objectStore('recordings').put(entry)];
      if (tracks.length) {
        writes.push(transaction.objectStore('parts').put({ recording: this.#id, part: this.#part, tracks }));
      }
      await Promise.all([...writes, transaction.done]);
    });
    if (tracks.length) this.#part++;
    for (const { id, times } of tracks) this.#saved.set(id, (this.#saved.get(id) ?? 0) + times.length);
  }
}

/** Returns the saved recordings, the newest first. @returns {Promise<SavedRecording[]>} */
export function listRecordings() {
  return withStorageErrors(async () => {
    if (!(await databaseExists(DATABASE))) return [];
    const recordings = await (await openDatabase()).getAll('recordings');
    return recordings.sort((one, other) => other.startedAt - one.startedAt);
  });
}

/** @param {string} id @returns {Promise<Recording>} */
export function loadRecording(id) {
  return withStorageErrors(async () => {
    const database = await openDatabase();
    const { startedAt, durationMs, notes } = /** @type {SavedRecording} */ (await database.get('recordings', id));
    const recording = new Recording(startedAt);
    Object.assign(recording, { durationMs, notes });
    for (const { tracks } of /** @type {Part[]} */ (await database.getAll('parts', partsOf(id)))) {
      for (const track of tracks) {
        const earlier = recording.tracks.get(track.id);
        if (earlier) appendTrack(earlier, track);
        else recording.tracks.set(track.id, track);
      }
    }
    return recording;
  });
}

/** @param {string} id */
export function deleteRecording(id) {
  return withStorageErrors(async () => {
    const transaction = (await openDatabase()).transaction(['recordings', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').delete(id),
      transaction.objectStore('parts').delete(partsOf(id)),
      transaction.done,
    ]);
  });
}

export function deleteAllRecordings() {
  return withStorageErrors(async () => {
    const transaction = (await openDatabase()).transaction(['recordings', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').clear(),
      transaction.objectStore('parts').clear(),
      transaction.done,
    ]);
  });
}

/** Returns the keys of all parts of one recording. @param {string} id */
function partsOf(id) {
  return IDBKeyRange.bound([id], [id, []]);
}
