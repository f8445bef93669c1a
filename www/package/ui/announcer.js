/** Announcer: tells people who use a screen reader what the expressions are, when they change and not too often. */

/** @import { Strings } from '../locales/messages.js' */
/** @import { DisplayedFace } from './face-list.js' */

/** The minimum interval between announcements, in milliseconds: about what a screen reader needs for a sentence. */
const INTERVAL_MS = 4000;

export class Announcer {
  #region;
  #strings;
  #lastText = '';
  #lastAt = -INTERVAL_MS;

  /** @param {HTMLElement} region a polite live region @param {Strings} strings */
  constructor(region, strings) {
    this.#region = region;
    this.#strings = strings;
  }

  /** @param {DisplayedFace[]} faces */
  announceFaces(faces) {
    const { spoken } = this.#strings;
    const subject = (/** @type {number} */ number) => (faces.length > 1 ? spoken.numbered(number) : spoken.alone);
    const sentences = faces.map((face) => sentence(face, subject(face.number), spoken));
    this.#announce(sentences.join(' ') || spoken.none);
  }

  /** Announces a text at once. @param {string} text */
  announce(text) {
    this.reset();
    this.#announce(text);
  }

  /** Forgets what was announced, so that the next announcement need not wait. */
  reset() {
    this.#lastText = '';
    this.#lastAt = -INTERVAL_MS;
    this.#region.textContent = '';
  }

  /** @param {string} text */
  #announce(text) {
    const now = performance.now();
    if (text === this.#lastText || now - this.#lastAt < INTERVAL_MS) return;
    this.#lastText = text;
    this.#lastAt = now;
    this.#region.textContent = text;
  }
}

/** @param {DisplayedFace} face @param {string} subject @param {Strings['spoken']} spoken */
function sentence({ quality, emotion }, subject, spoken) {
  if (quality !== 'good') return spoken.poorQuality[quality](subject);
  return emotion === 'uncertain' ? spoken.uncertain(subject) : spoken.looks(subject, emotion);
}
