/** FaceChooser: a button for each of several faces, with its number and color; one of them is pressed. */
import { faceColor } from '../domain/face-colors.js';
import { html } from './dom.js';
import { KeyedList } from './keyed-list.js';

/**
 * A face to choose; `left` says when it left, empty for one in view.
 * @typedef {{ number: number, name: string, left?: string }} Choice
 */

export class FaceChooser {
  element;
  #onChoose;
  /** @type {KeyedList<Choice & { isChosen: boolean }>} */
  #buttons;

  /**
   * @param {string} label of the group
   * @param {(number: number) => void} onChoose called with the number of the face whose button is pressed
   */
  constructor(label, onChoose) {
    this.element = html('div', { class: 'face-chooser', role: 'group', 'aria-label': label, hidden: true });
    this.#onChoose = onChoose;
    this.#buttons = new KeyedList(this.element, ({ number }) => this.#button(number));
  }

  /**
   * Shows the buttons, or nothing if there is no choice.
   * @param {Choice[]} choices
   * @param {number} chosen the number of the face that is chosen
   */
  show(choices, chosen) {
    this.element.hidden = choices.length < 2;
    this.#buttons.show(
      choices.map((choice) => [String(choice.number), { ...choice, isChosen: choice.number === chosen }]),
    );
  }

  /** @param {number} number */
  #button(number) {
    const text = html('span', { class: 'face-name' });
    const about = html('span', { class: 'face-left' });
    const badge = html('span', { class: 'badge', 'aria-hidden': 'true' }, String(number));
    const button = html('button', { type: 'button' }, badge, text, ' ', about);
    button.style.setProperty('--face', faceColor(number));
    button.addEventListener('click', () => this.#onChoose(number));
    const update = (/** @type {Choice & { isChosen: boolean }} */ { name, left = '', isChosen }) => {
      button.setAttribute('aria-pressed', String(isChosen));
      button.classList.toggle('left', left !== '');
      if (text.textContent !== name) text.textContent = name;
      if (about.textContent !== left) about.textContent = left;
    };
    return { element: button, update };
  }
}
