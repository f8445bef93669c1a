// The settings: applied at once, kept for the next visit, checked when they are read, and deleted with all else.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FaceList } from '../../www/package/ui/face-list.js';
import { DEFAULT_SETTINGS } from '../../www/site/settings/settings.js';
import { assertAccessible } from '../support/accessibility.mjs';
import { openSite } from '../support/chromium.mjs';
import { openModule } from '../support/module.mjs';
import { saveSwitch, waitForSeconds } from '../support/recorder-page.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import { chooseSetting, closeSettings, openSettings, settingsDialog } from '../support/settings-page.mjs';
import {
  closeSites,
  folder,
  makeImage,
  motionJpeg,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** The site with a camera of 1280×720 pixels that shows two people. @type {Site} */
let siteWithTwo;

before(async () => {
  await openSites();
  const frame = await makeImage({
    width: 1280,
    height: 720,
    at: [
      [100, 100, 1],
      [680, 100, 1],
    ],
    type: 'image/jpeg',
  });
  const video = join(folder, 'two.mjpeg');
  writeFileSync(video, motionJpeg(readFileSync(frame)));
  siteWithTwo = await openSite({ camera: { video } });
});
after(async () => {
  await siteWithTwo?.close();
  await closeSites();
});

/** Waits until this number of faces is marked. @param {Page} page @param {number} count */
const waitForMarks = (page, count) =>
  page.waitForFunction((count) => document.querySelectorAll('.mark .box[d]').length === count, count);
/** The color of the page's ground. @param {Page} page */
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the number of faces is applied at once, and the recording goes on', async () => {
  await visit(siteWithTwo, {}, async (page) => {
    await startCamera(page);
    await waitForMarks(page, 2);
    await waitForSeconds(page, 1);
    await chooseSetting(page, 'Faces at most', '1');
    await waitForMarks(page, 1);
    await chooseSetting(page, 'Faces at most', '0');
    await waitForMarks(page, 2);
    await waitForSeconds(page, 3);
    assert.equal(await page.locator('#recorder').getAttribute('data-state'), 'recording');
  });
});

test('the resolution is applied at once, and the recording goes on', async () => {
  await visit(siteWithTwo, {}, async (page) => {
    await startCamera(page);
    const size = () => page.locator('#video').evaluate((/** @type {HTMLVideoElement} */ video) => video.videoHeight);
    assert.equal(await size(), 480);
    await waitForSeconds(page, 1);
    await chooseSetting(page, 'Resolution', '720');
    await page.waitForFunction(() => document.querySelector('video').videoHeight === 720);
    await waitForMarks(page, 2);
    await waitForSeconds(page, 2);
    assert.equal(await page.locator('#recorder').getAttribute('data-state'), 'recording');
  });
});

test('a camera that was chosen and is not connected is replaced by another one', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await page.evaluate(() => localStorage.setItem('emosense-settings', '{"camera":"unplugged"}'));
    await page.reload();
    await startCamera(page);
    await openSettings(page);
    await settingsDialog(page).getByLabel('Camera', { exact: true }).selectOption('One that is not connected');
  });
});

test('faces that stay where they are keep their numbers with another recognizer', () => {
  const list = new FaceList();
  const face = (/** @type {number} */ id, /** @type {number} */ x) =>
    /** @type {any} */ ({
      bounds: { x, y: 0, width: 100, height: 100 },
      quality: 'good',
      shownEmotion: 'happy',
      track: { id, scores: {} },
    });
  const numbers = (/** @type {any[]} */ faces) =>
    list.update(faces, false).map(({ number, face }) => [number, face.bounds.x]);
  assert.deepEqual(numbers([face(1, 0), face(2, 300)]), [
    [1, 0],
    [2, 300],
  ]);
  list.expectNewTracks();
  assert.deepEqual(numbers([face(1, 305), face(2, 5), face(3, 600)]), [
    [1, 5],
    [2, 305],
    [3, 600],
  ]);
});

test('points and labels can be hidden', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    const [points, label] = [page.locator('.mark .landmarks'), page.locator('.mark .label')];
    assert.equal(await label.isVisible(), true);
    await openSettings(page);
    await settingsDialog(page).getByRole('switch', { name: 'Points on eyes' }).click();
    await points.waitFor({ state: 'hidden' });
    assert.equal(await label.isVisible(), true);
    await settingsDialog(page).getByRole('switch', { name: 'Number and expression' }).click();
    await label.waitFor({ state: 'hidden' });
    assert.equal(await page.locator('.mark .box').isVisible(), true);
  });
});

