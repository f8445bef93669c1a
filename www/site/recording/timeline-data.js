/** Selects what a timeline shows of a track: its curves, its named spans, and the sample of a moment. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { MAX_GAP_MS, SAMPLE_INTERVAL_MS } from './track-samples.js';

/** @import { AlignedData } from 'uplot' */
/** @import { Pause, Recording } from './recording.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */

/**
 * What a timeline shows.
 * @typedef {object} TimelineContent
 * @property {Recording} recording
 * @property {TrackColumns | undefined} track the face; none for an empty chart
 * @property {number} from the visible part, in milliseconds
 * @property {number} to
 */
/** A time during which the face showed the same label, in milliseconds. @typedef {{ label: Label, from: number, to: number }} Span */

/**
 * Returns the visible samples as uPlot takes them, in seconds, with a gap wherever the face was out of view or the
 * recording was paused.
 * @param {TimelineContent} content
 * @returns {AlignedData}
 */
export function curvesOf({ recording, track, from, to }) {
  /** @type {number[]} */
  const seconds = [];
  /** @type {(number | null)[][]} */
  const curves = EMOTIONS.map(() => []);
  if (!track) return [seconds, ...curves];
  const { times, scores } = track;
  for (const [start, end] of runsOf(track, recording.pauses, from - MAX_GAP_MS, to)) {
    if (seconds.length) {
      seconds.push((times[start - 1] + times[start]) / 2000);
      for (const curve of curves) curve.push(null);
    }
    for (let index = start; index < end; index++) {
      seconds.push(times[index] / 1000);
      for (const [line, emotion] of EMOTIONS.entries()) curves[line].push(scores[emotion][index]);
    }
  }
  return [seconds, ...curves];
}

/** Returns the visible times of each label, in order. @param {TimelineContent} content @returns {Span[]} */
export function spansOf({ recording, track, from, to }) {
  if (!track) return [];
  const { times, named } = track;
  /** @type {Span[]} */
  const spans = [];
  for (const [start, end] of runsOf(track, recording.pauses, from - MAX_GAP_MS, to)) {
    for (let index = start; index < end; index++) {
      const last = spans.at(-1);
      if (index > start && last?.label === named[index]) last.to = times[index];
      else {
        if (index > start && last) last.to = times[index];
        spans.push({ label: named[index], from: times[index], to: times[index] });
      }
    }
    const last = /** @type {Span} */ (spans.at(-1));
    last.to += SAMPLE_INTERVAL_MS;
  }
  return spans
    .filter((span) => span.to > from)
    .map((span) => ({ ...span, from: Math.max(from, span.from), to: Math.min(to, span.to) }));
}

/**
 * Returns the index of the sample nearest to a moment, or -1 if the face was not in view then.
 * @param {TrackColumns | undefined} track
 * @param {number} atMs
 */
export function sampleAt(track, atMs) {
  if (!track) return -1;
  const { times } = track;
  const next = lowerBound(times, atMs);
  const nearest = next > 0 && !(times[next] - atMs < atMs - times[next - 1]) ? next - 1 : next;
  return Math.abs(times[nearest] - atMs) <= MAX_GAP_MS / 2 ? nearest : -1;
}

/**
 * Returns the runs of samples without a gap or a pause in between, as indexes.
 * @param {TrackColumns} track
 * @param {Pause[]} pauses
 * @param {number} from in milliseconds
 * @param {number} to
 * @returns {[start: number, end: number][]}
 */
function runsOf({ times }, pauses, from, to) {
  const first = lowerBound(times, from);
  /** @type {[number, number][]} */
  const runs = [];
  let pause = 0;
  for (let index = first; index < times.length && times[index] <= to; index++) {
    const [lastMs, atMs] = [times[index - 1], times[index]];
    while (pauses[pause]?.atMs < lastMs) pause++;
    const isContinuous = index > first && atMs - lastMs <= MAX_GAP_MS && !(pauses[pause]?.atMs < atMs);
    if (isContinuous) runs[runs.length - 1][1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}

/**
 * Returns the index of the first time at or after `atMs`, by binary search.
 * @param {number[]} times in ascending order
 * @param {number} atMs
 */
function lowerBound(times, atMs) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
