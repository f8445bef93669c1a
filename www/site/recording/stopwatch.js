/** A stopwatch: measures time without the pauses. */

export class Stopwatch {
  /** Milliseconds that were measured before the last start. */
  #measuredMs = 0;
  /** When it was started last; null while it is paused. @type {number | null} */
  #startedAt = null;

  get isRunning() {
    return this.#startedAt !== null;
  }

  get elapsedMs() {
    return this.#measuredMs + (this.#startedAt === null ? 0 : performance.now() - this.#startedAt);
  }

  start() {
    this.#startedAt ??= performance.now();
  }

  pause() {
    this.#measuredMs = this.elapsedMs;
    this.#startedAt = null;
  }
}
