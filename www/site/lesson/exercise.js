/** The exercise of the lesson: which expression is practiced, and how long it has been held. */

/** @typedef {import('../../package/client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('../../package/client/pkg/emosense.js').Scores} Scores */

/** The easy ones first. @type {Emotion[]} */
const ORDER = ['happy', 'surprised', 'neutral', 'sad', 'angry', 'disgusted', 'fearful'];
/** So long an expression is held, in all. */
const HOLD_MS = 1500;
/** An expression counts from this score on, or where it is the highest: this is practice, no test. */
const ENOUGH = 0.35;
/** What has been held falls away at this share of the speed at which it grew. */
const FALL = 0.5;
/** A longer time between two frames counts as no more: the camera may have been off. */
const LONGEST_MS = 250;

export class Exercise {
  /** What came of each expression so far. @type {Map<Emotion, 'held' | 'skipped'>} */
  results = new Map();
  #heldMs = 0;
  #lastAt = 0;

  /** The expression that is practiced now; undefined when all are done. @returns {Emotion | undefined} */
  get target() {
    return ORDER[this.results.size];
  }

  get emotions() {
    return ORDER;
  }

  /** How much of the time it has been held, 0 to 1. */
  get held() {
    return Math.min(this.#heldMs / HOLD_MS, 1);
  }

  /** Takes in one frame; null where no face is read. @param {Scores | null} scores @param {number} atMs @returns {boolean} whether the expression counts in it */
  take(scores, atMs) {
    const { target } = this;
    const elapsed = Math.min(atMs - this.#lastAt, LONGEST_MS);
    this.#lastAt = atMs;
    if (!target) return false;
    const counts =
      scores !== null && (scores[target] >= ENOUGH || scores[target] >= Math.max(...Object.values(scores)));
    this.#heldMs = Math.max(0, this.#heldMs + (counts ? elapsed : -FALL * elapsed));
    return counts;
  }

  /** Goes on to the next. @param {'held' | 'skipped'} result */
  next(result) {
    if (this.target) this.results.set(this.target, result);
    this.#heldMs = 0;
  }
}
