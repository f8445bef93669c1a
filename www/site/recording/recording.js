/** A recording: the smoothed scores of each tracked face over time, and notes. It holds numbers, never images. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { csvFromLines, quoteField } from '../export/csv.js';
import { emptyTrack, SAMPLE_INTERVAL_MS } from './track-samples.js';
import { summarizeTrack } from './track-summary.js';

/** @import { Face } from '../../package/client/pkg/emosense.js' */
/** @import { TrackColumns } from './track-samples.js' */
/** @import { TrackSummary } from './track-summary.js' */

/** @typedef {{ atMs: number, text: string }} Note */
/** A pause of the recording's time: when it was, and how long. @typedef {{ atMs: number, durationMs: number }} Pause */
/**
 * The file format of exported recordings.
 * @typedef {object} RecordingJson
 * @property {'emosense-recording'} format
 * @property {1} version
 * @property {string} startedAt in ISO 8601
 * @property {number} durationMs
 * @property {string} [title]
 * @property {Note[]} notes
 * @property {Pause[]} [pauses] missing in older files
 * @property {{ track: number, name: string }[]} [names] of faces; missing in older files
 * @property {TrackColumns[]} tracks
 */

export class Recording {
  /** When the recording began, in milliseconds since 1970. */
  startedAt;
  durationMs = 0;
  /** The name that a person gave it; empty for none. */
  title = '';
  /** The names that a person gave to faces, by the id of their track. @type {Map<number, string>} */
  names = new Map();
  /** In the order of time. @type {Note[]} */
  notes = [];
  /** In the order of time. @type {Pause[]} */
  pauses = [];
  /** By id, in the order in which the faces appeared. @type {Map<number, TrackColumns>} */
  tracks = new Map();

  constructor(startedAt = Date.now()) {
    this.startedAt = startedAt;
  }

  /**
   * Adds the faces of a frame. Faces without a track or of poor quality are left out.
   * @param {Face[]} faces
   * @param {number} atMs since the recording began
   */
  addFaces(faces, atMs) {
    this.durationMs = Math.max(this.durationMs, atMs);
    for (const { track, quality } of faces) {
      if (!track || quality !== 'good') continue;
      const columns = this.tracks.get(track.id) ?? emptyTrack(track.id);
      this.tracks.set(track.id, columns);
      if (atMs - (columns.times.at(-1) ?? -Infinity) < SAMPLE_INTERVAL_MS) continue;
      columns.times.push(Math.round(atMs));
      columns.named.push(track.emotion);
      for (const emotion of EMOTIONS) columns.scores[emotion].push(Math.round(track.scores[emotion] * 1000) / 1000);
    }
  }

  /** @param {string} text @param {number} atMs since the recording began */
  addNote(text, atMs) {
    this.notes.push({ atMs: Math.round(atMs), text });
    this.notes.sort((one, other) => one.atMs - other.atMs);
  }

  /** Adds a pause that is over. @param {number} atMs since the recording began @param {number} durationMs */
  addPause(atMs, durationMs) {
    this.pauses.push({ atMs: Math.round(atMs), durationMs: Math.round(durationMs) });
  }

  /**
   * Returns the name of a face.
   * @param {number} id of its track
   * @param {(number: number) => string} numbered returns the name of a face without one
   */
  nameOf(id, numbered) {
    return this.names.get(id) ?? numbered(id);
  }

  /** Names a face. @param {number} id of its track @param {string} name empty for none */
  rename(id, name) {
    if (name) this.names.set(id, name);
    else this.names.delete(id);
  }

  get isEmpty() {
    return this.tracks.size === 0 && this.notes.length === 0;
  }

  /**
   * Returns the summaries of tracks, by descending time in view.
   * @param {TrackColumns[]} [tracks] all of the recording's by default
   * @returns {TrackSummary[]}
   */
  summarize(tracks = [...this.tracks.values()]) {
    return tracks.map(summarizeTrack).sort((one, other) => other.seconds - one.seconds);
  }

  /** @returns {RecordingJson} */
  toJSON() {
    const { startedAt, durationMs, title, notes, pauses, names, tracks } = this;
    return {
      format: 'emosense-recording',
      version: 1,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Math.round(durationMs),
      ...(title && { title }),
      notes,
      pauses,
      names: [...names].map(([id, name]) => ({ track: id, name })),
      tracks: [...tracks.values()],
    };
  }

  /** Returns the recording as CSV: a line for each sample and each note, in the order of time. */
  toCsv() {
    const header = ['seconds', 'face', 'name', 'emotion', ...EMOTIONS, 'note'].join(',');
    const samples = [...this.tracks.values()].flatMap(({ id, times, named, scores }) => {
      const name = this.names.has(id) ? quoteField(this.nameOf(id, String)) : '';
      return times.map((atMs, index) => ({
        atMs,
        line: [atMs / 1000, id, name, named[index], ...EMOTIONS.map((emotion) => scores[emotion][index]), ''].join(','),
      }));
    });
    const notes = this.notes.map(({ atMs, text }) => ({
      atMs,
      line: [atMs / 1000, '', '', '', ...EMOTIONS.map(() => ''), quoteField(text)].join(','),
    }));
    const rows = [...samples, ...notes].sort((one, other) => one.atMs - other.atMs);
    return csvFromLines([header, ...rows.map(({ line }) => line)]);
  }
}
