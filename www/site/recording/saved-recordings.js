/** The list of saved recordings: a person opens them, deletes one or all of them, and imports one from a file. */
import { formatTime } from '../../package/domain/time.js';
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { KeyedList } from '../../package/ui/keyed-list.js';
import { ImportError } from '../import/import-error.js';
import { readJsonFile } from '../import/json-file.js';
import { parseRecording } from './parse-recording.js';
import {
  deleteAllRecordings,
  deleteRecording,
  listRecordings,
  loadRecording,
  onRecordingsDeleted,
  saveRecording,
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
  /** Why what the person asked for last has failed; empty if it has not. */
  #failure = '';
  /** What there is to say about the list; empty for nothing. */
  #hint = '';

  /**
   * @param {HTMLElement} section in the page
   * @param {SavedRecordingsStrings} strings
   * @param {(recording: Recording, id: string) => void} onOpen called when a recording is to be shown
   */
  constructor(section, strings, onOpen) {
    this.#section = section;
    this.#strings = strings;
    this.#onOpen = onOpen;
    this.#list = new KeyedList(query('.saved-list', HTMLElement, section), (recording) => this.#item(recording));
    this.#status = query('.saved-status', HTMLElement, section);
    this.#deleteAll = query('.delete-all', HTMLButtonElement, section);
    const input = query('input[type="file"]', HTMLInputElement, section);
    query('.import', HTMLButtonElement, section).addEventListener('click', () => input.click());
    onFilesChosen(input, ([file]) => this.#import(file));
    onRecordingsDeleted(() => this.refresh());
    confirmFirst(this.#deleteAll, strings.confirmDeleteAll, () => this.#delete(deleteAllRecordings));
  }

  /** Shows what is saved now. */
  async refresh() {
    try {
      const recordings = await listRecordings();
      this.#list.show(recordings.map((recording) => [recording.id, recording]));
      this.#deleteAll.hidden = recordings.length < 2;
      this.#hint = recordings.length ? '' : this.#strings.none;
    } catch (error) {
      this.#hint = this.#errorText(/** @type {Error} */ (error));
    }
    this.#showStatus();
  }

  /** @param {SavedRecording} recording */
  #item({ id, startedAt }) {
    const date = new Date(startedAt).toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const openButton = html('button', { type: 'button', class: 'link' });
    openButton.addEventListener('click', () => this.#open(id));
    const deleteButton = html('button', { type: 'button', class: 'link' }, this.#strings.delete);
    deleteButton.setAttribute('aria-label', this.#strings.deleteOne(date));
    confirmFirst(deleteButton, this.#strings.confirmDelete, () => this.#delete(() => deleteRecording(id)));
    const about = html('span');
    return {
      element: html('li', {}, openButton, about, deleteButton),
      update: (/** @type {SavedRecording} */ { durationMs, faces, title }) => {
        openButton.textContent = title || date;
        const length = this.#strings.about(formatTime(durationMs / 1000), faces);
        about.textContent = title ? `${date} · ${length}` : length;
      },
    };
  }

  /** @param {string} id */
  async #open(id) {
    await this.#try(async () => {
      const recording = await loadRecording(id);
      if (recording) this.#onOpen(recording, id);
      else await this.refresh(); // another tab has deleted it
    });
  }

  /** @param {() => Promise<void>} deleteThem */
  async #delete(deleteThem) {
    await this.#try(async () => {
      await deleteThem();
      await this.refresh();
    });
    query('summary', HTMLElement, this.#section).focus(); // the pressed button has disappeared
  }

  /** @param {File} file */
  async #import(file) {
    await this.#try(async () => {
      const recording = parseRecording(await readJsonFile(file));
      const id = await saveRecording(recording);
      await this.refresh();
      this.#onOpen(recording, id);
    });
  }

  /** Runs what the person asked for; if it fails, shows why. @param {() => Promise<void>} action */
  async #try(action) {
    this.#failure = '';
    try {
      await action();
    } catch (error) {
      this.#failure = this.#errorText(/** @type {Error} */ (error));
    }
    this.#showStatus();
  }

  #showStatus() {
    this.#status.textContent = this.#failure || this.#hint;
  }

  /** Returns why an action failed, for the person. @param {Error & { code?: string }} error */
  #errorText(error) {
    if (error instanceof ImportError) return this.#strings.importErrors[error.code](error.message);
    return this.#strings.errors[error.code ?? ''] ?? this.#strings.errors['storage-unavailable'];
  }
}
