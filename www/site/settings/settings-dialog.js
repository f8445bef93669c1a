/** The dialog with all settings, and with what is stored on the device. */
import { language } from '../../package/locales/language.js';
import { LANGUAGES } from '../../package/locales/messages.js';
import { listCameras } from '../../package/session/camera-list.js';
import { html } from '../../package/ui/dom.js';
import { createField, createSlider, createSwitch } from './controls.js';
import { createDialog } from './dialog.js';
import { cameraSize, MAX_FACES, MAX_SMOOTHING_MS, RESOLUTIONS } from './setting-ranges.js';
import { StoredDataView } from './stored-data-view.js';

/** @import { SettingsStrings } from '../locales/en/settings.js' */
/** @import { Settings, SettingsValues } from './settings.js' */

/** By the language's tag. @type {Record<string, () => Promise<{ strings: SettingsStrings }>>} */
const LOCALES = {
  en: () => import('../locales/en/settings.js'),
  de: () => import('../locales/de/settings.js'),
  fr: () => import('../locales/fr/settings.js'),
};

/**
 * Creates the dialog, in the language of the page.
 * @param {Settings} settings
 * @param {() => void} [onDeleted] called when all that was stored is deleted
 */
export async function createSettingsDialog(settings, onDeleted) {
  const { strings } = await LOCALES[language()]();
  return new SettingsDialog(settings, strings, onDeleted);
}

export class SettingsDialog {
  #settings;
  #strings;
  #storedData;
  #dialog;
  #camera = html('select');
  #cameraHint = html('p');
  #notKept = html('p', { class: 'not-kept', role: 'status' });
  /** What shows the settings as they are now, one for each control. @type {((values: SettingsValues) => void)[]} */
  #updates = [];

  /** @param {Settings} settings @param {SettingsStrings} strings @param {() => void} [onDeleted] */
  constructor(settings, strings, onDeleted) {
    this.#settings = settings;
    this.#strings = strings;
    this.#storedData = new StoredDataView(settings, strings, () => {
      this.#show();
      onDeleted?.();
    });
    this.#dialog = createDialog(
      strings,
      this.#notKept,
      this.#group(strings.appearance, this.#theme(), this.#language()),
      this.#group(strings.recognition, this.#sensitivity(), this.#smoothing(), this.#maxFaces()),
      this.#group(strings.drawn, ...this.#switches()),
      this.#group(strings.camera, this.#cameras(), this.#resolution()),
      this.#storedData.element,
    );
  }

  open() {
    this.#show();
    this.#storedData.refresh();
    this.#listCameras();
    this.#dialog.showModal();
  }

  #show() {
    for (const update of this.#updates) update(this.#settings.values);
  }

  /** @param {Partial<SettingsValues>} values */
  #change(values) {
    this.#settings.change(values);
    this.#show();
    this.#notKept.textContent = this.#settings.isKept ? '' : this.#strings.notKept;
    this.#storedData.refresh();
  }

  /** @param {string} name @param {HTMLElement[]} fields */
  #group(name, ...fields) {
    return html('fieldset', {}, html('legend', {}, name), ...fields);
  }

  #theme() {
    const { theme, themes } = this.#strings;
    const select = this.#select('theme', Object.entries(themes));
    return createField(theme, select);
  }

  #language() {
    const { language: label, browserLanguage, languageHint } = this.#strings;
    const names = Object.entries(LANGUAGES).map(([tag, { name }]) => [tag, name]);
    const select = this.#select('language', [['', browserLanguage], ...names]);
    for (const option of select.options) if (option.value) option.lang = option.value;
    select.addEventListener('change', () => this.#reload());
    return createField(label, select, languageHint);
  }

  /** Opens the page in the language that was chosen; where nothing is kept, the address names it. */
  #reload() {
    const { isKept, values } = this.#settings;
    const url = new URL(location.href);
    url.searchParams.delete('lang');
    if (!isKept && values.language) url.searchParams.set('lang', values.language);
    if (url.href === location.href) location.reload();
    else location.href = url.href;
  }

  #cameras() {
    const { whichCamera, cameraHint } = this.#strings;
    this.#camera.addEventListener('change', () => this.#change({ camera: this.#camera.value }));
    this.#updates.push(({ camera }) => (this.#camera.value = camera));
    return createField(whichCamera, this.#camera, cameraHint, this.#cameraHint);
  }

  async #listCameras() {
    const { anyCamera, missingCamera, cameraNumber } = this.#strings;
    const { camera } = this.#settings.values;
    const cameras = await listCameras().catch(() => []);
    const options = cameras.map(({ deviceId, label }, index) => new Option(label || cameraNumber(index + 1), deviceId));
    const known = options.filter(({ value }) => value); // before a person has allowed one, browsers hide the ids
    this.#cameraHint.hidden = known.length > 0;
    if (camera && !known.some(({ value }) => value === camera)) known.push(new Option(missingCamera, camera));
    this.#camera.replaceChildren(new Option(anyCamera, ''), ...known);
    this.#camera.value = camera;
  }

  #resolution() {
    const names = RESOLUTIONS.map((height) => {
      const size = cameraSize(height);
      return [String(height), `${size.width} × ${size.height}`];
    });
    const select = this.#select('resolution', names, Number);
    return createField(this.#strings.resolution, select, this.#strings.resolutionHint);
  }

  #switches() {
    return /** @type {const} */ (['landmarks', 'labels']).map((name) => {
      const { element, input } = createSwitch(this.#strings[name]);
      input.addEventListener('change', () => this.#change({ [name]: input.checked }));
      this.#updates.push((values) => (input.checked = values[name]));
      return element;
    });
  }

  #sensitivity() {
    const { sensitivity, decimal, sensitivityMeaning } = this.#strings;
    const slider = createSlider(sensitivity, { max: 1, step: 0.05 }, (value) => [
      decimal(value),
      sensitivityMeaning(value),
    ]);
    slider.onChange = (value) => this.#change({ sensitivity: value });
    this.#updates.push((values) => slider.show(values.sensitivity));
    return slider.element;
  }

  #smoothing() {
    const { smoothing, smoothingMeaning, seconds } = this.#strings;
    const slider = createSlider(smoothing, { max: MAX_SMOOTHING_MS, step: 100 }, (value) => [
      seconds(value / 1000),
      smoothingMeaning(value),
    ]);
    slider.onChange = (value) => this.#change({ smoothingMs: value });
    this.#updates.push((values) => slider.show(values.smoothingMs));
    return slider.element;
  }

  #maxFaces() {
    const { maxFaces, allFaces, maxFacesHint } = this.#strings;
    const counts = Array.from({ length: MAX_FACES }, (_, index) => [String(index + 1), String(index + 1)]);
    return createField(maxFaces, this.#select('maxFaces', [['0', allFaces], ...counts], Number), maxFacesHint);
  }

  /**
   * Creates the list from which the value of a setting is chosen.
   * @param {keyof SettingsValues} setting
   * @param {string[][]} options the value and the name of each
   * @param {(text: string) => string | number} [parse]
   */
  #select(setting, options, parse = String) {
    const select = html('select', {}, ...options.map(([value, name]) => new Option(name, value)));
    select.addEventListener('change', () => this.#change({ [setting]: parse(select.value) }));
    this.#updates.push((values) => (select.value = String(values[setting])));
    return select;
  }
}
