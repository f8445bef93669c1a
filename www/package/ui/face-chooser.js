/** FaceChooser: a button for each of several faces, with its number and color; one of them is pressed. */
import { faceColor } from '../domain/face-colors.js';
import { html } from './dom.js';
import { KeyedList } from './keyed-list.js';

export class FaceChooser {
  element;
  #nameOf;
  #onChoose;
  /** @type {KeyedList<{ number: number, isChosen: boolean }>} */
  #buttons;

  /**
   * @param {string} label of the group
   * @param {(number: number) => string} nameOf returns the name of a face
   * @param {(number: number) => void} onChoose called with the number of the face whose button is pressed
   */
  constructor(label, nameOf, onChoose) {
    this.element = html('div', { class: 'face-chooser', role: 'group', 'aria-label': label, hidden: true });
    this.#nameOf = nameOf;
    this.#onChoose = onChoose;
    this.#buttons = new KeyedList(this.element, ({ number }) => this.#button(number));
  }

  /**
   * Shows the buttons, or nothing if there is no choice.
   * @param {number[]} numbers of the faces
   * @param {number} chosen
   */
  show(numbers, chosen) {
    this.element.hidden = numbers.length < 2;
    this.#buttons.show(numbers.map((number) => [String(number), { number, isChosen: number === chosen }]));
  }

  /** @param {number} number */
  #button(number) {
    const button = html(
      'button',
      { type: 'button' },
      html('span', { class: 'badge', 'aria-hidden': 'true' }, String(number)),
      this.#nameOf(number),
    );
    button.style.setProperty('--face', faceColor(number));
    button.addEventListener('click', () => this.#onChoose(number));
    const update = (/** @type {{ isChosen: boolean }} */ { isChosen }) => {
      button.setAttribute('aria-pressed', String(isChosen));
    };
    return { element: button, update };
  }
}
