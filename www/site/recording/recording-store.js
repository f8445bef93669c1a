/** Saved recordings: in this browser's IndexedDB, on this device only. */
import { Database, randomId } from '../offline/storage.js';
import { Recording } from './recording.js';
import { appendTrack, sliceTrack } from './track-samples.js';

/** @import { IDBPDatabase } from 'idb' */
/** @import { Transaction } from '../offline/storage.js' */
/** @import { Note, Pause } from './recording.js' */
/** @import { TrackColumns } from './track-samples.js' */

/**
 * A saved recording without its samples.
 * @typedef {object} SavedRecording
 * @property {string} id
 * @property {number} startedAt in milliseconds since 1970
 * @property {number} durationMs
 * @property {number} faces how many there are
 * @property {Note[]} notes
 * @property {Pause[]} [pauses] missing in those of older versions
 * @property {string} [title] missing in those of older versions
 * @property {Map<number, string>} [names] of faces, by the id of their track; likewise
 */
/** The samples since the part before. @typedef {{ recording: string, part: number, tracks: TrackColumns[] }} Part */

const STORES = ['recordings', 'parts'];
const database = new Database('emosense', 1, (created) => {
  created.createObjectStore('recordings', { keyPath: 'id' });
  created.createObjectStore('parts', { keyPath: ['recording', 'part'] });
});

/** The channel on which all tabs are told which recording was deleted: its id, or ALL. */
const DELETIONS = 'emosense-deleted-recordings';
const ALL = '*';

/** Saves one recording; each time it writes only what is new. */
export class RecordingWriter {
  /** Called when the person has deleted what was saved, in this tab or in another. */
  onDeleted = () => {};
  #recording;
  /** Of the saved recording. */
  id = randomId();
  #part = 0;
  /** How many samples of each track are saved. @type {Map<number, number>} */
  #saved = new Map();
  /** The connection to the database that has everything saved so far; null if none has. @type {IDBPDatabase | null} */
  #connection = null;
  #deletions = new BroadcastChannel(DELETIONS);

  /** @param {Recording} recording */
  constructor(recording) {
    this.#recording = recording;
    this.#deletions.addEventListener('message', ({ data }) => {
      if ((data === this.id || data === ALL) && this.#connection) this.#delete();
    });
  }

  /**
   * Saves what was added since the last call, and all of it if that is not there any more. The writing begins before
   * this method returns if anything was saved before. If it fails, nothing of it is saved, and what was saved earlier
   * is unchanged.
   */
  async save() {
    try {
      await database.write(STORES, (transaction, connection) => this.#write(transaction, connection));
    } catch (error) {
      this.#connection = null; // the next call saves everything
      throw error;
    }
  }

  /** Ends the saving. */
  close() {
    this.#deletions.close();
  }

  /** @param {Transaction} transaction @param {IDBPDatabase} connection */
  #write(transaction, connection) {
    const [recordings, parts] = STORES.map((name) => transaction.objectStore(name));
    const { startedAt, durationMs, notes, pauses, title, names, tracks } = this.#recording;
    const requests = [];
    if (connection !== this.#connection) {
      this.#connection = connection;
      this.#part = 0;
      this.#saved.clear();
      requests.push(parts.delete(partsOf(this.id)));
    }
    const newSamples = [...tracks.values()]
      .map((track) => sliceTrack(track, this.#saved.get(track.id) ?? 0))
      .filter(({ times }) => times.length);
    const description = { startedAt, durationMs, faces: tracks.size, notes, pauses, title, names };
    requests.push(recordings.put({ id: this.id, ...description }));
    if (newSamples.length) {
      requests.push(parts.put({ recording: this.id, part: this.#part++, tracks: newSamples }));
    }
    for (const { id, times } of newSamples) this.#saved.set(id, (this.#saved.get(id) ?? 0) + times.length);
    return requests;
  }

  #delete() {
    this.#connection = null;
    this.onDeleted();
    // Once more, because this writer may have written between the deletion and the message about it.
    database.write(STORES, (transaction) => deleteFrom(transaction, this.id), false).catch(() => {});
  }
}

/** Saves a complete recording, and returns its id. @param {Recording} recording */
export async function saveRecording(recording) {
  const writer = new RecordingWriter(recording);
  try {
    await writer.save();
    return writer.id;
  } finally {
    writer.close();
  }
}

/**
 * Saves the title and the names of a saved recording, if it still exists.
 * @param {string} id @param {Recording} recording
 */
export async function saveNames(id, { title, names }) {
  await database.update(STORES, async (transaction) => {
    const recordings = transaction.objectStore('recordings');
    const saved = await recordings.get(id);
    if (saved) await recordings.put({ ...saved, title, names });
  });
}

/** Returns the saved recordings, the newest first. @returns {Promise<SavedRecording[]>} */
export async function listRecordings() {
  const recordings = (await database.read((connection) => connection.getAll('recordings'))) ?? [];
  return recordings.sort((one, other) => other.startedAt - one.startedAt);
}

/** Returns a saved recording, or null if it does not exist any more. @param {string} id */
export async function loadRecording(id) {
  const found = await database.read(async (connection) => {
    const transaction = connection.transaction(STORES);
    return Promise.all([
      /** @type {Promise<SavedRecording | undefined>} */ (transaction.objectStore('recordings').get(id)),
      /** @type {Promise<Part[]>} */ (transaction.objectStore('parts').getAll(partsOf(id))),
    ]);
  });
  const [saved, parts] = found ?? [undefined, []];
  if (!saved) return null;
  const recording = new Recording(saved.startedAt);
  const { durationMs, notes, pauses = [], title = '', names = new Map() } = saved;
  Object.assign(recording, { durationMs, notes, pauses, title, names });
  for (const { tracks } of parts) {
    for (const track of tracks) {
      const earlier = recording.tracks.get(track.id);
      if (earlier) appendTrack(earlier, track);
      else recording.tracks.set(track.id, track);
    }
  }
  return recording;
}

/** @param {string} id */
export async function deleteRecording(id) {
  await database.write(STORES, (transaction) => deleteFrom(transaction, id));
  announceDeletion(id);
}

export async function deleteAllRecordings() {
  await database.write(STORES, (transaction) => STORES.map((name) => transaction.objectStore(name).clear()));
  announceDeletion(ALL);
}

/** Deletes all recordings, and where they were. */
export async function deleteRecordingStore() {
  await database.delete();
  announceDeletion(ALL);
}

/** Calls a listener when recordings have been deleted, in this tab or in another. @param {() => void} listener */
export function onRecordingsDeleted(listener) {
  new BroadcastChannel(DELETIONS).addEventListener('message', listener);
}

/** @param {Transaction} transaction @param {string} id */
function deleteFrom(transaction, id) {
  return [transaction.objectStore('recordings').delete(id), transaction.objectStore('parts').delete(partsOf(id))];
}

/** @param {string} id */
function announceDeletion(id) {
  const channel = new BroadcastChannel(DELETIONS);
  channel.postMessage(id);
  channel.close();
}

/** Returns the keys of all parts of one recording. @param {string} id */
function partsOf(id) {
  return IDBKeyRange.bound([id], [id, []]);
}
