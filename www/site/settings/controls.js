/** The controls of the settings: fields, sliders and switches, each with its label and what it means. */
import { html } from '../../package/ui/dom.js';

let lastId = 0;

/**
 * Returns a labeled field, with a sentence about it.
 * @param {string} label
 * @param {HTMLSelectElement} control
 * @param {string} [hint]
 * @param {HTMLElement} [about] is to contain the hint
 */
export function createField(label, control, hint, about = html('p')) {
  control.id = nextId();
  const row = html('div', { class: 'setting' }, html('label', { for: control.id }, label), control);
  if (hint) {
    about.id = nextId();
    about.textContent = hint;
    control.setAttribute('aria-describedby', about.id);
    row.append(about);
  }
  return row;
}

/**
 * Returns a slider from 0 on. `onChange` is called with its value when the person has let go of it.
 * @param {string} label
 * @param {{ max: number, step: number }} range
 * @param {(value: number) => [text: string, meaning: string]} describe
 */
export function createSlider(label, { max, step }, describe) {
  const input = html('input', { type: 'range', id: nextId(), min: '0', max: String(max), step: String(step) });
  const output = html('output', { for: input.id });
  const meaning = html('p', { id: nextId() });
  const row = html('div', { class: 'setting' }, html('label', { for: input.id }, label), output, input, meaning);
  const showMeaning = () => {
    const [text, sentence] = describe(input.valueAsNumber);
    output.textContent = text;
    meaning.textContent = sentence;
    input.setAttribute('aria-valuetext', `${text}: ${sentence}`);
  };
  input.addEventListener('input', showMeaning);
  const slider = {
    element: row,
    onChange: (/** @type {number} */ _value) => {},
    show: (/** @type {number} */ value) => {
      input.valueAsNumber = value;
      showMeaning();
    },
  };
  input.addEventListener('change', () => slider.onChange(input.valueAsNumber));
  return slider;
}

/** Returns a switch. @param {string} label */
export function createSwitch(label) {
  const input = html('input', { type: 'checkbox', role: 'switch' });
  return { element: html('label', { class: 'setting-switch switch' }, input, label), input };
}

function nextId() {
  return `setting-${++lastId}`;
}
