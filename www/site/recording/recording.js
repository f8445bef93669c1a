/** A recording: over time, what the expression of each followed face resembled. Numbers alone, no picture. */
import { csvFromLines, quoteField } from '../export/csv.js';
import { EMOTIONS } from '../../package/domain/emotions.js';

/** @typedef {import('../../package/client/pkg/emosense.js').Face} Face */
/** @typedef {import('../../package/client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {Emotion | 'uncertain'} Named */
/**
 * One face, as columns of one length.
 * @typedef {object} TrackColumns
 * @property {number} id the track's
 * @property {number[]} times milliseconds since the recording began, pauses left out
 * @property {Record<Emotion, number[]>} scores smoothed, 0 to 1
 * @property {Named[]} named
 */
/** @typedef {{ atMs: number, text: string }} Note */
/** @typedef {{ format: 'emosense-recording', version: 1, startedAt: string, durationMs: number, notes: Note[], tracks: TrackColumns[] }} RecordingJson */
/** @typedef {{ atMs: number, score: number }} Moment */
/**
 * @typedef {object} TrackSummary
 * @property {number} id
 * @property {number} seconds in which it was seen
 * @property {Record<Named, number>} shares of that time, 0 to 1
 * @property {number} changes of what was named, from one emotion to another
 * @property {Named} dominant what was named longest
 * @property {Partial<Record<Emotion, Moment>>} moments the highest of each emotion that was named at all
 */

/** A face's scores are kept that often at most: they are smoothed over 200 ms. */
const SAMPLE_MS = 100;
/** Between two samples that are farther apart the face was away. */
export const GAP_MS = 500;

export class Recording {
  /** When it began, in milliseconds since 1970. */
  startedAt;
  durationMs = 0;
  /** @type {Note[]} */
  notes = [];
  /** By id, in the order in which they came. @type {Map<number, TrackColumns>} */
  tracks = new Map();

  constructor(startedAt = Date.now()) {
    this.startedAt = startedAt;
  }

  /** @param {Face[]} faces those that are followed and can be read count @param {number} atMs since it began */
  addFaces(faces, atMs) {
    this.durationMs = Math.max(this.durationMs, atMs);
    for (const { track, quality } of faces) {
      if (!track || quality !== 'good') continue;
      const columns = this.tracks.get(track.id) ?? empty(track.id);
      this.tracks.set(track.id, columns);
      if (atMs - (columns.times.at(-1) ?? -Infinity) < SAMPLE_MS) continue;
      columns.times.push(Math.round(atMs));
      columns.named.push(track.emotion);
      for (const emotion of EMOTIONS) columns.scores[emotion].push(Math.round(track.scores[emotion] * 1000) / 1000);
    }
  }

  /** @param {string} text @param {number} atMs */
  addNote(text, atMs) {
    this.notes.push({ atMs: Math.round(atMs), text });
    this.notes.sort((one, other) => one.atMs - other.atMs);
  }

  get isEmpty() {
    return this.tracks.size === 0;
  }

  /** The one seen longest first. @param {TrackColumns[]} [tracks] all of them, unless some are asked for @returns {TrackSummary[]} */
  summarize(tracks = [...this.tracks.values()]) {
    return tracks.map(summarizeTrack).sort((one, other) => other.seconds - one.seconds);
  }

  /** @returns {RecordingJson} */
  toJSON() {
    const { startedAt, durationMs, notes, tracks } = this;
    return {
      format: 'emosense-recording',
      version: 1,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Math.round(durationMs),
      notes,
      tracks: [...tracks.values()],
    };
  }

  /** A line for each sample, and one for each note. */
  toCsv() {
    const heads = ['seconds', 'track', 'resembles', ...EMOTIONS, 'note'].join(',');
    const rows = [...this.tracks.values()].flatMap(({ id, times, named, scores }) =>
      times.map((atMs, index) => ({
        atMs,
        line: [atMs / 1000, id, named[index], ...EMOTIONS.map((emotion) => scores[emotion][index]), ''].join(','),
      })),
    );
    const notes = this.notes.map(({ atMs, text }) => ({
      atMs,
      line: [atMs / 1000, '', '', ...EMOTIONS.map(() => ''), quoteField(text)].join(','),
    }));
    rows.push(...notes);
    rows.sort((one, other) => one.atMs - other.atMs);
    return csvFromLines([heads, ...rows.map(({ line }) => line)]);
  }

