/** The sign that informs people before the camera sees them: a dialog to fill it in, with a preview, and to print it. */
import { query } from '../../package/ui/dom.js';

/** What a person can fill in; each has an input `sign-NAME`, and an element of the sign with `data-sign="NAME"`. */
const FIELDS = ['place', 'purpose', 'responsible'];

const dialog = query('#sign', HTMLDialogElement);

export function addSignListeners() {
  for (const name of FIELDS) inputOf(name).addEventListener('input', () => showField(name));
  query('#open-sign', HTMLButtonElement).addEventListener('click', () => {
    inputOf('place').value = query('#place', HTMLInputElement).value.trim();
    FIELDS.forEach(showField);
    dialog.showModal();
  });
  query('#print-sign', HTMLButtonElement).addEventListener('click', () => print());
  query('#close-sign', HTMLButtonElement).addEventListener('click', () => dialog.close());
}

/** @param {string} name */
function inputOf(name) {
  return query(`#sign-${name}`, HTMLInputElement);
}

/** @param {string} name */
function showField(name) {
  query(`[data-sign="${name}"]`, HTMLElement, dialog).textContent = inputOf(name).value.trim();
}
