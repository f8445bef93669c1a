/** The list of saved recordings: a person opens them, deletes one or all of them, and imports one from a file. */
import { formatTime } from '../../package/domain/time.js';
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { ImportError } from '../import/import-error.js';
import { readJsonFile } from '../import/json-file.js';
import { parseRecording } from './parse-recording.js';
import {
  deleteAllRecordings,
  deleteRecording,
  listRecordings,
  loadRecording,
  RecordingWriter,
} from './recording-store.js';

/** @import { Recording } from './recording.js' */
/** @import { SavedRecording } from './recording-store.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */
/** @typedef {LiveStrings['savedRecordings']} SavedRecordingsStrings */

export class SavedRecordings {
  #section;
  #strings;
  #onOpen;
  #list;
  #status;
  #deleteAll;

  /**
   * @param {HTMLElement} section in the page
   * @param {SavedRecordingsStrings} strings
   * @param {(recording: Recording) => void} onOpen called when a recording is to be shown
   */
  constructor(section, strings, onOpen) {
    this.#section = section;
    this.#strings = strings;
    this.#onOpen = onOpen;
    this.#list = query('.saved-list', HTMLElement, section);
    this.#status = query('.saved-status', HTMLElement, section);
    this.#deleteAll = query('.delete-all', HTMLButtonElement, section);
    const input = query('input[type="file"]', HTMLInputElement, section);
    query('.import', HTMLButtonElement, section).addEventListener('click', () => input.click());
    onFilesChosen(input, ([file]) => this.#import(file));
    confirmFirst(this.#deleteAll, strings.confirmDeleteAll, () => this.#delete(deleteAllRecordings));
  }

  /** Shows what is saved now. */
  async refresh() {
    try {
      const recordings = await listRecordings();
      this.#list.replaceChildren(...recordings.map((recording) => this.#item(recording)));
      this.#deleteAll.hidden = recordings.length < 2;
      this.#status.textContent = recordings.length ? '' : this.#strings.none;
    } catch {
      this.#status.textContent = this.#strings.unavailable;
    }
  }

  /** @param {SavedRecording} recording */
  #item({ id, startedAt, durationMs, faces }) {
    const date = new Date(startedAt).toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const openButton = html('button', { type: 'button', class: 'link' }, date);
    openButton.addEventListener('click', async () => this.#onOpen(await loadRecording(id)));
    const deleteButton = html('button', { type: 'button', class: 'link' }, this.#strings.delete);
    deleteButton.setAttribute('aria-label', this.#strings.deleteOne(date));
    confirmFirst(deleteButton, this.#strings.confirmDelete, () => this.#delete(() => deleteRecording(id)));
    const about = html('span', {}, this.#strings.about(formatTime(durationMs / 1000), faces));
    return html('li', {}, openButton, about, deleteButton);
  }

  /** @param {() => Promise<void>} deleteThem */
  async #delete(deleteThem) {
    await deleteThem();
    await this.refresh();
    query('summary', HTMLElement, this.#section).focus(); // the pressed button has disappeared
  }

  /** @param {File} file */
  async #import(file) {
    try {
      const recording = parseRecording(await readJsonFile(file));
      await new RecordingWriter().save(recording);
      await this.refresh();
      this.#onOpen(recording);
    } catch (error) {
      this.#status.textContent = this.#importError(/** @type {Error} */ (error));
    }
  }

  /** Returns why a file was not imported, for the person. @param {Error & { code?: string }} error */
  #importError(error) {
    if (error instanceof ImportError) return this.#strings.importErrors[error.code](error.message);
    return error.code === 'storage-full' ? this.#strings.full : this.#strings.unavailable;
  }
}
