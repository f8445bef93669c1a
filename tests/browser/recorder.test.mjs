// The recorder as a person uses it: timeline, pause, notes, summary and exports; saving, import and deletion.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  closeSites,
  folder,
  makeImage,
  motionJpeg,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

before(openSites);
after(closeSites);

const current = (/** @type {Page} */ page) => page.locator('#recorder .current');
const stop = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Stop the camera' }).click();
const saveSwitch = (/** @type {Page} */ page) => page.getByRole('switch', { name: 'Save on this device' });
const openSavedRecordings = (/** @type {Page} */ page) => page.getByText('Saved recordings').click();
const savedRecordings = (/** @type {Page} */ page) => page.locator('.saved-list li');
const summaryOfHappyFace = (/** @type {Page} */ page) => page.getByText(/Looked mostly happy/);

/** Returns the recorded time that the page shows, in seconds. */
async function recordedSeconds(/** @type {Page} */ page) {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await current(page).innerText());
  return 60 * Number(minutes) + Number(seconds);
}

/** Waits until the page shows at least this recorded time. @param {Page} page @param {number} seconds */
const waitForSeconds = (page, seconds) =>
  page.waitForFunction(
    (least) => {
      const { textContent } = document.querySelector('#recorder .current');
      const [, minutes, rest] = /(\d+):(\d\d)/.exec(textContent) ?? [0, 0, 0];
      return 60 * Number(minutes) + Number(rest) >= least;
    },
    seconds,
    { timeout: 60_000 },
  );

/** Presses one of the recorder's buttons, and returns the file that it downloads. @param {Page} page @param {string} name */
async function download(page, name) {
  const downloading = page.waitForEvent('download');
  await page.locator('#recorder').getByRole('button', { name, exact: true }).click();
  return downloading;
}

/** Returns the content of the file that a button of the recorder downloads. @param {Page} page @param {string} name */
async function exported(page, name) {
  return readFileSync(await (await download(page, name)).path());
}

/** Returns how many pixels of the chart have the color of happy. */
const happyPixels = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const timeline = document.querySelector('.timeline');
    const probe = document.createElement('span');
    probe.style.color = 'var(--happy)';
    timeline.append(probe);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const color = context.getImageData(0, 0, 1, 1).data;
    const canvas = timeline.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const distance = [0, 1, 2].reduce((sum, channel) => sum + Math.abs(data[at + channel] - color[channel]), 0);
      if (distance < 30 && data[at + 3] > 200) count++;
    }
    return count;
  });

test('during a recording the timeline and the current emotion are shown', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    assert.match(await current(page).innerText(), /now happy · mostly happy, \d+ %/);
    const pixels = await happyPixels(page);
    assert.ok(pixels > 20, `${pixels} pixels of the chart have the color of happy`);
  });
});

test('the time of a pause does not count', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await recordedSeconds(page);
    await page.waitForTimeout(2500); // the length of the pause, which would show if it counted
    await page.getByRole('button', { name: 'Resume' }).click();
    await current(page).filter({ hasText: 'now happy' }).waitFor();
    const resumed = await recordedSeconds(page);
    assert.ok(resumed <= paused + 1, `paused at ${paused} s, resumed at ${resumed} s`);
    await stop(page);
    const { durationMs } = JSON.parse((await exported(page, 'JSON')).toString());
    assert.ok(durationMs < (resumed + 2) * 1000, `${durationMs} ms, resumed at ${resumed} s`);
  });
});

test('at the end there is a summary with notes, which can be exported and printed', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await page.getByRole('textbox', { name: 'Note for this moment' }).fill('A smile');
    await page.keyboard.press('Enter');
    await stop(page);
    const summary = page.locator('#recorder .summary');
    await summary.getByText(/Looked mostly happy/).waitFor();
    assert.match(await summary.getByRole('row').nth(1).innerText(), /happy\s+\d+ %/);
    assert.match(await summary.locator('.summary-notes').innerText(), /0:0\d A smile/);
    const pixels = await happyPixels(page);
    assert.ok(pixels > 20, `${pixels} pixels of the chart have the color of happy`);

    const { tracks, notes } = JSON.parse((await exported(page, 'JSON')).toString());
    const [{ times, named, scores }] = tracks;
    const happy = named.filter((/** @type {string} */ label) => label === 'happy');
    assert.ok(times.length >= 15, `${times.length} samples`);
    assert.ok(happy.length > 10, `${happy.length} happy samples`);
    for (const emotion of EMOTIONS) assert.equal(scores[emotion].length, times.length, `scores of ${emotion}`);
    assert.equal(notes[0].text, 'A smile');
    const lines = (await exported(page, 'CSV')).toString().trim().split('\r\n');
    assert.equal(lines.length, 1 + times.length + 1, 'a header, the samples and the note');
    assert.equal((await exported(page, 'Image')).subarray(1, 4).toString(), 'PNG');
    for (const name of ['JSON', 'CSV', 'Image']) {
      const file = (await download(page, name)).suggestedFilename();
      assert.match(file, /^emosense-20\d\d-\d\d-\d\d-\d\d-\d\d\.(csv|json|png)$/);
    }

    await assertAccessible(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#stage').isVisible(), false, 'the stage is not printed');
    assert.equal(await summary.isVisible(), true, 'the summary is printed');
  });
});

