/** What runs without anyone touching the page: the screen stays on. Leaving asks as long as something is not saved. */

export class RunningTask {
  /** Aborts when the task ends; null if it does not run. @type {AbortController | null} */
  #running = null;
  /** @type {WakeLockSentinel | null} */
  #wakeLock = null;

  /** @param {() => boolean} isUnsaved returns whether leaving the page now would lose something */
  constructor(isUnsaved) {
    addEventListener('beforeunload', (event) => isUnsaved() && event.preventDefault());
  }

  start() {
    this.end();
    this.#running = new AbortController();
    const { signal } = this.#running;
    // The browser releases the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', () => this.#keepScreenOn(), { signal });
    this.#keepScreenOn();
  }

  end() {
    this.#running?.abort();
    this.#running = null;
    this.#release();
  }

  async #keepScreenOn() {
    if (document.hidden || (this.#wakeLock && !this.#wakeLock.released)) return;
    try {
      this.#wakeLock = (await navigator.wakeLock?.request('screen')) ?? null;
    } catch {
      return; // the device saves power: the person sees that the screen dims, and everything else works
    }
    if (!this.#running) this.#release();
  }

  #release() {
    this.#wakeLock?.release().catch(() => {}); // it can only fail if the browser has released it already
    this.#wakeLock = null;
  }
}
