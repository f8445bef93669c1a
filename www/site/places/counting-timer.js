/** The timer of a counting: how long it has run, and its end by itself, so that no camera is forgotten. */

/** Time between two looks at the clock, in milliseconds. */
const TICK_MS = 1000;

export class CountingTimer {
  /** When the counting ends by itself. */
  endsAt;
  /** By the clock that goes on while the device sleeps. */
  #startedAt = Date.now();
  #interval;

  /**
   * @param {number} limitMs after which the counting ends
   * @param {() => void} onTick called once a second until then
   * @param {() => void} onEnd
   */
  constructor(limitMs, onTick, onEnd) {
    this.endsAt = new Date(this.#startedAt + limitMs);
    this.#interval = setInterval(() => (this.elapsedMs < limitMs ? onTick() : onEnd()), TICK_MS);
  }

  get elapsedMs() {
    return Date.now() - this.#startedAt;
  }

  stop() {
    clearInterval(this.#interval);
  }
}
