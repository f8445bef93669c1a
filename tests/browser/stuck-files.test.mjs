// Files and workers that never finish on the page "Photos and videos": they are told, and the next file is read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { file, itemOf, path, photo, resultText, waitForTotal } from '../support/files-page.mjs';
import { astronaut, closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { TestFile } from '../support/files-page.mjs' */

/** Videos of one face in which one byte is changed, so that the demuxer goes round in circles. */
const STUCK_VIDEOS = ['stuck.mkv', 'stuck.webm', 'stuck.mp4'];

before(openSites);
after(closeSites);

const stuck = (/** @type {string} */ name) =>
  file(name, readFileSync(new URL(`../data/files/${name}`, import.meta.url)));
const setFiles = (/** @type {Page} */ page, /** @type {TestFile[]} */ files) =>
  page.locator('#files-input').setInputFiles(files);
const waitForWork = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.waitForFunction((name) => {
    const item = [...document.querySelectorAll('.tiles > li')].find((item) => item.textContent?.includes(name));
    return item instanceof HTMLElement && item.dataset.state === 'analyzing';
  }, name);

test('videos on which the decoder works without end are damaged, and the next file is read', async (t) => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [...STUCK_VIDEOS.map(stuck), photo('after.png')]);
    await waitForTotal(page);
    for (const name of STUCK_VIDEOS) {
      await t.test(name, async () => assert.match(await resultText(page, name), /file is damaged/));
    }
    assert.match(await resultText(page, 'after.png'), /looks happy/);
  });
});

test('Stop ends a video on which the decoder works without end, and it waits', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [stuck('stuck.mkv'), photo('after.png')]);
    await waitForWork(page, 'stuck.mkv');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: 0 of 2 analyzed.').waitFor({ timeout: 5000 });
    assert.equal(await itemOf(page, 'stuck.mkv').getAttribute('data-state'), 'waiting');
  });
});

test('after Clear the next files are read, whatever the decoder did', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [stuck('stuck.mkv')]);
    await waitForWork(page, 'stuck.mkv');
    await page.getByRole('button', { name: 'Remove all' }).click();
    await setFiles(page, [photo('after.png')]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'after.png'), /looks happy/);
  });
});

test('a video that is removed while the decoder works on it is let go, and can be brought back', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [stuck('stuck.mkv'), photo('after.png')]);
    await waitForWork(page, 'stuck.mkv');
    await page.getByRole('button', { name: 'Remove stuck.mkv' }).click();
    await waitForTotal(page);
    assert.match(await resultText(page, 'after.png'), /looks happy/);
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await itemOf(page, 'stuck.mkv').getAttribute('data-state'), 'waiting', 'not failed');
  });
});

test('a worker for images that dies silently is missed, and a new one reads the next file', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [photo('before.png')]);
    await waitForTotal(page);
    for (const worker of page.workers()) {
      await worker.evaluate(() => self.name.includes('image-worker') && close());
    }
    await setFiles(page, [photo('missed.png'), photo('after.png')]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'missed.png'), /damaged/);
    assert.match(await resultText(page, 'after.png'), /looks happy/);
  });
});

test('a worker whose script could not be loaded is started again with the next file', async () => {
  const prepare = (/** @type {Page} */ page) => page.route('**/image-worker-*', (route) => route.abort());
  await visit(siteWithoutCamera, { path, prepare, expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await setFiles(page, [photo('before.png')]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'before.png'), /Part of this page could not be loaded/);
    await page.unroute('**/image-worker-*');
    await setFiles(page, [photo('after.png')]);
    await page.locator('.tile[data-state="done"]').waitFor();
    assert.match(await resultText(page, 'after.png'), /looks happy/);
  });
});

test('a contact sheet that cannot be drawn is told', async () => {
  const prepare = (/** @type {Page} */ page) => page.route('**/contact-sheet-worker-*.js', (route) => route.abort());
  await visit(siteWithoutCamera, { path, prepare, expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await setFiles(page, [photo('photo.png')]);
    await waitForTotal(page);
    await page.locator('#contact-sheet').click();
    await page.locator('.error').getByText('Part of this page could not be loaded.').waitFor();
  });
});

test('while the part for videos cannot be loaded, a video says so, and a photo is read', async () => {
  const prepare = (/** @type {Page} */ page) => page.route('**/video-item-*.js', (route) => route.abort());
  await visit(siteWithoutCamera, { path, prepare, expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await setFiles(page, [file('video.mp4', readFileSync(astronaut), 'video/mp4'), photo('after.png')]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'video.mp4'), /Part of this page could not be loaded/);
    assert.match(await resultText(page, 'after.png'), /looks happy/);
    await page.unroute('**/video-item-*.js');
    await setFiles(page, [file('again.mp4', readFileSync(astronaut), 'video/mp4')]);
    await page.getByText('This is not a video').waitFor();
  });
});
