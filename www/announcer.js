/** Tells people who listen rather than look what the main expression is, when it changes and not too often. */

/** @typedef {import('./pkg/emosense.js').Face} Face */

/** A screen reader needs about this long for one sentence. */
const INTERVAL_MS = 4000;

export class Announcer {
  #region;
  #said = '';
  #saidAt = -INTERVAL_MS;

  /** @param {HTMLElement} region a polite live region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {Face[]} faces */
  faces(faces) {
    this.say(faces.length ? faces.map(sentence).join(' ') : 'No face in view.');
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

/** @param {Face} face @param {number} index @param {Face[]} faces */
function sentence({ emotion, tooSmall }, index, { length }) {
  const subject = length > 1 ? `Face ${index + 1}` : 'The face';
  return tooSmall
    ? `${subject} is too small to read: come closer.`
    : `${length > 1 ? `Face ${index + 1}: the` : 'The'} expression resembles ${emotion}.`;
}
