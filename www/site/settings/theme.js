/** The theme of the page: the one that a person has chosen, else that of the system. */

/** @import { SettingsValues } from './settings.js' */

const CHANGE = 'emosense-theme';
const isSystemDark = matchMedia('(prefers-color-scheme: dark)');

/** Applies a theme, to the color of the browser's own bars, too. @param {SettingsValues['theme']} theme */
export function applyTheme(theme) {
  for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll('meta[data-scheme]'))) {
    const { scheme } = meta.dataset;
    if (theme === 'system') meta.media = `(prefers-color-scheme: ${scheme})`;
    else meta.media = scheme === theme ? 'all' : 'not all';
  }
  const { dataset } = document.documentElement;
  if (theme === (dataset.theme ?? 'system')) return;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  document.dispatchEvent(new Event(CHANGE));
}

/**
 * Calls a listener when the theme has changed, by the person or by the system.
 * @param {() => void} listener
 * @param {AbortSignal} [signal] ends it
 */
export function onThemeChange(listener, signal) {
  document.addEventListener(CHANGE, listener, { signal });
  isSystemDark.addEventListener('change', listener, { signal });
}