test('each of two faces has its timeline, during the recording and in the summary', async () => {
  const frame = await makeImage({
    width: 640,
    height: 480,
    at: [
      [-40, 90, 0.7],
      [290, 90, 0.7],
    ],
    type: 'image/jpeg',
  });
  const video = join(folder, 'two-faces.mjpeg');
  writeFileSync(video, motionJpeg(readFileSync(frame)));
  const site = await openSite({ camera: { video } });
  try {
    await visit(site, {}, async (page) => {
      await startCamera(page);
      const chooser = page.getByRole('group', { name: 'Face in the timeline' });
      const pressed = () =>
        chooser.getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.ariaPressed));
      const second = chooser.getByRole('button', { name: 'Face 2' });
      await second.waitFor();
      await waitForSeconds(page, 2);
      assert.deepEqual(await pressed(), ['true', 'false'], 'at first');
      await second.focus();
      await page.keyboard.press('Enter');
      await waitForSeconds(page, (await recordedSeconds(page)) + 1); // the chart is drawn several times until then
      assert.deepEqual(await pressed(), ['false', 'true'], 'after choosing the second face');
      const isFocused = await second.evaluate((button) => document.activeElement === button);
      assert.ok(isFocused, 'the button keeps the focus');
      const pixels = await happyPixels(page);
      assert.ok(pixels > 20, `${pixels} pixels of the chart have the color of happy`);

      await stop(page);
      await page.locator('.summary-track').nth(1).getByRole('button', { name: 'Show timeline' }).click();
      const inSummary = page.locator('.summary [aria-pressed]');
      assert.deepEqual(
        await inSummary.evaluateAll((buttons) => buttons.map((button) => button.ariaPressed)),
        ['false', 'true'],
        'in the summary',
      );
      assert.equal(await page.locator('.summary-track').count(), 2);
      assert.equal(await chooser.isVisible(), false, 'the chooser is hidden');
      const { tracks } = JSON.parse((await exported(page, 'JSON')).toString());
      assert.deepEqual(tracks.map(({ id }) => id).sort(), [1, 2]);
    });
  } finally {
    await site.close();
  }
});

test('a recording is not saved unless a person asks for it', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await stop(page);
    await openSavedRecordings(page);
    await page.getByText('None yet.').waitFor();
    assert.equal(await savedRecordings(page).count(), 0);
  });
});

test('a saved recording survives a crash of its tab', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    const crashing = await context.newPage();
    await crashing.goto(page.url());
    await startCamera(crashing);
    await saveSwitch(crashing).check();
    await waitForSeconds(crashing, 7);
    const session = await context.newCDPSession(crashing);
    const crashed = crashing.waitForEvent('crash');
    session.send('Page.crash').catch(() => {}); // it is never answered
    await crashed;

    await page.reload();
    await openSavedRecordings(page);
    await savedRecordings(page).first().waitFor();
    const [, seconds] = /0:(\d\d), 1 face/.exec(await savedRecordings(page).innerText());
    assert.ok(Number(seconds) >= 2, `${seconds} s of 7 s are saved; at most 5 s may be lost`);
    await savedRecordings(page).getByRole('button').first().click();
    await summaryOfHappyFace(page).waitFor();
  });
});

/** Records and saves a second. */
async function saveRecording(/** @type {Page} */ page) {
  await startCamera(page);
  await saveSwitch(page).check();
  await waitForSeconds(page, 1);
  await stop(page);
  await summaryOfHappyFace(page).waitFor();
  await openSavedRecordings(page);
  await savedRecordings(page).first().waitFor();
}

/** @param {Page} page @param {string} file */
const importFile = (page, file) => page.locator('#saved-recordings input[type="file"]').setInputFiles(file);

/** @param {Page} page @param {number} count */
const waitForSavedRecordings = (page, count) =>
  page.waitForFunction((count) => document.querySelectorAll('.saved-list li').length === count, count);

test('an exported recording can be imported, and another file is refused', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await saveRecording(page);
    const file = join(folder, 'recording.json');
    await (await download(page, 'JSON')).saveAs(file);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    const other = join(folder, 'other.json');
    writeFileSync(other, '{"format": "something"}');
    await importFile(page, other);
    await page.getByText('This file is not an EmoSense recording: expected the format').waitFor();
    writeFileSync(other, '{ format }');
    await importFile(page, other);
    await page.getByText('This file is not valid JSON.').waitFor();
  });
});

test('recordings are deleted one by one or all together, after a second press', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await saveRecording(page);
    const file = join(folder, 'recording.json');
    await (await download(page, 'JSON')).saveAs(file);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    const deleteButton = page.getByRole('button', { name: /^Delete the recording/ }).first();
    await deleteButton.click();
    assert.equal(await savedRecordings(page).count(), 2, 'the first press only asks');
    await deleteButton.click();
    await waitForSavedRecordings(page, 1);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Really delete all?' }).click();
    await page.getByText('None yet.').waitFor();
  });
});

test('when the storage is full the page says so, the recording continues, and saved ones stay', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    await startCamera(page);
    await saveSwitch(page).check();
    await waitForSeconds(page, 2);
    await stop(page);
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 1);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(siteWithCamera.address);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyFace(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).click(); // not check(): the switch turns itself off again
    await page.getByRole('alert').filter({ hasText: 'This device’s storage is full.' }).waitFor();
    assert.equal(await saveSwitch(page).isChecked(), false);
    await waitForSeconds(page, (await recordedSeconds(page)) + 1);
    await stop(page);
    await summaryOfHappyFace(page).waitFor();
    await openSavedRecordings(page);
    await page.locator('.saved-list li button').nth(-2).click(); // the oldest: the browser may have begun a second one
    await summaryOfHappyFace(page).waitFor();
    const { durationMs } = JSON.parse((await exported(page, 'JSON')).toString());
    assert.ok(durationMs >= 2000, `${durationMs} ms`);
  });
});

test('when the browser has no storage the page says so, and the recording continues', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).click(); // not check(): the switch turns itself off again
    await page.getByRole('alert').filter({ hasText: 'This browser saves nothing for this page' }).waitFor();
    await stop(page);
    await summaryOfHappyFace(page).waitFor();
  });
});