  /** Throws a TypeError that names what is wrong. @param {any} json @returns {Recording} */
  static fromJson(json) {
    const wrong = (/** @type {string} */ what) => new TypeError(`This is no recording of EmoSense: ${what}.`);
    if (json?.format !== 'emosense-recording') throw wrong('it has no format "emosense-recording"');
    if (json.version !== 1) throw wrong(`it is of version ${json.version}, and 1 is known here`);
    const startedAt = Date.parse(json.startedAt);
    if (!Number.isFinite(startedAt)) throw wrong('its startedAt is no date');
    if (!Array.isArray(json.tracks) || !Array.isArray(json.notes)) throw wrong('its tracks or notes are no lists');
    const recording = new Recording(startedAt);
    recording.durationMs = Number(json.durationMs) || 0;
    for (const { atMs, text } of json.notes) recording.addNote(String(text), Number(atMs) || 0);
    for (const columns of json.tracks) {
      const { id, times, named, scores } = columns ?? {};
      const all = [times, named, ...EMOTIONS.map((emotion) => scores?.[emotion])];
      if (!Number.isInteger(id) || !all.every((column) => Array.isArray(column) && column.length === times.length))
        throw wrong("a track's columns are not of one length");
      if (
        !times.every(
          (/** @type {unknown} */ value, /** @type {number} */ index) =>
            typeof value === 'number' && value >= (times[index - 1] ?? 0),
        )
      )
        throw wrong("a track's times do not grow");
      if (
        !named.every(
          (/** @type {unknown} */ name) => name === 'uncertain' || EMOTIONS.includes(/** @type {Emotion} */ (name)),
        )
      )
        throw wrong('it names an emotion that is none');
      if (
        !EMOTIONS.every((emotion) =>
          scores[emotion].every(
            (/** @type {unknown} */ score) => typeof score === 'number' && score >= 0 && score <= 1,
          ),
        )
      )
        throw wrong('a score is not from 0 to 1');
      recording.tracks.set(id, columns);
      recording.durationMs = Math.max(recording.durationMs, times.at(-1) ?? 0);
    }
    return recording;
  }
}

/** @param {number} id @returns {TrackColumns} */
function empty(id) {
  return {
    id,
    times: [],
    named: [],
    scores: /** @type {Record<Emotion, number[]>} */ (
      /** @type {unknown} */ (Object.fromEntries(EMOTIONS.map((emotion) => [emotion, []])))
    ),
  };
}

/** @param {TrackColumns} columns @returns {TrackSummary} */
function summarizeTrack({ id, times, named, scores }) {
  const all = /** @type {Named[]} */ ([...EMOTIONS, 'uncertain']);
  const ms = /** @type {Record<Named, number>} */ (Object.fromEntries(all.map((name) => [name, 0])));
  let changes = 0;
  /** @type {Named | null} */
  let last = null;
  times.forEach((atMs, index) => {
    const next = times[index + 1] ?? atMs + SAMPLE_MS;
    ms[named[index]] += next - atMs > GAP_MS ? SAMPLE_MS : next - atMs;
    if (named[index] === 'uncertain') return;
    if (last && last !== named[index]) changes++;
    last = named[index];
  });
  const total = Math.max(
    1,
    Object.values(ms).reduce((sum, value) => sum + value, 0),
  );
  /** @type {Partial<Record<Emotion, Moment>>} */
  const moments = {};
  for (const emotion of EMOTIONS) {
    if (!ms[emotion]) continue;
    const index = scores[emotion].reduce((best, score, at) => (score > scores[emotion][best] ? at : best), 0);
    moments[emotion] = { atMs: times[index], score: scores[emotion][index] };
  }
  return {
    id,
    seconds: total / 1000,
    shares: /** @type {Record<Named, number>} */ (Object.fromEntries(all.map((name) => [name, ms[name] / total]))),
    changes,
    dominant: all.reduce((best, name) => (ms[name] > ms[best] ? name : best)),
    moments,
  };
}
