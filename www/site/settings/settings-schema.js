/** The schema of the settings as they are stored. */
import * as v from 'valibot';
import { integerFrom, numberFrom } from '../import/schema.js';
import { MAX_FACES, MAX_SMOOTHING_MS, RESOLUTIONS } from './setting-ranges.js';

/** @import { SettingsValues } from './settings.js' */

/** The longest id of a camera: browsers have 64 characters. */
const MAX_CAMERA_LENGTH = 1000;

export const settingsSchema = v.object({
  sensitivity: numberFrom(0, 1),
  smoothingMs: integerFrom(0, MAX_SMOOTHING_MS),
  /** 0 for all. */
  maxFaces: integerFrom(0, MAX_FACES),
  landmarks: v.boolean(),
  labels: v.boolean(),
  /** The id of the camera; empty for the browser's own choice. */
  camera: v.pipe(v.string(), v.maxLength(MAX_CAMERA_LENGTH)),
  /** The height of the camera's picture in pixels. */
  resolution: v.picklist(RESOLUTIONS),
  theme: v.picklist(['system', 'light', 'dark']),
  /** Its tag; empty for that of the browser. */
  language: v.picklist(['', 'en', 'de', 'fr']),
  keys: v.boolean(),
  /** Whether a person has read what frame, points and percentages mean. */
  legendRead: v.boolean(),
});

/**
 * Returns the settings, each of which is checked on its own: one that is missing or wrong has the default.
 * @param {unknown} content
 * @param {SettingsValues} defaults
 * @returns {SettingsValues}
 */
export function parseSettings(content, defaults) {
  const stored = v.safeParse(v.record(v.string(), v.unknown()), content);
  if (!stored.success) return defaults;
  const entries = Object.entries(settingsSchema.entries).map(([name, schema]) => {
    const { success, output } = v.safeParse(/** @type {v.GenericSchema} */ (schema), stored.output[name]);
    return [name, success ? output : defaults[/** @type {keyof SettingsValues} */ (name)]];
  });
  return /** @type {SettingsValues} */ (Object.fromEntries(entries));
}
