/** The legend: says at the first face what frame, points and percentages mean, until a person has read it once. */
import { query } from '../../package/ui/dom.js';
import { keepFocus } from '../../package/ui/focus.js';

/** @import { Settings } from '../settings/settings.js' */

export class Legend {
  #element = query('#legend', HTMLElement);
  #settings;

  /** @param {HTMLElement} next gets the focus when the legend goes @param {Settings} settings keep that it was read */
  constructor(next, settings) {
    this.#settings = settings;
    query('button', HTMLButtonElement, this.#element).addEventListener('click', () => {
      this.#element.hidden = true;
      keepFocus([next]);
      settings.change({ legendRead: true });
    });
  }

  show() {
    if (!this.#settings.values.legendRead) this.#element.hidden = false;
  }
}
