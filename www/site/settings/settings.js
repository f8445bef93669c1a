/** The settings of a person: checked when they are read, kept in this browser's storage, else for the visit. */

/** @import { InferOutput } from 'valibot' */
/** @typedef {InferOutput<typeof import('./settings-schema.js').settingsSchema>} SettingsValues */

/** The entry of the local storage; public/early-settings.js reads it, too. */
const KEY = 'emosense-settings';

/** @type {SettingsValues} */
export const DEFAULT_SETTINGS = {
  sensitivity: 0,
  smoothingMs: 200,
  maxFaces: 0,
  landmarks: true,
  labels: true,
  camera: '',
  resolution: 480,
  theme: 'system',
  language: '',
  keys: true,
  legendRead: false,
};

export class Settings {
  values = DEFAULT_SETTINGS;
  /** Called with what there was before, when a value has changed in this tab or in another. */
  onChange = (/** @type {SettingsValues} */ _before) => {};
  /** Whether the browser keeps the settings: false after it has refused. */
  isKept = true;

  constructor() {
    addEventListener('storage', async ({ key, newValue }) => {
      if (key === KEY || key === null) this.#replace(await parse(key && newValue));
    });
  }

  /** Whether the browser stores any settings. */
  get areStored() {
    return stored() !== null;
  }

  /** Reads what is stored. */
  async load() {
    this.values = await parse(stored());
  }

  /** Changes some values and keeps them. @param {Partial<SettingsValues>} values */
  change(values) {
    const all = { ...this.values, ...values };
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      this.isKept = false;
    }
    this.#replace(all);
  }

  /** Goes back to the values of a first visit, and keeps nothing. */
  reset() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was stored.
    }
    this.#replace(DEFAULT_SETTINGS);
  }

  /** @param {SettingsValues} values */
  #replace(values) {
    const before = this.values;
    this.values = values;
    this.onChange(before);
  }
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // this page may not store anything
  }
}

/**
 * Returns the settings of a stored text; what is wrong in it is as on a first visit. The check, with its library, is
 * loaded only for those who have changed a setting.
 * @param {string | null} text
 * @returns {Promise<SettingsValues>}
 */
async function parse(text) {
  if (text === null) return DEFAULT_SETTINGS;
  try {
    const { parseSettings } = await import('./settings-schema.js');
    return parseSettings(JSON.parse(text), DEFAULT_SETTINGS);
  } catch {
    return DEFAULT_SETTINGS;
  }
}
