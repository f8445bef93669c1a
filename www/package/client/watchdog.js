/** Watchdog: tells when something that should answer, or go on, has given no sign of life for too long. */

/**
 * The longest time between two looks, in milliseconds. Time is counted in looks: while the page is frozen, the device
 * sleeps or a long task runs, what is watched could not answer either, and all of that counts as a single look.
 */
const LOOK_MS = 1000;

export class Watchdog {
  #onSilence;
  #looks;
  #lookMs;
  #left = 0;
  #timer = 0;

  /** @param {number} silenceMs how long there may be no sign of life @param {() => void} onSilence called once */
  constructor(silenceMs, onSilence) {
    this.#onSilence = onSilence;
    this.#looks = Math.ceil(silenceMs / LOOK_MS);
    this.#lookMs = silenceMs / this.#looks;
  }

  /** Notes a sign of life: starts watching, or gives what is watched the whole time again. */
  feed() {
    this.#left = this.#looks;
    this.#timer ||= Number(setInterval(() => this.#look(), this.#lookMs));
  }

  /** Ends the watch. */
  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #look() {
    this.#left--;
    if (this.#left > 0) return;
    this.stop();
    this.#onSilence();
  }
}

/**
 * Settles as `promise` does, or rejects with an error if it does not settle in time.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} limitMs
 * @param {() => Error} createError
 * @returns {Promise<T>}
 */
export function withLimit(promise, limitMs, createError) {
  return new Promise((resolve, reject) => {
    const watchdog = new Watchdog(limitMs, () => reject(createError()));
    watchdog.feed();
    promise.then(resolve, reject).finally(() => watchdog.stop());
  });
}
