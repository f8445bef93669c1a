/** The summary of one face's track: how long it showed which emotion. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { MAX_GAP_MS, SAMPLE_INTERVAL_MS } from './track-samples.js';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */

/** @typedef {{ atMs: number, score: number }} Peak the highest score of an emotion, and when it was reached */
/**
 * @typedef {object} TrackSummary
 * @property {number} id of the track
 * @property {number} seconds in view
 * @property {Record<Label, number>} shares of that time, 0 to 1
 * @property {number} changes from one emotion to another
 * @property {Label} dominant the label that lasted longest
 * @property {Partial<Record<Emotion, Peak>>} peaks of the emotions that the face showed
 */

/** All labels, in the order in which ties are decided. @type {Label[]} */
const LABELS = [...EMOTIONS, 'uncertain'];

/** @param {TrackColumns} track @returns {TrackSummary} */
export function summarizeTrack({ id, times, named, scores }) {
  const durations = labelDurations(times, named);
  const totalMs = Math.max(
    1,
    LABELS.reduce((sum, label) => sum + durations[label], 0),
  );
  /** @type {Partial<Record<Emotion, Peak>>} */
  const peaks = {};
  for (const emotion of EMOTIONS) {
    if (!durations[emotion]) continue;
    const column = scores[emotion];
    const index = column.reduce((best, score, at) => (score > column[best] ? at : best), 0);
    peaks[emotion] = { atMs: times[index], score: column[index] };
  }
  return {
    id,
    seconds: totalMs / 1000,
    shares: mapLabels((label) => durations[label] / totalMs),
    changes: countChanges(named),
    dominant: LABELS.reduce((best, label) => (durations[label] > durations[best] ? label : best)),
    peaks,
  };
}

/**
 * Returns the milliseconds of each label. A sample lasts until the next one, unless the face left the view in between.
 * @param {number[]} times
 * @param {Label[]} labels
 */
function labelDurations(times, labels) {
  const durations = mapLabels(() => 0);
  times.forEach((atMs, index) => {
    const gapMs = (times[index + 1] ?? atMs + SAMPLE_INTERVAL_MS) - atMs;
    durations[labels[index]] += gapMs > MAX_GAP_MS ? SAMPLE_INTERVAL_MS : gapMs;
  });
  return durations;
}

/**
 * Counts the changes from one emotion to another. Uncertain times do not count.
 * @param {Label[]} labels
 */
function countChanges(labels) {
  const emotions = labels.filter((label) => label !== 'uncertain');
  return emotions.filter((emotion, index) => index > 0 && emotion !== emotions[index - 1]).length;
}

/** @param {(label: Label) => number} value @returns {Record<Label, number>} */
function mapLabels(value) {
  return /** @type {Record<Label, number>} */ (Object.fromEntries(LABELS.map((label) => [label, value(label)])));
}
