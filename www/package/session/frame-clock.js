/** FrameClock: the time of a video's frames, which stands still while its picture is frozen, so that tracks go on. */

export class FrameClock {
  /** When the picture was frozen, by `performance.now()`. */
  #frozenAt = 0;
  /** How long it was frozen in all, in milliseconds. */
  #frozenMs = 0;

  /** The time now, in milliseconds; only while the picture is not frozen. */
  get nowMs() {
    return performance.now() - this.#frozenMs;
  }

  freeze() {
    this.#frozenAt = performance.now();
  }

  resume() {
    this.#frozenMs += performance.now() - this.#frozenAt;
  }
}
