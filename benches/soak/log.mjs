// Collects the frames of a soak and summarizes them: at each mark the memory and the times, at the end the identities.
import { quantile } from '../statistics.mjs';
import { countIdentities } from './identities.mjs';
import { measureDescendants } from './process-tree.mjs';

/** @import { Row } from './identities.mjs' */
/** @import { Video } from './visits.mjs' */
/** @typedef {ReturnType<SoakLog['finish']>} Figures */
/**
 * What was measured up to a mark. The times are those of the frames since the last mark.
 * @typedef {object} Sample
 * @property {number} frame the number of frames so far
 * @property {number} minutes since the first frame
 * @property {number} megabytes of all processes
 * @property {number} heapMegabytes of what the recognizer has allocated; in browsers of the module's whole memory
 * @property {number} cpuMs the processor time for a frame of the thread that classifies; it does not count the time in
 * which other programs have the processor
 * @property {number} medianMs
 * @property {number} p95Ms
 */

export class SoakLog {
  #video;
  #thread;
  #startedAt = 0;
  #threadSeconds = 0;
  #marked = 0;
  /** @type {Row[]} */
  #rows = [];
  /** @type {Sample[]} */
  #samples = [];

  /** @param {Video} video @param {string} thread the name of the one that classifies */
  constructor(video, thread) {
    this.#video = video;
    this.#thread = thread;
  }

  get frames() {
    return this.#rows.length;
  }

  add(/** @type {Row[]} */ ...rows) {
    this.#startedAt ||= performance.now();
    this.#rows.push(...rows);
  }

  /** Summarizes the frames since the last mark, and the memory. */
  mark(/** @type {number} */ heapMegabytes) {
    const times = this.#rows.slice(this.#marked).map(({ ms }) => ms);
    if (times.length === 0) return;
    const { megabytes, threadSeconds } = measureDescendants(this.#thread);
    if (threadSeconds === 0) throw new Error(`Expected a thread “${this.#thread}” that has worked, but found none.`);
    this.#samples.push({
      frame: this.#rows.length,
      minutes: round((performance.now() - this.#startedAt) / 60_000),
      megabytes: round(megabytes),
      heapMegabytes: round(heapMegabytes),
      cpuMs: round(((threadSeconds - this.#threadSeconds) * 1000) / times.length),
      medianMs: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
    });
    this.#marked = this.#rows.length;
    this.#threadSeconds = threadSeconds;
  }

  finish() {
    const [first, last] = [this.#rows[0].atMs, this.#rows[this.#rows.length - 1].atMs];
    return {
      date: new Date().toISOString().slice(0, 10),
      frames: this.#rows.length,
      minutes: this.#samples.at(-1)?.minutes ?? 0,
      /** In the time of the video. */
      framesPerSecond: round(((this.#rows.length - 1) * 1000) / (last - first)),
      identities: countIdentities(this.#video, this.#rows),
      samples: this.#samples,
    };
  }
}

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;
