// Videos on the page "Photos and videos": every container and codec, stopping, damaged files, exports, accessibility.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { countChartPixels } from '../support/chart-pixels.mjs';
import { download, file, itemOf, path, photo, resultText, waitForTotal } from '../support/files-page.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';
import { closeSites, openSites, PHONE, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { TestFile } from '../support/files-page.mjs' */

/** @type {Awaited<ReturnType<typeof openVideoMaker>>} */
let maker;

before(async () => {
  await openSites();
  maker = await openVideoMaker(siteWithoutCamera);
});
after(closeSites);

const setFiles = (/** @type {Page} */ page, /** @type {TestFile[]} */ files) =>
  page.locator('#files-input').setInputFiles(files);
const summaryText = (/** @type {Page} */ page, /** @type {string} */ name) =>
  itemOf(page, name).locator('.summary').textContent();
const exportFile = (/** @type {Page} */ page, /** @type {string} */ name, /** @type {string} */ button) =>
  download(page, itemOf(page, name).getByRole('button', { name: button, exact: true }));

/** Returns how many pixels of a video's chart have the color of happy. */
const happyPixels = (/** @type {Page} */ page, /** @type {string} */ name) =>
  countChartPixels(itemOf(page, name).locator('.timeline'), 'happy');

test('analyzes videos of every container and codec, between photos', async (t) => {
  const videos = {
    'h264.mp4': await maker.video({ format: 'mp4', codec: 'avc', seconds: 4 }),
    'vp9.webm': await maker.video({ format: 'webm', codec: 'vp9', seconds: 2, faces: 2 }),
    'vp8.mkv': await maker.video({ format: 'mkv', codec: 'vp8', seconds: 1.5 }),
    'av1.mp4': await maker.video({ format: 'mp4', codec: 'av1', seconds: 1.5 }),
    'portrait.mov': await maker.video({ format: 'mov', codec: 'avc', seconds: 1.5, rotation: 90 }),
    'upside down.mp4': await maker.video({ format: 'mp4', codec: 'avc', seconds: 1.5, rotation: 180 }),
    'recorded.webm': await maker.recorded(), // has an alpha channel, as the canvas that was recorded
  };
  await visit(siteWithoutCamera, { path }, async (page) => {
    const videoFiles = Object.entries(videos).map(([name, bytes]) => file(name, bytes));
    await setFiles(page, [photo('before.png'), ...videoFiles, photo('after.png')]);
    await waitForTotal(page);
    await t.test('the total', async () =>
      assert.equal(await page.locator('.total').innerText(), '2 photos with 2 faces and 7 videos.'),
    );
    for (const name of Object.keys(videos)) await t.test(name, () => assertAnalyzed(page, name));
    await t.test('the JSON file has a sample for each tenth of a second', () => assertJson(page));
    await t.test('the CSV file has a line for each sample', () => assertCsv(page));
    await t.test('the chart as an image', async () => {
      assert.equal((await exportFile(page, 'h264.mp4', 'Image')).subarray(1, 4).toString(), 'PNG');
    });
    await t.test('the tracks of each video start from 1', async () => {
      const { tracks } = JSON.parse((await exportFile(page, 'vp9.webm', 'JSON')).toString());
      assert.deepEqual(
        tracks.map((/** @type {{ id: number }} */ { id }) => id),
        [1, 2],
      );
    });
    await t.test('the timeline of another face', async () => {
      const choice = itemOf(page, 'vp9.webm').getByRole('button', { name: 'Show timeline' }).nth(1);
      await choice.click();
      assert.equal(await choice.getAttribute('aria-pressed'), 'true');
    });
  });
});

/** @param {Page} page @param {string} name */
async function assertAnalyzed(page, name) {
  assert.match(await resultText(page, name), /^0:0\d long, analyzed at \d+\.\d× real-time speed\.$/);
  assert.match(await summaryText(page, name), /Looked mostly happy/);
  const pixels = await happyPixels(page, name);
  assert.ok(pixels > 20, `the chart has ${pixels} pixels in the color of happy`);
  const size = await itemOf(page, name)
    .locator('img')
    .evaluate((/** @type {HTMLImageElement} */ { naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]);
  assert.deepEqual(size, [480, 360], 'the thumbnail is upright');
}

/** @param {Page} page */
async function assertJson(page) {
  const recording = JSON.parse((await exportFile(page, 'h264.mp4', 'JSON')).toString());
  assert.equal(recording.format, 'emosense-recording');
  assert.equal(recording.version, 1);
  assert.equal(recording.durationMs, 3900);
  assert.equal(recording.tracks.length, 1);
  const [track] = recording.tracks;
  assert.deepEqual(
    track.times.slice(-20),
    Array.from({ length: 20 }, (_, index) => 2000 + 100 * index),
  );
  assert.equal(track.named.at(-1), 'happy');
}

/** @param {Page} page */
async function assertCsv(page) {
  const { tracks } = JSON.parse((await exportFile(page, 'h264.mp4', 'JSON')).toString());
  const lines = (await exportFile(page, 'h264.mp4', 'CSV')).toString().trimEnd().split('\r\n');
  assert.equal(lines[0], '\ufeffseconds,face,name,emotion,angry,disgusted,fearful,happy,neutral,sad,surprised,note');
  assert.equal(lines.length, tracks[0].times.length + 1);
  assert.match(lines.at(-1), /^3\.9,1,,happy,/);
}

test('stops a long video, keeps its results, and analyzes the next one on request', async () => {
  const long = await maker.video({ format: 'mp4', codec: 'avc', seconds: 60 });
  const short = await maker.video({ format: 'webm', codec: 'vp8', seconds: 1.5 });
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [file('long.mp4', long), file('short.webm', short)]);
    const longVideo = itemOf(page, 'long.mp4');
    await longVideo.getByText(/^0:\d\d of 1:00 · \d+\.\d× real-time speed$/).waitFor({ timeout: 60_000 });
    const { value, max } = await page
      .getByRole('progressbar', { name: 'Progress of long.mp4' })
      .evaluate((/** @type {HTMLProgressElement} */ bar) => ({ value: bar.value, max: bar.max }));
    assert.ok(value > 0, 'the progress bar moves');
    assert.ok(Math.abs(max - 60_000) < 200, `the progress bar ends at ${max}`);
    assert.ok((await happyPixels(page, 'long.mp4')) > 5, 'the timeline grows during the analysis');

    await page.getByRole('button', { name: 'Stop' }).click();
    await longVideo.getByText(/^Stopped at 0:\d\d of 1:00\. These are the results up to there\.$/).waitFor();
    assert.match(await summaryText(page, 'long.mp4'), /Looked mostly happy/);
    const { tracks, durationMs } = JSON.parse((await exportFile(page, 'long.mp4', 'JSON')).toString());
    assert.ok(durationMs > 300 && durationMs < 59_000, `the recording has ${durationMs} ms`);
    assert.ok(tracks[0].times.length > 3, `the track has ${tracks[0].times.length} samples`);
    assert.equal(await resultText(page, 'short.webm'), 'Waiting');

    await page.getByRole('button', { name: 'Analyze the remaining file' }).click();
    await itemOf(page, 'short.webm')
      .getByText(/^0:0[12] long/)
      .waitFor({ timeout: 60_000 });
  });
});

