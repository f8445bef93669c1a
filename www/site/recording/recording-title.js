/** RecordingTitle: the form above the summary of a recording, which names the recording and saves it. */
import { query } from '../../package/ui/dom.js';

/** @import { LiveStrings } from '../locales/en/live.js' */

export class RecordingTitle {
  /** Called when the recording is to be saved. */
  onSave = () => {};
  /** Called with the new title, empty for none. @type {(title: string) => void} */
  onRename = () => {};
  #input;
  #button;
  #status;
  #strings;

  /** @param {HTMLElement} form in the page @param {LiveStrings} strings */
  constructor(form, strings) {
    this.#strings = strings;
    this.#input = query('input', HTMLInputElement, form);
    this.#button = query('button', HTMLButtonElement, form);
    this.#status = query('[role="status"]', HTMLElement, form);
    this.#input.addEventListener('change', () => this.onRename(this.#input.value.trim()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.#button.hidden) this.onSave();
    });
  }

  /** @param {string} title @param {string} date stands in for the title @param {boolean} isSaved */
  show(title, date, isSaved) {
    this.#input.value = title;
    this.#input.placeholder = date;
    if (isSaved && document.activeElement === this.#button) this.#input.focus(); // the button disappears
    this.#button.hidden = isSaved;
    this.#status.textContent = isSaved ? this.#strings.recorder.saved : this.#strings.recorder.notSaved;
  }
}
