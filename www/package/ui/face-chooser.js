/** The face chooser: a button for each of several faces, with its number and color; one of them is pressed. */
import { html } from './dom.js';
import { faceColor } from '../domain/face-colors.js';

export class FaceChooser {
  element;
  #face;
  #onChoose;
  /** By number. @type {Map<number, HTMLButtonElement>} */
  #buttons = new Map();

  /** @param {string} label what is chosen @param {(number: number) => string} face names one @param {(number: number) => void} onChoose */
  constructor(label, face, onChoose) {
    this.element = html('div', { class: 'face-chooser', role: 'group', 'aria-label': label, hidden: true });
    this.#face = face;
    this.#onChoose = onChoose;
  }

  /** Hidden where there is nothing to choose. @param {number[]} numbers of the faces @param {number} chosen */
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
      this.#face(number),
    );
    button.style.setProperty('--face', faceColor(number));
    button.addEventListener('click', () => this.#onChoose(number));
    return button;
  }
}
