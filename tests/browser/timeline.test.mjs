// The timeline: what it says of a moment, by mouse, finger and keyboard; its gaps; and pages whose chart cannot load.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EMOTIONS } from '../../www/package/domain/emotions.js';
import { parseRecording } from '../../www/site/recording/parse-recording.js';
import { curvesOf, sampleAt, spansOf } from '../../www/site/recording/timeline-data.js';
import { assertAccessible } from '../support/accessibility.mjs';
import { file, path as filesPath, itemOf, waitForTotal } from '../support/files-page.mjs';
import { hours, importFiles, waitForRows, writeExport } from '../support/places-page.mjs';
import { download, stopCamera, summaryOfHappyFace, waitForSeconds } from '../support/recorder-page.mjs';
import { importRecording, recordingJson } from '../support/recording-file.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';
import {
  closeSites,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

const chart = (/** @type {Page} */ page) => page.getByRole('slider', { name: 'Moment in the timeline' });
const moment = (/** @type {Page} */ page) => page.locator('.timeline-moment').innerText();

/** Returns where a moment is on the screen. @param {Page} page @param {number} seconds */
async function positionOf(page, seconds) {
  const box = await page.locator('.timeline .u-over').boundingBox();
  assert.ok(box);
  return { x: box.x + (box.width * seconds * 1000) / recordingJson.durationMs, y: box.y + box.height / 2 };
}

/** Points at a moment with the mouse. @param {Page} page @param {number} seconds */
async function point(page, seconds) {
  const { x, y } = await positionOf(page, seconds);
  await page.mouse.move(x, y);
}

test('the curves and the named spans have gaps where there was no face, and in a pause', () => {
  const recording = parseRecording(structuredClone(recordingJson));
  const content = { recording, track: recording.tracks.get(1), from: 0, to: recording.durationMs };
  const spans = spansOf(content).map(({ label, from, to }) => [label, from, to]);
  assert.deepEqual(spans, [
    ['neutral', 0, 8000],
    ['happy', 8000, 22_000],
    ['uncertain', 22_000, 25_000],
    ['angry', 25_000, 38_000],
    ['sad', 46_000, 52_100], // a pause
    ['sad', 52_100, 60_000],
  ]);
  const [seconds, ...curves] = curvesOf(content);
  for (const curve of curves) {
    const gaps = [...seconds].filter((_, index) => curve[index] === null);
    assert.deepEqual(gaps, [(37.9 + 46) / 2, 52.05]);
  }
  assert.deepEqual(
    spansOf({ ...content, from: 21_000, to: 23_000 }).map(({ label, from, to }) => [label, from, to]),
    [
      ['happy', 21_000, 22_000],
      ['uncertain', 22_000, 23_000],
    ],
  );
  assert.deepEqual(
    [-100, 0, 49, 51, 38_000, 40_000, 90_000].map((atMs) => sampleAt(content.track, atMs)),
    [0, 0, 0, 1, 379, -1, -1],
  );
});

test('the chart says what it shows at a moment, by mouse and by keyboard', async () => {
  await visit(siteWithoutCamera, { reducedMotion: 'reduce' }, async (page) => {
    await importRecording(page);
    const names = await page.locator('.timeline-legend li').allInnerTexts();
    assert.deepEqual(names, EMOTIONS);
    await page.getByText('Point at a moment to read it').waitFor();

    await point(page, 30.5);
    assert.equal(await moment(page), '0:30, angry 86%');
    assert.equal(await page.locator('.timeline-legend [data-emotion="angry"]').innerText(), 'angry\n86%');
    await point(page, 9.2);
    assert.equal(await moment(page), '0:09, happy 86% · The joke');
    await point(page, 42.5);
    assert.equal(await moment(page), '0:42, not in view');
    await point(page, 24.5);
    assert.equal(await moment(page), '0:24, unclear');
    await point(page, 30.5);
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(0, 0);
    assert.equal(await moment(page), '0:30, angry 86%', 'the chosen moment stays');

    await chart(page).press('PageUp');
    assert.equal(await chart(page).getAttribute('aria-valuetext'), '0:40, not in view');
    await chart(page).press('Home');
    await chart(page).press('ArrowRight');
    assert.equal(await chart(page).getAttribute('aria-valuetext'), '0:01, neutral 86%');
    assert.equal(await chart(page).getAttribute('aria-valuenow'), '1');
    await chart(page).press('End');
    assert.equal(await moment(page), '1:00, sad 86% · The end');
    await chart(page).press('Escape');
    await page.getByText('Point at a moment to read it').waitFor();
  });
});

test('on a phone a tap reads a moment, and the page is accessible and as wide as the screen', async () => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const options = { viewport: PHONE, hasTouch: true, isMobile: true, colorScheme, reducedMotion: 'reduce' };
    await visit(siteWithoutCamera, /** @type {{}} */ (options), async (page) => {
      await importRecording(page);
      await chart(page).scrollIntoViewIfNeeded();
      const { x, y } = await positionOf(page, 30);
      await page.touchscreen.tap(x, y);
      assert.match(await moment(page), /^0:(29|30), angry 86%$/);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
      await assertAccessible(page);
    });
  }
});

