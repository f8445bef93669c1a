/** Tells people who listen rather than look what the main expression is, when it changes and not too often. */
import { reading } from './face-list.js';

/** @typedef {import('./face-list.js').DisplayedFace} DisplayedFace */
/** @typedef {import('../locales/messages.js').Strings} Strings */

/** A screen reader needs about this long for one sentence. */
const INTERVAL_MS = 4000;

export class Announcer {
  #region;
  #strings;
  #said = '';
  #saidAt = -INTERVAL_MS;

  /** @param {HTMLElement} region a polite live region @param {Strings} strings */
  constructor(region, strings) {
    this.#region = region;
    this.#strings = strings;
  }

  /** @param {DisplayedFace[]} seen */
  faces(seen) {
    const { spoken } = this.#strings;
    const subject = (/** @type {number} */ number) => (seen.length > 1 ? spoken.numbered(number) : spoken.alone);
    this.say(seen.length ? seen.map((one) => sentence(one, subject(one.number), spoken)).join(' ') : spoken.none);
  }

  /** @param {string} text */
  say(text) {
    const now = performance.now();
    if (text === this.#said || now - this.#saidAt < INTERVAL_MS) return;
    this.#said = text;
    this.#saidAt = now;
    this.#region.textContent = text;
  }

  /** Says nothing more of what was, and may speak at once of what comes. */
  reset() {
    this.#said = '';
    this.#saidAt = -INTERVAL_MS;
    this.#region.textContent = '';
  }
}

/** @param {DisplayedFace} seen @param {string} subject @param {Strings['spoken']} spoken */
function sentence({ face, quality }, subject, spoken) {
  if (quality !== 'good') return spoken.unreadable[quality](subject);
  const { emotion } = reading(face);
  return emotion === 'uncertain' ? spoken.uncertain(subject) : spoken.resembles(subject, emotion);
}
