/** The exercise: which expression is practiced now, and for how long it has been held. */

/** @import { Emotion, Scores } from '../../package/client/client.js' */
/** @typedef {'done' | 'skipped'} ExerciseResult */

/** The expressions in the order of the exercise, easy ones first. @type {Emotion[]} */
const EXPRESSIONS = ['happy', 'surprised', 'neutral', 'sad', 'angry', 'disgusted', 'fearful'];
/** An expression is done when it has been held for this time, in milliseconds. */
const HOLD_MS = 1500;
/** An expression counts from this score on, or if its score is the highest: this is practice, not a test. */
const MIN_SCORE = 0.35;
/** The held time decreases at this share of real time while the expression does not count. */
const DECAY = 0.5;
/** The longest time that one frame adds, in milliseconds: the camera may have been off. */
const MAX_FRAME_MS = 250;

export class Exercise {
  /** The result of each expression so far. @type {Map<Emotion, ExerciseResult>} */
  results = new Map();
  #heldMs = 0;
  #lastMs = 0;

  /** All expressions of the exercise, in order. */
  get expressions() {
    return EXPRESSIONS;
  }

  /** The expression that is practiced now; undefined at the end. @returns {Emotion | undefined} */
  get target() {
    return EXPRESSIONS[this.results.size];
  }

  /** The share of the required time for which the target has been held, 0 to 1. */
  get progress() {
    return Math.min(this.#heldMs / HOLD_MS, 1);
  }

  /**
   * Adds a frame. Returns whether the target counts in it.
   * @param {Scores | null} scores null if no face was classified
   * @param {number} atMs
   */
  update(scores, atMs) {
    const { target } = this;
    const elapsed = Math.min(atMs - this.#lastMs, MAX_FRAME_MS);
    this.#lastMs = atMs;
    if (!target) return false;
    const counts =
      scores !== null && (scores[target] >= MIN_SCORE || scores[target] >= Math.max(...Object.values(scores)));
    this.#heldMs = Math.max(0, this.#heldMs + (counts ? elapsed : -DECAY * elapsed));
    return counts;
  }

  /** Ends the current target and begins the next one. @param {ExerciseResult} result */
  next(result) {
    if (this.target) this.results.set(this.target, result);
    this.#heldMs = 0;
  }
}
