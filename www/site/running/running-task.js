/** What runs without anyone touching the page: the screen stays on, and leaving asks while something is not saved. */

export class RunningTask {
  #isUnsaved;
  #isRunning = false;
  /** @type {WakeLockSentinel | null} */
  #wakeLock = null;

  /** @param {() => boolean} isUnsaved returns whether leaving the page now would lose something */
  constructor(isUnsaved) {
    this.#isUnsaved = isUnsaved;
    // The browser releases the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', () => this.#keepScreenOn());
    addEventListener('beforeunload', (event) => {
      if (this.#isRunning && this.#isUnsaved()) event.preventDefault();
    });
  }

  start() {
    this.#isRunning = true;
    this.#keepScreenOn();
  }

  end() {
    this.#isRunning = false;
    this.#release();
  }

  async #keepScreenOn() {
    if (!this.#isRunning || document.hidden || (this.#wakeLock && !this.#wakeLock.released)) return;
    try {
      this.#wakeLock = (await navigator.wakeLock?.request('screen')) ?? null;
    } catch {
      return; // the device saves power: the person sees that the screen dims, and everything else works
    }
    if (!this.#isRunning) this.#release();
  }

  #release() {
    this.#wakeLock?.release().catch(() => {}); // it can only fail if the browser has released it already
    this.#wakeLock = null;
  }
}
