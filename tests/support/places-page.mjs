// What a person does on the page of places, for its tests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Hour } from '../../www/site/places/places-store.js' */

/** Longer than a visitor must be in view to be counted, in milliseconds; see visitor-counter.js. */
const COUNTED_AFTER_MS = 1000;

/** Returns the texts of the table's rows, without those of the buttons. @param {Page} page */
export const tableRows = (page) =>
  page
    .locator('#places-table tbody tr')
    .evaluateAll((rows) =>
      /** @type {HTMLTableRowElement[]} */ (rows).map(({ cells }) =>
        [...cells].slice(0, 4).map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()),
      ),
    );

/** @param {Page} page @param {number} count */
export const waitForRows = (page, count) =>
  page.waitForFunction((expected) => document.querySelectorAll('#places-table tbody tr').length === expected, count);

/** @param {Page} page @param {string[]} files */
export const importFiles = (page, ...files) => page.locator('#import-file').setInputFiles(files);

/** Returns the running tally if it has this text. @param {Page} page @param {string | RegExp} text */
export const tallyText = (page, text) => page.locator('#tally').filter({ hasText: text });

/** @param {Page} page @param {string} place */
export async function startCounting(page, place) {
  await page.getByLabel('Where is this?').fill(place);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Start counting' }).click();
  await tallyText(page, '1 in view').waitFor({ timeout: 60_000 });
}

/** Waits until the visitor in view has been in as many frames as it takes to be counted. @param {Page} page */
export const waitUntilObserved = (page) =>
  page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
        const start = performance.now();
        const onFrame = () =>
          performance.now() - start > 2 * ms ? resolve(undefined) : video.requestVideoFrameCallback(onFrame);
        video.requestVideoFrameCallback(onFrame);
      }),
    COUNTED_AFTER_MS,
  );

/** Writes an export as another device would have made it. @param {string} name @param {Hour[]} hours */
export function writeExport(name, hours) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ format: 'emosense-places', version: 1, hours }));
  return file;
}

const today = new Date().toLocaleDateString('sv'); // Swedish dates have the form 2026-11-25.
/** A place that was visited today in three hours, and one that was visited years ago. @type {Hour[]} */
export const hours = [
  ...[9, 12, 18].map((hour, index) => ({
    device: 'a',
    place: 'Station',
    hour: `${today}T${String(hour).padStart(2, '0')}`,
    people: 40,
    happy: 8 + 10 * index,
  })),
  { device: 'a', place: 'Park', hour: '2020-05-01T12', people: 10, happy: 9 },
];
