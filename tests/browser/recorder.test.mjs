// The recorder as a person uses it: timeline, pause, notes, several faces, summary and exports.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { countChartPixels } from '../support/chart-pixels.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  download,
  exportAs,
  recordedSeconds,
  statusLine,
  stopCamera,
  waitForSeconds,
} from '../support/recorder-page.mjs';
import {
  closeSites,
  folder,
  makeImage,
  motionJpeg,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

before(openSites);
after(closeSites);

/** Returns how many pixels of the chart have the color of happy. */
const happyPixels = (/** @type {Page} */ page) => countChartPixels(page.locator('.timeline').first(), 'happy');

test('during a recording the timeline and the current emotion are shown', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    assert.match(await statusLine(page).innerText(), /now happy · mostly happy, \d+%/);
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
    await statusLine(page).filter({ hasText: 'now happy' }).waitFor();
    const resumed = await recordedSeconds(page);
    assert.ok(resumed <= paused + 1, `paused at ${paused} s, resumed at ${resumed} s`);
    await stopCamera(page);
    const { durationMs, pauses } = JSON.parse((await exportAs(page, 'JSON')).toString());
    assert.equal(pauses.length, 1);
    assert.ok(pauses[0].durationMs >= 2500, `a pause of ${pauses[0].durationMs} ms`);
    assert.ok(durationMs < (resumed + 2) * 1000, `${durationMs} ms, resumed at ${resumed} s`);
  });
});

test('at the end there is a summary with notes, which can be exported and printed', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 4); // long enough for 15 samples on a busy machine
    await page.getByRole('textbox', { name: 'Note for this moment' }).fill('A smile');
    await page.keyboard.press('Enter');
    await stopCamera(page);
    const summary = page.locator('#recorder .summary');
    await summary.getByText(/Looked mostly happy/).waitFor();
    assert.match(await summary.getByRole('row').nth(1).innerText(), /happy\s+\d+%/);
    assert.match(await summary.locator('.summary-notes').innerText(), /0:0\d A smile/);
    const pixels = await happyPixels(page);
    assert.ok(pixels > 20, `${pixels} pixels of the chart have the color of happy`);

    const { tracks, notes } = JSON.parse((await exportAs(page, 'JSON')).toString());
    const [{ times, named, scores }] = tracks;
    const happy = named.filter((/** @type {string} */ label) => label === 'happy');
    assert.ok(times.length >= 15, `${times.length} samples`);
    assert.ok(happy.length > 10, `${happy.length} happy samples`);
    for (const emotion of EMOTIONS) assert.equal(scores[emotion].length, times.length, `scores of ${emotion}`);
    assert.equal(notes[0].text, 'A smile');
    const lines = (await exportAs(page, 'CSV')).toString().trim().split('\r\n');
    assert.equal(lines.length, 1 + times.length + 1, 'a header, the samples and the note');
    assert.equal((await exportAs(page, 'Image')).subarray(1, 4).toString(), 'PNG');
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

      await stopCamera(page);
      await second.click();
      assert.deepEqual(await pressed(), ['false', 'true'], 'in the summary');
      assert.equal(await page.locator('.summary-track').count(), 2);
      const { tracks } = JSON.parse((await exportAs(page, 'JSON')).toString());
      assert.deepEqual(tracks.map(({ id }) => id).sort(), [1, 2]);
    });
  } finally {
    await site.close();
  }
});
