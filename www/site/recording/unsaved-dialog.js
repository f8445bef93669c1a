/** UnsavedDialog: asks what is to become of a recording that is not saved, before another one takes its place. */

/** @typedef {'save' | 'discard' | 'cancel'} Answer */

export class UnsavedDialog {
  #dialog;

  /** @param {HTMLDialogElement} dialog whose buttons have the answers as values */
  constructor(dialog) {
    this.#dialog = dialog;
  }

  /** Asks, and resolves to the answer: `cancel` also if the person closes the dialog. @returns {Promise<Answer>} */
  ask() {
    const dialog = this.#dialog;
    dialog.returnValue = 'cancel';
    if (!dialog.open) dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(/** @type {Answer} */ (dialog.returnValue)), { once: true });
    });
  }
}
