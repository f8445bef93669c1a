/** Reads a recording from the JSON of an exported file, and validates it, since the file may come from anyone. */
import * as v from 'valibot';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { MAX_DURATION_MS, MAX_NOTES, MAX_PAUSES, MAX_TEXT_LENGTH, MAX_TRACKS } from '../../package/domain/limits.js';
import { exactly, integerFrom, listOf, numberFrom, only, parseContent, textUpTo, timeLike } from '../import/schema.js';
import { Recording } from './recording.js';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { TrackColumns } from './track-samples.js' */

const time = numberFrom(0, MAX_DURATION_MS);
const id = integerFrom(0, Number.MAX_SAFE_INTEGER);
const scores = listOf(numberFrom(0, 1));
const label = v.picklist([...EMOTIONS, /** @type {const} */ ('uncertain')], 'an emotion or "uncertain"');
const columns = exactly({
  id,
  times: v.pipe(listOf(time), v.check(isAscending, 'a list of ascending times')),
  named: listOf(label),
  scores: exactly(
    /** @type {Record<Emotion, typeof scores>} */ (Object.fromEntries(EMOTIONS.map((emotion) => [emotion, scores]))),
  ),
});
const track = v.pipe(columns, v.check(haveSameLength, 'a track with as many times as labels and scores'));
const schema = exactly({
  format: only('emosense-recording'),
  version: only(1),
  startedAt: timeLike(/^\d{4}-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\d\.\d{3}Z$/, '2026-11-25T14:30:00.000Z'),
  durationMs: time,
  title: v.optional(textUpTo(MAX_TEXT_LENGTH)),
  notes: listOf(exactly({ atMs: time, text: textUpTo(MAX_TEXT_LENGTH) }), MAX_NOTES),
  pauses: v.optional(listOf(exactly({ atMs: time, durationMs: time }), MAX_PAUSES), []), // older files have none
  names: v.optional(listOf(exactly({ track: id, name: textUpTo(MAX_TEXT_LENGTH) }), MAX_TRACKS), []),
  tracks: v.pipe(listOf(track, MAX_TRACKS), v.check(haveOwnIds, 'a list of tracks with an id of their own')),
});

/**
 * Returns the recording. Throws an ImportError with the code 'invalid', which names the entry that is wrong.
 * @param {unknown} json
 * @returns {Recording}
 */
export function parseRecording(json) {
  const { startedAt, durationMs, title = '', notes, pauses, names, tracks } = parseContent(schema, json);
  const recording = new Recording(Date.parse(startedAt));
  recording.notes = notes.sort((one, other) => one.atMs - other.atMs);
  recording.pauses = pauses.sort((one, other) => one.atMs - other.atMs);
  recording.title = title;
  for (const { track, name } of names) recording.rename(track, name);
  recording.tracks = new Map(tracks.map((track) => [track.id, track]));
  recording.durationMs = tracks.reduce((longest, { times }) => Math.max(longest, times.at(-1) ?? 0), durationMs);
  return recording;
}

/** @param {number[]} times */
function isAscending(times) {
  return times.every((time, index) => index === 0 || time >= times[index - 1]);
}

/** @param {TrackColumns} track */
function haveSameLength({ times, named, scores }) {
  return [named, ...EMOTIONS.map((emotion) => scores[emotion])].every(({ length }) => length === times.length);
}

/** @param {TrackColumns[]} tracks */
function haveOwnIds(tracks) {
  return new Set(tracks.map(({ id }) => id)).size === tracks.length;
}
