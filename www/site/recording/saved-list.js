/** The list of kept recordings: opened, deleted one by one or all, brought in from a file. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { EmotionError } from '../../package/client/error.js';
import { Recording } from './recording.js';
import { Keeper, list, open, remove, removeAll } from './recording-store.js';
import { formatTime } from '../../package/domain/time.js';

export class KeptList {
  #place;
  #words;
  #onopen;
  #list;
  #status;

  /** @param {HTMLElement} place @param {typeof import('../locales/en/live.js').words.kept} words @param {(recording: Recording) => void} onopen */
  constructor(place, words, onopen) {
    this.#words = words;
    this.#place = place;
    this.#onopen = onopen;
    this.#list = /** @type {HTMLElement} */ (place.querySelector('.kept-list'));
    this.#status = /** @type {HTMLElement} */ (place.querySelector('.kept-status'));
    const input = /** @type {HTMLInputElement} */ (place.querySelector('input[type="file"]'));
    place.querySelector('.import')?.addEventListener('click', () => input.click());
    onFilesChosen(input, ([file]) => this.#import(file));
    const all = /** @type {HTMLButtonElement} */ (place.querySelector('.remove-all'));
    confirmFirst(all, words.reallyRemoveAll, () => this.#do(removeAll));
  }

  /** Anew, from what is kept. */
  async refresh() {
    try {
      const kept = await list();
      this.#list.replaceChildren(...kept.map((one) => this.#item(one)));
      /** @type {HTMLElement} */ (this.#place.querySelector('.remove-all')).hidden = kept.length < 2;
      this.#tell(kept.length ? '' : this.#words.none);
    } catch {
      this.#tell(this.#words.unavailable);
    }
  }

  /** @param {import('./recording-store.js').Kept} kept */
  #item({ id, startedAt, durationMs, faces }) {
    const when = new Date(startedAt).toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const show = html('button', { type: 'button', class: 'link' }, when);
    show.addEventListener('click', async () => this.#onopen(await open(id)));
    const gone = html('button', { type: 'button', class: 'link' }, this.#words.remove);
    gone.setAttribute('aria-label', this.#words.removeOf(when));
    confirmFirst(gone, this.#words.reallyRemove, () => this.#do(() => remove(id)));
    return html('li', {}, show, html('span', {}, this.#words.about(formatTime(durationMs / 1000), faces)), gone);
  }

  /** @param {() => Promise<void>} action */
  async #do(action) {
    await action();
    await this.refresh();
    this.#place.querySelector('summary')?.focus(); // the button has gone
  }

  /** @param {File} file */
  async #import(file) {
    try {
      const recording = Recording.fromJson(JSON.parse(await file.text()));
      await new Keeper().keep(recording);
      await this.refresh();
      this.#onopen(recording);
    } catch (error) {
      const full = error instanceof EmotionError && error.code === 'storage-full';
      const { message } = /** @type {Error} */ (error);
      this.#tell(
        full ? this.#words.full : error instanceof SyntaxError ? this.#words.noJson : this.#words.noRecording(message),
      );
    }
  }

  /** @param {string} text */
  #tell(text) {
    this.#status.textContent = text;
  }
}
