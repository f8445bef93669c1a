/** What the settings mean for the live page: the options of the recognizer and of the camera, and what is drawn. */
import { cameraSize } from '../settings/setting-ranges.js';

/** @import { SettingsValues } from '../settings/settings.js' */

/** @type {(keyof SettingsValues)[]} */
const RECOGNIZER = ['sensitivity', 'smoothingMs', 'maxFaces'];
/** @type {(keyof SettingsValues)[]} */
const CAMERA = ['camera', 'resolution'];

/** Returns the options of the client. @param {SettingsValues} settings */
export function recognizerOptions({ sensitivity, smoothingMs, maxFaces }) {
  return { sensitivity, smoothingMs, maxFaces: maxFaces || undefined };
}

/** Returns what the camera is asked for. @param {string} deviceId @param {SettingsValues} settings */
export function cameraChoice(deviceId, { resolution }) {
  return { deviceId, size: cameraSize(resolution) };
}

/** Shows or hides the points and the labels. @param {HTMLElement} stage @param {SettingsValues} settings */
export function showDrawn(stage, { landmarks, labels }) {
  stage.classList.toggle('no-landmarks', !landmarks);
  stage.classList.toggle('no-labels', !labels);
}

/** Returns what a change concerns. @param {SettingsValues} before @param {SettingsValues} now */
export function changeOf(before, now) {
  const differs = (/** @type {keyof SettingsValues} */ name) => before[name] !== now[name];
  return { recognizer: RECOGNIZER.some(differs), camera: CAMERA.some(differs) };
}
