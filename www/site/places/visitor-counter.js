/** The visitor counter: observes each face for as long as it is tracked, then counts it once and forgets it. */

/** @import { Face } from '../../package/client/client.js' */
/** @typedef {{ lastMs: number, observedMs: number, happyMs: number }} Visitor times in milliseconds */

/** A visitor whose face is lost for longer has left, in milliseconds: the recognizer drops a lost track after 1 s. */
const LEFT_AFTER_MS = 1500;
/** The time for which a face must be classified to count, in milliseconds: shorter tracks are mostly false. */
const MIN_OBSERVED_MS = 1000;
/** A longer time between two frames, in milliseconds, is not counted, as the expression during it is unknown. */
const MAX_FRAME_GAP_MS = 500;

export class VisitorCounter {
  #onCount;
  /** By track id. @type {Map<number, Visitor>} */
  #visitors = new Map();

  /**
   * @param {(happy: number) => void} onCount called for each visitor with the share of time they looked happy, 0 to 1
   */
  constructor(onCount) {
    this.#onCount = onCount;
  }

  /** The number of visitors in view. */
  get inView() {
    return this.#visitors.size;
  }

  /** Adds the faces of a frame and counts those who have left. @param {Face[]} faces @param {number} atMs */
  update(faces, atMs) {
    for (const { track, quality } of faces) {
      if (!track) continue;
      const visitor = this.#visitors.get(track.id) ?? { lastMs: atMs, observedMs: 0, happyMs: 0 };
      const elapsed = atMs - visitor.lastMs;
      visitor.lastMs = atMs;
      this.#visitors.set(track.id, visitor);
      if (quality !== 'good' || track.emotion === 'uncertain' || elapsed > MAX_FRAME_GAP_MS) continue;
      visitor.observedMs += elapsed;
      if (track.emotion === 'happy') visitor.happyMs += elapsed;
    }
    for (const [id, { lastMs }] of this.#visitors) if (atMs - lastMs > LEFT_AFTER_MS) this.#count(id);
  }

  /** Counts the visitors who are still in view. */
  finish() {
    for (const id of this.#visitors.keys()) this.#count(id);
  }

  /** @param {number} id */
  #count(id) {
    const { observedMs, happyMs } = /** @type {Visitor} */ (this.#visitors.get(id));
    this.#visitors.delete(id);
    if (observedMs >= MIN_OBSERVED_MS) this.#onCount(happyMs / observedMs);
  }
}
