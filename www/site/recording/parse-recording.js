/** Reads a recording from the JSON of an exported file, and validates it, since the file may come from anyone. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { Recording } from './recording.js';

/** @import { Label, TrackColumns } from './track-samples.js' */

const FORMAT = 'emosense-recording';

/**
 * Returns the recording.
 * @param {any} json
 * @returns {Recording}
 * @throws {TypeError} with what was expected and what was found
 */
export function parseRecording(json) {
  expect(json?.format === FORMAT, `expected the format "${FORMAT}", got ${JSON.stringify(json?.format)}`);
  expect(json.version === 1, `expected version 1, got ${JSON.stringify(json.version)}`);
  const startedAt = Date.parse(json.startedAt);
  expect(Number.isFinite(startedAt), `expected a date as startedAt, got ${JSON.stringify(json.startedAt)}`);
  expect(Array.isArray(json.tracks) && Array.isArray(json.notes), 'expected tracks and notes to be arrays');
  const recording = new Recording(startedAt);
  recording.durationMs = Number(json.durationMs) || 0;
  for (const { atMs, text } of json.notes) recording.addNote(String(text), Number(atMs) || 0);
  for (const track of json.tracks) {
    checkTrack(track);
    recording.tracks.set(track.id, track);
    recording.durationMs = Math.max(recording.durationMs, track.times.at(-1) ?? 0);
  }
  return recording;
}

/** @param {any} track @returns {asserts track is TrackColumns} */
function checkTrack(track) {
  const { id, times, named, scores } = track ?? {};
  const columns = [times, named, ...EMOTIONS.map((emotion) => scores?.[emotion])];
  expect(Number.isInteger(id), `expected an integer as a track's id, got ${JSON.stringify(id)}`);
  expect(
    columns.every((column) => Array.isArray(column) && column.length === times.length),
    `expected the times, labels and scores of track ${id} to be arrays of the same length`,
  );
  expect(times.every(isAscending), `expected the times of track ${id} to be ascending numbers of at least 0`);
  expect(named.every(isLabel), `expected every label of track ${id} to be an emotion or "uncertain"`);
  expect(
    EMOTIONS.every((emotion) => scores[emotion].every(isScore)),
    `expected every score of track ${id} to be a number from 0 to 1`,
  );
}

/** @param {unknown} time @param {number} index @param {any[]} times */
function isAscending(time, index, times) {
  return typeof time === 'number' && time >= (times[index - 1] ?? 0);
}

/** @param {any} label @returns {label is Label} */
function isLabel(label) {
  return label === 'uncertain' || EMOTIONS.includes(label);
}

/** @param {unknown} score */
function isScore(score) {
  return typeof score === 'number' && score >= 0 && score <= 1;
}

/** @param {boolean} condition @param {string} message @returns {asserts condition} */
function expect(condition, message) {
  if (!condition) throw new TypeError(message);
}