test('the theme is applied at once on every page, and before the first paint of the next one', async () => {
  await visit(siteWithoutCamera, { colorScheme: 'light' }, async (page) => {
    const light = await ground(page);
    await chooseSetting(page, 'Theme', 'dark');
    const dark = await ground(page);
    assert.notEqual(dark, light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await chooseSetting(page, 'Theme', 'light');
    assert.equal(await ground(page), light);
    await chooseSetting(page, 'Theme', 'system');
    assert.equal(await ground(page), dark);
    await chooseSetting(page, 'Theme', 'light');
    await page.getByRole('link', { name: 'Model' }).click();
    await page.route('**/assets/*.js', () => {}); // no module runs
    await page.reload({ waitUntil: 'commit' });
    await page.locator('footer').waitFor();
    assert.equal(await ground(page), light, 'before any module runs');
  });
});

test('the language is that of the settings, on every page', async () => {
  await visit(siteWithoutCamera, { path: 'files.html?lang=fr' }, async (page) => {
    await page.getByRole('button', { name: 'Réglages' }).click();
    await page.getByRole('dialog', { name: 'Réglages' }).getByLabel('Langue').selectOption('de');
    await page.getByRole('link', { name: 'Orte' }).click();
    await page.locator('html[lang="de"]').waitFor({ state: 'attached' });
    assert.equal(new URL(page.url()).search, '');
  });
});

test('stored settings are checked one by one', async () => {
  for (const [stored, sensitivity, landmarks] of /** @type {const} */ ([
    ['{"sensitivity":7,"landmarks":false,"theme":"pink","other":1}', '0', false],
    ['{"sensitivity":0.5,"landmarks":"no"}', '0.5', true],
    ['[1', '0', true],
    ['null', '0', true],
  ])) {
    await visit(siteWithoutCamera, {}, async (page) => {
      await page.evaluate((stored) => localStorage.setItem('emosense-settings', stored), stored);
      await page.reload();
      await openSettings(page);
      assert.equal(await settingsDialog(page).getByLabel('Sensitivity').inputValue(), sensitivity, stored);
      const points = settingsDialog(page).getByRole('switch', { name: 'Points on eyes' });
      assert.equal(await points.isChecked(), landmarks, stored);
      assert.equal(await settingsDialog(page).getByLabel('Theme').inputValue(), 'system', stored);
    });
  }
});

test('without storage, the settings hold for the visit, and the dialog says so', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('', 'SecurityError');
        },
      });
    });
  await visit(siteWithoutCamera, { prepare }, async (page) => {
    await openSettings(page);
    await settingsDialog(page).getByLabel('Theme').selectOption('dark');
    await settingsDialog(page).getByText('your settings hold until you leave the page').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await settingsDialog(page).getByLabel('Language').selectOption('de');
    await page.locator('html[lang="de"]').waitFor({ state: 'attached' });
  });
});

test('everything on the device is listed and deleted, and nothing of others', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await waitForServiceWorker(page);
    await page.evaluate(async () => {
      localStorage.setItem('of-another-app', '1');
      localStorage.setItem('emosense-consent', 'yes');
      await caches.open('of-another-app');
    });
    await startCamera(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).click();
    await page.locator('.saved-list li').waitFor({ state: 'attached' });
    await chooseSetting(page, 'Theme', 'dark');
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await openSettings(page);
    for (const text of ['1 recording', 'Your consent', 'These settings', /\d+ files of this site/]) {
      await settingsDialog(page).getByRole('listitem').filter({ hasText: text }).waitFor();
    }
    const button = settingsDialog(page).locator('.delete-everything');
    await button.click();
    assert.equal(await settingsDialog(page).getByRole('listitem').count(), 4, 'it asks first');
    await button.click();
    await settingsDialog(page).getByText('Everything is deleted.').waitFor();
    await settingsDialog(page).getByText('Nothing is stored on this device.').waitFor();
    await page.locator('.saved-list li').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
    await waitUntil(page, async () => {
      const left = [
        Object.keys(localStorage),
        await caches.keys(),
        (await indexedDB.databases()).map(({ name }) => name),
        await navigator.serviceWorker.getRegistrations(),
      ];
      return JSON.stringify(left) === '[["of-another-app"],["of-another-app"],[],[]]';
    });
  });
});

for (const colorScheme of ['light', 'dark']) {
  test(`the dialog is accessible and fits a phone: ${colorScheme}`, async () => {
    await visit(siteWithoutCamera, { colorScheme, viewport: PHONE, locale: 'de-DE' }, async (page) => {
      await page.getByRole('button', { name: 'Einstellungen' }).click();
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page);
      const excess = await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      assert.equal(excess, 0);
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'open-settings');
    });
  });
}

test('the settings that cannot be loaded are said to be missing, and load with the next press', async () => {
  await visit(siteWithoutCamera, { expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await page.route('**/settings-dialog*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Settings' }).click();
    const failure = page.getByText('The settings could not be loaded.');
    await failure.waitFor();
    await page.unroute('**/settings-dialog*.js');
    await openSettings(page);
    assert.equal(await failure.isVisible(), false);
  });
});

test('the settings of a first visit are those of the recognizer', async () => {
  const page = await openModule(siteWithoutCamera);
  const { sensitivity, smoothingMs } = await page.evaluate(() => {
    const { recognizer } = /** @type {any} */ (globalThis);
    return { sensitivity: recognizer.sensitivity, smoothingMs: recognizer.smoothingMs };
  });
  await page.close();
  assert.deepEqual([DEFAULT_SETTINGS.sensitivity, DEFAULT_SETTINGS.smoothingMs], [sensitivity, smoothingMs]);
});

test('closing the settings leaves the page as it was', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await openSettings(page);
    await closeSettings(page);
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is stored unasked');
  });
});
