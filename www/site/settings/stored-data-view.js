/** The part of the settings that lists what is stored on the device, and deletes it. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
import { countStored, deleteStored } from './stored-data.js';

/** @import { SettingsStrings } from '../locales/en/settings.js' */
/** @import { Settings } from './settings.js' */
/** @import { StoredData } from './stored-data.js' */

export class StoredDataView {
  element;
  #settings;
  #strings;
  #onDeleted;
  #list = html('ul');
  #hint = html('p');
  #button;
  #status = html('p', { class: 'status', role: 'status' });

  /** @param {Settings} settings @param {SettingsStrings} strings @param {() => void} onDeleted */
  constructor(settings, strings, onDeleted) {
    this.#settings = settings;
    this.#strings = strings;
    this.#onDeleted = onDeleted;
    this.#button = html('button', { type: 'button', class: 'delete-everything' }, strings.delete);
    confirmFirst(this.#button, strings.confirmDelete, () => this.#delete());
    const legend = html('legend', {}, strings.stored);
    this.element = html('fieldset', { class: 'stored' }, legend, this.#list, this.#hint, this.#button, this.#status);
  }

  /** Shows what is stored now. */
  async refresh() {
    const stored = await countStored(this.#settings);
    const kinds = /** @type {(keyof StoredData)[]} */ (Object.keys(stored)).filter((kind) => stored[kind] > 0);
    this.#list.replaceChildren(...kinds.map((kind) => html('li', {}, this.#strings.kinds[kind](stored[kind]))));
    this.#list.hidden = !kinds.length;
    this.#hint.textContent = kinds.length ? this.#strings.deleteHint : this.#strings.nothingStored;
    this.#button.hidden = !kinds.length;
  }

  async #delete() {
    const { errors, deleted } = this.#strings;
    let status = deleted;
    try {
      await deleteStored(this.#settings);
    } catch (error) {
      status = errors[/** @type {{ code?: string }} */ (error).code ?? ''] ?? errors['storage-unavailable'];
    }
    this.#status.textContent = status;
    this.#onDeleted();
    await this.refresh();
    if (this.#button.hidden) this.#focusStatus();
  }

  /** The pressed button has disappeared. */
  #focusStatus() {
    this.#status.tabIndex = -1;
    this.#status.focus();
  }
}
