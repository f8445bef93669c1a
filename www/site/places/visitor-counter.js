/** The visitor counter: observes each face for as long as it is tracked, then counts it once and forgets it. */

/** @import { Face } from '../../package/client/client.js' */
/** Times in milliseconds. @typedef {{ lastMs: number, observedMs: number, happyMs: number }} Observation */
/**
 * A visitor who is counted.
 * @typedef {object} Visitor
 * @property {number} happy share of time they looked happy, 0 to 1
 * @property {number} lastMs when they were seen last
 */

/** A visitor whose face is lost for longer has left, in milliseconds: the recognizer drops a lost track after 1 s. */
const LEFT_AFTER_MS = 1500;
/** The time for which a face must be classified to count, in milliseconds: shorter tracks are mostly false. */
const MIN_OBSERVED_MS = 1000;
/** A longer time between two frames, in milliseconds, is not counted, as the expression during it is unknown. */
const MAX_FRAME_GAP_MS = 500;

export class VisitorCounter {
  /** By track id. @type {Map<number, Observation>} */
  #observations = new Map();

  /** The number of visitors in view. */
  get inView() {
    return this.#observations.size;
  }

  /** Adds the faces of a frame, and returns the visitors who have left. @param {Face[]} faces @param {number} atMs */
  update(faces, atMs) {
    for (const { track, quality } of faces) {
      if (!track) continue;
      const observation = this.#observations.get(track.id) ?? { lastMs: atMs, observedMs: 0, happyMs: 0 };
      const elapsed = atMs - observation.lastMs;
      observation.lastMs = atMs;
      this.#observations.set(track.id, observation);
      if (quality !== 'good' || track.emotion === 'uncertain' || elapsed > MAX_FRAME_GAP_MS) continue;
      observation.observedMs += elapsed;
      if (track.emotion === 'happy') observation.happyMs += elapsed;
    }
    return this.#count(({ lastMs }) => atMs - lastMs > LEFT_AFTER_MS);
  }

  /** Returns the visitors who are still in view. */
  finish() {
    return this.#count(() => true);
  }

  /** @param {(observation: Observation) => boolean} hasLeft @returns {Visitor[]} */
  #count(hasLeft) {
    const left = [...this.#observations].filter(([, observation]) => hasLeft(observation));
    for (const [id] of left) this.#observations.delete(id);
    return left
      .filter(([, { observedMs }]) => observedMs >= MIN_OBSERVED_MS)
      .map(([, { lastMs, observedMs, happyMs }]) => ({ happy: happyMs / observedMs, lastMs }));
  }
}
