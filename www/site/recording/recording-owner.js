/** RecordingOwner: holds the recording that is shown until another one takes its place, and sees that none is lost. */
import { saveNames } from './recording-store.js';

/** @import { ActiveRecording } from './active-recording.js' */
/** @import { Recording } from './recording.js' */
/** What is to become of a recording that is not saved. @typedef {'save' | 'discard' | 'cancel'} Answer */

export class RecordingOwner {
  #dialog;
  /** The recording of this visit, in progress or ended. @type {ActiveRecording | null} */
  #current = null;
  /** The id under which the recording that is shown was saved earlier; empty for one of this visit. */
  #savedId = '';

  /** @param {HTMLDialogElement} dialog asks; its buttons have the answers as values */
  constructor(dialog) {
    this.#dialog = dialog;
  }

  /** Lets a recording of this visit take the place of the one before. @param {ActiveRecording | null} recording */
  take(recording) {
    this.#current?.close();
    this.#current = recording;
    this.#savedId = '';
  }

  /** Lets a saved recording take the place of the one before. @param {string} id */
  takeSaved(id) {
    this.take(null);
    this.#savedId = id;
  }

  /** Whether leaving the page now would lose something. */
  get isUnsaved() {
    return this.#current?.isUnsaved ?? false;
  }

  /** Saves the recording of this visit. */
  async save() {
    await this.#current?.setSaving(true);
  }

  /** Saves the names of the recording and of its faces where it is saved. @param {Recording} recording */
  async saveNames(recording) {
    await this.#current?.save();
    if (this.#savedId) await saveNames(this.#savedId, recording);
  }

  /** Asks what is to become of the recording, and resolves to the answer: `cancel` also if the dialog is closed. */
  ask() {
    const dialog = this.#dialog;
    dialog.returnValue = 'cancel';
    if (!dialog.open) dialog.showModal();
    return new Promise((/** @type {(answer: Answer) => void} */ resolve) => {
      dialog.addEventListener('close', () => resolve(/** @type {Answer} */ (dialog.returnValue)), { once: true });
    });
  }
}
