/** Shows the time that a frame takes, and the number of frames per second. */

/** @import { LiveStats } from '../../package/session/live-loop.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

/** The shortest time between two updates, in milliseconds: a number that changes more often is unreadable. */
const INTERVAL_MS = 500;

export class StatsDisplay {
  #element;
  #strings;
  #shownAt = 0;

  /** @param {HTMLElement} element @param {LiveStrings} strings */
  constructor(element, strings) {
    this.#element = element;
    this.#strings = strings;
  }

  /** @param {LiveStats} stats of the camera's frames */
  showLive({ classifyMs, framesPerSecond, isReduced }) {
    const now = performance.now();
    if (now - this.#shownAt < INTERVAL_MS || !framesPerSecond) return;
    this.#shownAt = now;
    this.#element.textContent = this.#strings.stats(classifyMs, framesPerSecond, isReduced);
  }

  /** @param {number} classifyMs of one image */
  showImage(classifyMs) {
    this.#element.textContent = this.#strings.analyzedIn(classifyMs);
  }

  clear() {
    this.#element.textContent = '';
  }
}
