/** The samples of one face's track in a recording, as columns of the same length. */
import { EMOTIONS } from '../../package/domain/emotions.js';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */

/** @typedef {Emotion | 'uncertain'} Label the emotion that a face shows, if it is clear */
/**
 * The names of the properties are those of the stored recordings and of the exported files.
 * @typedef {object} TrackColumns
 * @property {number} id of the track: the number of the face
 * @property {number[]} times milliseconds since the recording began, without pauses
 * @property {Record<Emotion, number[]>} scores smoothed, 0 to 1
 * @property {Label[]} named the label at each time
 */

/** The shortest time between two samples, in milliseconds. Scores are smoothed over 200 ms: more would add nothing. */
export const SAMPLE_INTERVAL_MS = 100;
/** The longest time between two samples, in milliseconds, in which the face still counts as in view. */
export const MAX_GAP_MS = 500;

/** Returns a track without samples. @param {number} id @returns {TrackColumns} */
export function emptyTrack(id) {
  return { id, times: [], named: [], scores: mapEmotions(() => []) };
}

/** Returns the samples from an index on. @param {TrackColumns} track @param {number} from @returns {TrackColumns} */
export function sliceTrack({ id, times, named, scores }, from) {
  return {
    id,
    times: times.slice(from),
    named: named.slice(from),
    scores: mapEmotions((emotion) => scores[emotion].slice(from)),
  };
}

/** Appends later samples of the same track. @param {TrackColumns} track @param {TrackColumns} later */
export function appendTrack(track, later) {
  append(track.times, later.times);
  append(track.named, later.named);
  for (const emotion of EMOTIONS) append(track.scores[emotion], later.scores[emotion]);
}

/** Appends to a column: as arguments of one call, a day of samples would overflow the stack. */
function append(/** @type {unknown[]} */ column, /** @type {unknown[]} */ later) {
  for (const value of later) column.push(value);
}

/** @param {(emotion: Emotion) => number[]} column @returns {Record<Emotion, number[]>} */
function mapEmotions(column) {
  return /** @type {Record<Emotion, number[]>} */ (
    Object.fromEntries(EMOTIONS.map((emotion) => [emotion, column(emotion)]))
  );
}