test('removes a video during its analysis, and analyzes the next file at once', async () => {
  const long = await maker.video({ format: 'mp4', codec: 'avc', seconds: 60 });
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(page, [file('long.mp4', long)]);
    await itemOf(page, 'long.mp4')
      .getByText(/ of 1:00 /)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Remove all' }).click();
    await setFiles(page, [photo('next.png')]);
    await waitForTotal(page);
    assert.equal(await page.locator('.total').innerText(), '1 photo with 1 face.');
  });
});

test('says why a video cannot be analyzed, and continues with the others', async (t) => {
  const whole = await maker.video({ format: 'mp4', codec: 'avc', seconds: 3, indexFirst: true });
  const indexLast = await maker.video({ format: 'mp4', codec: 'avc', seconds: 1 });
  const truncate = (/** @type {Buffer} */ bytes) => bytes.subarray(0, Math.round(bytes.length * 0.6));
  const noise = Buffer.concat([whole.subarray(0, 4000), Buffer.alloc(20_000, 7)]);
  /** @type {[TestFile, RegExp][]} */
  const cases = [
    [file('sound.webm', await maker.sound()), /^This file has sound, but no video\.$/],
    [file('phone.mp4', await maker.hevc()), /^This browser cannot play H\.265 \(HEVC\) video\./],
    [file('truncated.mp4', truncate(whole)), /^The file is damaged after 0:01\. These are the results up to there\.$/],
    [file('no index.mp4', truncate(indexLast)), /^This video file is damaged or incomplete/],
    [file('noise.mp4', noise), /^This video file is damaged or incomplete/],
    [file('text.mp4', Buffer.from('This is plain text.')), /^This is not a video that can be opened here/],
    [file('empty.mov', Buffer.alloc(0)), /^This file is empty\.$/],
    [file('whole.mp4', whole), /^0:03 long/],
  ];
  await visit(siteWithoutCamera, { path }, async (page) => {
    await setFiles(
      page,
      cases.map(([testFile]) => testFile),
    );
    await waitForTotal(page);
    for (const [{ name }, text] of cases) {
      await t.test(name, async () => assert.match(await resultText(page, name), text));
    }
    await t.test('the summary of the truncated video', async () =>
      assert.match(await summaryText(page, 'truncated.mp4'), /Looked mostly happy/),
    );
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const viewport of [PHONE, { width: 320, height: 640 }]) {
    test(`is accessible and fits the width with a video: ${colorScheme}, ${viewport.width} pixels`, async () => {
      const bytes = await maker.video({ format: 'mp4', codec: 'avc', seconds: 2, faces: 2 });
      const options = { path, colorScheme, viewport, reducedMotion: /** @type {const} */ ('reduce') };
      await visit(siteWithoutCamera, options, async (page) => {
        await setFiles(page, [file('two.mp4', bytes)]);
        await waitForTotal(page);
        await assertAccessible(page);
        const overflowing = await page.evaluate(() =>
          [...document.querySelectorAll('.video *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth)
            .map(({ className, tagName }) => `${tagName} ${className}`),
        );
        assert.deepEqual(overflowing, [], 'elements that extend beyond the window');
      });
    });
  }
}
