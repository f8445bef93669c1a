/** The legend: says at the first face what frame, points and percentages mean, until a person has read it once. */
import { query } from '../../package/ui/dom.js';
import { keepFocus } from '../../package/ui/focus.js';

/** One word in the local storage of this site says that the legend was read. */
const KEY = 'emosense-legend';

export class Legend {
  #element = query('#legend', HTMLElement);
  #isRead = isRead();

  /** @param {HTMLElement} next gets the focus when the legend goes */
  constructor(next) {
    query('button', HTMLButtonElement, this.#element).addEventListener('click', () => {
      this.#isRead = true;
      this.#element.hidden = true;
      keepFocus([next]);
      try {
        localStorage.setItem(KEY, 'read');
      } catch {
        // It is shown again on the next visit.
      }
    });
  }

  show() {
    if (!this.#isRead) this.#element.hidden = false;
  }
}

function isRead() {
  try {
    return localStorage.getItem(KEY) === 'read';
  } catch {
    return false; // this page may not store anything
  }
}
