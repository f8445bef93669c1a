/** The button in the masthead that opens the settings, whose dialog it loads when it is first needed. */
import { query } from '../../package/ui/dom.js';
import { Settings } from './settings.js';
import { applyTheme } from './theme.js';

/** @import { SettingsDialog } from './settings-dialog.js' */
/** @import { SettingsValues } from './settings.js' */

/** @typedef {{ onChange?: (before: SettingsValues) => void, onDeleted?: () => void }} Listeners */

/**
 * Reads the settings, and lets the button of the masthead open them.
 * @param {Listeners} [listeners] called when a setting has changed, and when all that was stored is deleted
 */
export async function openableSettings({ onChange, onDeleted } = {}) {
  const settings = new Settings();
  await settings.load();
  settings.onChange = (before) => {
    applyTheme(settings.values.theme);
    onChange?.(before);
  };
  applyTheme(settings.values.theme);
  /** @type {Promise<SettingsDialog> | null} */
  let loading = null;
  const button = query('#open-settings', HTMLButtonElement);
  const failure = query('#settings-failure', HTMLElement);
  button.addEventListener('click', async () => {
    loading ??= import('./settings-dialog.js').then(({ createSettingsDialog }) =>
      createSettingsDialog(settings, onDeleted),
    );
    try {
      (await loading).open();
      failure.hidden = true;
    } catch {
      loading = null; // the next press tries again
      failure.hidden = false;
    }
  });
  button.disabled = false;
  return settings;
}
