// Collects the frames of a soak and summarizes them: at each mark the memory and the times, at the end the identities.
import { quantile } from '../statistics.mjs';
import { countIdentities } from './identities.mjs';
import { measureTree } from './process-tree.mjs';

/** @import { Row } from './identities.mjs' */
/** @import { Video } from './visits.mjs' */
/** @typedef {ReturnType<SoakLog['finish']>} Figures */
/**
 * What was measured up to a mark.
 * @typedef {object} Sample
 * @property {number} frame the number of frames so far
 * @property {number} minutes since the first frame
 * @property {number} megabytes
 * @property {number} cpuMs the processor time of all processes for a frame, with painting it
 * @property {number} medianMs of the times of the frames since the last mark
 * @property {number} p95Ms
 * @property {number} p99Ms
 */

export class SoakLog {
  #video;
  #pid;
  #startedAt = performance.now();
  #cpuSeconds = 0;
  #marked = 0;
  /** @type {Row[]} */
  #rows = [];
  /** @type {Sample[]} */
  #samples = [];

  /** @param {Video} video @param {number} pid of the program that plays it */
  constructor(video, pid) {
    this.#video = video;
    this.#pid = pid;
  }

  get frames() {
    return this.#rows.length;
  }

  add(/** @type {Row[]} */ ...rows) {
    this.#rows.push(...rows);
  }

  /** Measures the memory, and summarizes the frames since the last mark. */
  mark() {
    const times = this.#rows.slice(this.#marked).map(({ ms }) => ms);
    if (times.length === 0) return;
    const { megabytes, cpuSeconds } = measureTree(this.#pid);
    this.#samples.push({
      frame: this.#rows.length,
      minutes: round((performance.now() - this.#startedAt) / 60_000),
      megabytes: round(megabytes),
      cpuMs: round(((cpuSeconds - this.#cpuSeconds) * 1000) / times.length),
      medianMs: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
      p99Ms: round(quantile(times, 0.99)),
    });
    this.#marked = this.#rows.length;
    this.#cpuSeconds = cpuSeconds;
  }

  finish() {
    return {
      date: new Date().toISOString().slice(0, 10),
      frames: this.#rows.length,
      minutes: this.#samples.at(-1)?.minutes ?? 0,
      identities: countIdentities(this.#video, this.#rows),
      samples: this.#samples,
    };
  }
}

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;
