/** FaceChooser: a button for each of several faces, with its number and color; one of them is pressed. */
import { faceColor } from '../domain/face-colors.js';
import { html } from './dom.js';

export class FaceChooser {
  element;
  #nameOf;
  #onChoose;
  /** By number. @type {Map<number, HTMLButtonElement>} */
  #buttons = new Map();

  /**
   * @param {string} label of the group
   * @param {(number: number) => string} nameOf returns the name of a face
   * @param {(number: number) => void} onChoose called with the number of the face whose button is pressed
   */
  constructor(label, nameOf, onChoose) {
    this.element = html('div', { class: 'face-chooser', role: 'group', 'aria-label': label, hidden: true });
    this.#nameOf = nameOf;
    this.#onChoose = onChoose;
  }

  /**
   * Shows the buttons, or nothing if there is no choice.
   * @param {number[]} numbers of the faces
   * @param {number} chosen
   */
  show(numbers, chosen) {
    this.element.hidden = numbers.length < 2;
    if (numbers.join() !== [...this.#buttons.keys()].join()) {
      this.#buttons = new Map(numbers.map((number) => [number, this.#buttons.get(number) ?? this.#button(number)]));
      this.element.replaceChildren(...this.#buttons.values());
    }
    for (const [number, button] of this.#buttons) button.setAttribute('aria-pressed', String(number === chosen));
  }

  /** @param {number} number */
  #button(number) {
    const button = html(
      'button',
      { type: 'button', 'aria-pressed': 'false' },
      html('span', { class: 'badge', 'aria-hidden': 'true' }, String(number)),
      this.#nameOf(number),
    );
    button.style.setProperty('--face', faceColor(number));
    button.addEventListener('click', () => this.#onChoose(number));
    return button;
  }
}
