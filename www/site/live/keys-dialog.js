/** The dialog with the list of the live page's keys, and the switch that turns them off. */
import { language } from '../../package/locales/language.js';
import { html } from '../../package/ui/dom.js';
import { createSwitch } from '../settings/controls.js';
import { createDialog } from '../settings/dialog.js';

/** @import { Settings } from '../settings/settings.js' */

/** By the language's tag. @type {Record<string, () => Promise<typeof import('../locales/en/keys.js')>>} */
const LOCALES = {
  en: () => import('../locales/en/keys.js'),
  de: () => import('../locales/de/keys.js'),
  fr: () => import('../locales/fr/keys.js'),
};

/** Creates the dialog, and returns what opens it. @param {Settings} settings @returns {Promise<() => void>} */
export async function createKeysDialog(settings) {
  const { strings } = await LOCALES[language()]();
  const { element, input } = createSwitch(strings.use);
  input.addEventListener('change', () => settings.change({ keys: input.checked }));
  const list = html('dl', { class: 'keys-list' });
  for (const [key, meaning] of strings.keys) {
    list.append(html('dt', {}, html('kbd', {}, key)), html('dd', {}, meaning));
  }
  const dialog = createDialog(strings, list, html('p', {}, strings.hint), element);
  return () => {
    input.checked = settings.values.keys;
    dialog.showModal();
  };
}