test('a moment of a running recording can be read', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await chart(page).press('Home');
    await chart(page).press('ArrowRight');
    await waitForSeconds(page, 4); // the chart goes on
    assert.match(await moment(page), /^0:01, happy \d\d%$/);
  });
});

test('a moment of a video shows its frame', async () => {
  const maker = await openVideoMaker(siteWithoutCamera);
  const video = await maker.video({ format: 'mp4', codec: 'avc', seconds: 4 });
  await visit(siteWithoutCamera, { path: filesPath }, async (page) => {
    await page.locator('#files-input').setInputFiles([file('video.mp4', video)]);
    await waitForTotal(page);
    await chart(page).press('End');
    await chart(page).press('ArrowLeft');
    const frame = itemOf(page, 'video.mp4').locator('video');
    await frame.waitFor({ timeout: 60_000 });
    const seconds = await frame.evaluate((/** @type {HTMLVideoElement} */ { currentTime }) => currentTime);
    assert.ok(seconds > 2.5 && seconds < 3.5, `the frame of ${seconds} s`);
  });
});

/** In this language uPlot throws when it is imported. */
const prepare = (/** @type {Page} */ page) =>
  page.addInitScript(() => Object.defineProperty(navigator, 'language', { get: () => 'C' }));
const FAILED = 'This browser could not load the chart. Everything else works.';

test('without the chart library a session is recorded, and saved recordings open', async () => {
  await visit(siteWithCamera, { prepare }, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await page.getByText(FAILED).waitFor();
    await stopCamera(page);
    await summaryOfHappyFace(page).waitFor();
    await download(page, 'Image');
    await importRecording(page);
    await page.getByRole('button', { name: 'Discard it' }).click(); // that of this visit
    await page.getByText('In view for 0:52.').waitFor();
  });
});

test('without the chart library videos are analyzed', async () => {
  const maker = await openVideoMaker(siteWithoutCamera);
  const video = await maker.video({ format: 'mp4', codec: 'avc', seconds: 1.5 });
  await visit(siteWithoutCamera, { path: filesPath, prepare }, async (page) => {
    await page.locator('#files-input').setInputFiles([file('video.mp4', video)]);
    await waitForTotal(page);
    assert.equal(await page.locator('.total').innerText(), '1 video.');
    await itemOf(page, 'video.mp4').getByText(FAILED).waitFor();
    await itemOf(page, 'video.mp4').getByText('Looked mostly happy').waitFor();
  });
});

test('without the chart library places are compared', async () => {
  await visit(siteWithoutCamera, { path: 'places.html', prepare }, async (page) => {
    await importFiles(page, writeExport('places-without-chart.json', hours));
    await waitForRows(page, new Set(hours.map(({ place }) => place)).size);
    await page.getByText(FAILED).waitFor();
  });
});
