// What a person does with the recorder of the live page, for the tests of recordings.
import { readFileSync } from 'node:fs';

/** @import { Page } from 'playwright-core' */

/** Returns the line above the timeline, with the recorded time and the current emotion. */
export const statusLine = (/** @type {Page} */ page) => page.locator('#recorder .current');
export const stopCamera = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Stop the camera' }).click();
export const saveSwitch = (/** @type {Page} */ page) => page.getByRole('switch', { name: 'Save on this device' });
export const openSavedRecordings = (/** @type {Page} */ page) => page.getByText('Saved recordings').click();
export const savedRecordings = (/** @type {Page} */ page) => page.locator('.saved-list li');
export const summaryOfHappyFace = (/** @type {Page} */ page) => page.getByText(/Looked mostly happy/);

/**
 * Starts the camera again, and discards the recording before if the page asks.
 * @param {Page} page
 * @param {string} [name] of the button that starts it
 */
export async function startAgain(page, name = 'Start the camera') {
  await page.getByRole('button', { name }).click();
  const discard = page.getByRole('button', { name: 'Discard it' });
  await discard
    .or(page.getByRole('button', { name: 'Stop the camera' }))
    .first()
    .waitFor();
  if (await discard.isVisible()) await discard.click();
}

/** Returns the recorded time that the page shows, in seconds. */
export async function recordedSeconds(/** @type {Page} */ page) {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await statusLine(page).innerText()) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

/** Waits until the recording in progress has at least this length. @param {Page} page @param {number} seconds */
export const waitForSeconds = (page, seconds) =>
  page.waitForFunction(
    (least) => {
      const text = document.querySelector('#recorder[data-state="recording"] .current')?.textContent ?? '';
      const [, minutes, rest] = /(\d+):(\d\d)/.exec(text) ?? [0, 0, 0];
      return 60 * Number(minutes) + Number(rest) >= least;
    },
    seconds,
    { timeout: 60_000 },
  );

/**
 * Presses one of the recorder's buttons, and returns the download.
 * @param {Page} page
 * @param {string} name of the button
 */
export async function download(page, name) {
  const downloading = page.waitForEvent('download');
  await page.locator('#recorder').getByRole('button', { name, exact: true }).click();
  return downloading;
}

/** Returns the content of the file that a button of the recorder downloads. @param {Page} page @param {string} name */
export async function exportAs(page, name) {
  return readFileSync(await (await download(page, name)).path());
}
