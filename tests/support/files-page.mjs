// The steps of a person on the page "Photos and videos".
import { readFileSync } from 'node:fs';
import { astronaut } from './visit.mjs';

/** @import { Locator, Page } from 'playwright-core' */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} TestFile */

export const path = 'files.html';

/**
 * @param {string} name
 * @param {Buffer} buffer
 * @param {string} [mimeType]
 * @returns {TestFile}
 */
export const file = (name, buffer, mimeType = '') => ({ name, mimeType, buffer });

/** Returns the photograph as a file. @param {string} name */
export const photo = (name) => file(name, readFileSync(astronaut));

/** Chooses files with the button. @param {Page} page @param {TestFile[]} files */
export async function chooseFiles(page, files) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose photos or videos' }).click();
  await (await choosing).setFiles(files);
}

/** Drops copies of the photograph on the page. @param {Page} page @param {string[]} names */
export function dropPhotos(page, names) {
  return page.evaluate(
    ({ names, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      for (const name of names) dataTransfer.items.add(new File([bytes], name, { type: 'image/png' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    { names, base64: readFileSync(astronaut, 'base64') },
  );
}

/** Pastes a copy of the photograph. @param {Page} page @param {string} name */
export function pastePhoto(page, name) {
  return page.evaluate(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], name, { type: 'image/png' }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    { name, base64: readFileSync(astronaut, 'base64') },
  );
}

/** Waits until all files are analyzed. @param {Page} page */
export const waitForTotal = (page) => page.locator('.total:not(:empty)').waitFor({ timeout: 120_000 });

/** Returns the tile of a photo, or the row of a video. @param {Page} page @param {string} name */
export const itemOf = (page, name) =>
  page.locator('.tiles > li').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Returns the result that is shown for a file, with single spaces. @param {Page} page @param {string} name */
export async function resultText(page, name) {
  const result = itemOf(page, name).locator('.tile-results, .video-status');
  await result.scrollIntoViewIfNeeded(); // tiles far away are not rendered, so they have no text
  return (await result.innerText()).replace(/\s+/g, ' ');
}

/** Clicks an export button and returns the downloaded file. @param {Page} page @param {Locator} button */
export async function download(page, button) {
  const [downloaded] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await downloaded.path());
}
