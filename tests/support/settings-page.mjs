// What a person does with the settings of a page, for the tests of the settings.

/** @import { Page } from 'playwright-core' */

export const settingsDialog = (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'Settings' });

/** Opens the settings. @param {Page} page */
export async function openSettings(page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await settingsDialog(page).waitFor();
}

/** Closes the settings. @param {Page} page */
export const closeSettings = (page) => settingsDialog(page).getByRole('button', { name: 'Close' }).click();

/** Opens the settings, chooses in a list, and closes them. @param {Page} page @param {string} name @param {string} value */
export async function chooseSetting(page, name, value) {
  await openSettings(page);
  await settingsDialog(page).getByLabel(name, { exact: true }).selectOption(value);
  await closeSettings(page);
}
