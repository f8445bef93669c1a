// Several faces, one of which leaves: its number, color and name, in the cards, the tabs, the summary and the exports.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import {
  exportAs,
  openSavedRecordings,
  savedRecordings,
  stopCamera,
  waitForSeconds,
} from '../support/recorder-page.mjs';
import { closeSites, folder, makeImage, openSites, startCamera, visit } from '../support/visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** Frames of the video with both faces, and with the second one alone: 4 and 20 seconds at 30 per second. */
const FRAMES = { both: 120, one: 600 };
/** @type {Site} */
let site;

before(async () => {
  await openSites();
  const frame = (/** @type {[number, number, number][]} */ at) =>
    makeImage({ width: 640, height: 480, at, type: 'image/jpeg' });
  const both = readFileSync(
    await frame([
      [-40, 90, 0.7],
      [290, 90, 0.7],
    ]),
  );
  const one = readFileSync(await frame([[290, 90, 0.7]]));
  const video = join(folder, 'one-leaves.mjpeg');
  writeFileSync(video, Buffer.concat([...Array(FRAMES.both).fill(both), ...Array(FRAMES.one).fill(one)]));
  site = await openSite({ camera: { video } });
});
after(async () => {
  await site?.close();
  await closeSites();
});

const tabs = (/** @type {Page} */ page) =>
  page.getByRole('group', { name: 'Face in the timeline' }).getByRole('button');
const nameField = (/** @type {Page} */ page) => page.getByRole('textbox', { name: 'Name', exact: true });
/** Returns the number and the color of each badge. */
const badges = (/** @type {Page} */ page, /** @type {string} */ selector) =>
  page
    .locator(selector)
    .evaluateAll((all) => all.map((badge) => [badge.textContent, getComputedStyle(badge).backgroundColor]));

test('a face that leaves keeps its tab, its card and its number, and the other one stays where it is', async () => {
  await visit(site, {}, async (page) => {
    await startCamera(page);
    await tabs(page).nth(1).waitFor();
    const left = page.locator('.face-chooser .left');
    const before = await page.locator('#cards .card').nth(1).boundingBox();
    await left.waitFor({ timeout: 60_000 });
    assert.match(await left.innerText(), /left 0:\d\d/);
    const states = await page.locator('#cards .card').evaluateAll((all) => all.map(({ dataset }) => dataset.state));
    assert.deepEqual(states.toSorted(), ['happy', 'left']);
    assert.deepEqual(await page.locator('#cards .card').nth(1).boundingBox(), before, 'no card has moved');
    const [stays] = await page.locator('.overlay .number').allTextContents();
    assert.equal(await page.locator('#cards .card[data-state="happy"] .badge').textContent(), stays);

    await stopCamera(page);
    await page.locator('.summary-track').nth(1).waitFor();
    const inTabs = await badges(page, '.face-chooser .badge');
    assert.deepEqual(
      inTabs.map(([number]) => number),
      ['1', '2'],
    );
    assert.deepEqual((await badges(page, '.summary .badge')).toSorted(), inTabs);
    const { tracks } = JSON.parse(String(await exportAs(page, 'JSON')));
    const longest = tracks.toSorted((one, other) => other.times.length - one.times.length)[0];
    assert.equal(String(longest.id), stays, 'the face that stayed has its number in the file');
  });
});

test('a name that a face gets is kept in its tab, the summary, the files and the saved recording', async () => {
  await visit(site, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await nameField(page).fill('Anna');
    await page.keyboard.press('Enter');
    await stopCamera(page);
    await page.getByRole('heading', { name: 'Anna' }).waitFor();
    await page.getByRole('textbox', { name: 'Name of the recording' }).fill('A visit');
    await page.getByRole('button', { name: 'Save on this device' }).click();
    await page.getByText('Saved on this device.').waitFor();
    assert.deepEqual(JSON.parse(String(await exportAs(page, 'JSON'))).names[0].name, 'Anna');
    assert.match(String(await exportAs(page, 'CSV')), /,"Anna",happy,/);

    await page.reload();
    await openSavedRecordings(page);
    await savedRecordings(page).getByRole('button', { name: 'A visit' }).click();
    await page.getByRole('heading', { name: 'Anna' }).waitFor();
    await nameField(page).fill('Berta');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Berta' }).waitFor();
    await waitUntil(
      page,
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('emosense');
          opening.onsuccess = () => {
            const all = opening.result.transaction('recordings').objectStore('recordings').getAll();
            all.onsuccess = () => resolve(all.result[0].names.get(1) === 'Berta');
            opening.result.close();
          };
        }),
    );
    await page.reload();
    await openSavedRecordings(page);
    await savedRecordings(page).getByRole('button', { name: 'A visit' }).click();
    await page.getByRole('heading', { name: 'Berta' }).waitFor();
  });
});
