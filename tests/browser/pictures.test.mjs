// What leaves the app: the picture of a recording, its way to other apps, the contact sheet, and paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { imageSize } from 'image-size';
import { shortenText, wrapText } from '../../www/site/export/canvas-text.js';
import { BADGE_RADIUS, badgePosition, boundsWithin, HALO_WIDTH } from '../../www/site/files/contact-sheet-layout.js';
import { download as downloadFile, file, path as filesPath, photo, waitForTotal } from '../support/files-page.mjs';
import { exportAs } from '../support/recorder-page.mjs';
import { importRecording } from '../support/recording-file.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';
import { closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/** @import { Context } from '../../www/site/export/canvas-text.js' */

/** Width of the recording's card in pixels, twice that of its layout. */
const CARD_WIDTH = 1520;
/** The area between the margins of A4 in landscape, in CSS pixels: wide enough for two columns on a screen. */
const PAPER = { width: 1016, height: 688 };

before(openSites);
after(closeSites);

test('the picture is a card of double resolution, always light, whatever the screen', async () => {
  /** @type {Buffer[]} */
  const pictures = [];
  for (const [colorScheme, deviceScaleFactor] of /** @type {const} */ ([
    ['light', 1],
    ['dark', 1],
    ['dark', 3],
  ])) {
    await visit(siteWithoutCamera, { colorScheme, deviceScaleFactor }, async (page) => {
      await importRecording(page);
      pictures.push(await exportAs(page, 'Image'));
    });
  }
  for (const picture of pictures) assert.equal(imageSize(picture).width, CARD_WIDTH);
  assert.ok(pictures[0].equals(pictures[1]), 'the same in the dark theme');
  assert.deepEqual(imageSize(pictures[0]), imageSize(pictures[2]));
});

test('the picture can be copied', async () => {
  const prepare = (/** @type {Page} */ _, /** @type {BrowserContext} */ context) =>
    context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(siteWithoutCamera, { prepare }, async (page) => {
    await importRecording(page);
    await page.getByRole('button', { name: 'Copy image' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const width = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await createImageBitmap(await item.getType('image/png'))).width;
    });
    assert.equal(width, CARD_WIDTH);
  });
});

test('a copy that the browser refuses is told', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      Clipboard.prototype.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
  await visit(siteWithoutCamera, { prepare }, async (page) => {
    await importRecording(page);
    await page.getByRole('button', { name: 'Copy image' }).click();
    await page.getByRole('alert').filter({ hasText: 'The file could not be made.' }).waitFor();
  });
});

test('the picture is shared as a file where the system shares files', async () => {
  // Chromium for Linux has no Web Share.
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      navigator.canShare = (data) => Boolean(data?.files?.length);
      navigator.share = async (data) => {
        window.shared = data?.files?.map(({ name, type }) => `${name} ${type}`).join();
      };
    });
  await visit(siteWithoutCamera, { prepare }, async (page) => {
    await importRecording(page);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.waitForFunction(() => window.shared);
    assert.match(await page.evaluate(() => window.shared), /^emosense-2026-11-2\d-\d\d-\d\d\.png image\/png$/);
  });
});

test('on paper the whole timeline is as wide as the page, and light', async () => {
  await visit(siteWithoutCamera, { colorScheme: 'dark' }, async (page) => {
    await importRecording(page);
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        window.printed = document.querySelectorAll('.timeline-printed').length;
      });
    });
    await page.pdf({ format: 'A4' });
    assert.equal(await page.evaluate(() => window.printed), 1, 'there is a chart for the paper');
    assert.equal(await page.locator('.timeline-printed').count(), 0, 'and only while it is printed');

    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const printed = await page.locator('.timeline-printed').boundingBox();
    assert.ok(printed && printed.x >= 0 && Math.abs(printed.width - PAPER.width) < 2, JSON.stringify(printed));
    const summary = await page.locator('#recorder .summary').boundingBox();
    assert.ok(summary && Math.abs(summary.width - PAPER.width) < 2, JSON.stringify(summary));
    const colors = () =>
      page.evaluate(() => [
        getComputedStyle(document.querySelector('#recorder h2')).color,
        getComputedStyle(document.querySelector('.timeline-legend .line')).backgroundColor,
      ]);
    const onPaper = await colors();
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    assert.deepEqual(onPaper, await colors(), 'the colors are those of the light theme');
  });
});

test('the contact sheet has videos, also without a photo', async () => {
  const maker = await openVideoMaker(siteWithoutCamera);
  const video = await maker.video({ format: 'webm', codec: 'vp9', seconds: 1.5, faces: 2 });
  await visit(siteWithoutCamera, { path: filesPath }, async (page) => {
    const sheet = page.getByRole('button', { name: 'Contact sheet' });
    await page.locator('#files-input').setInputFiles([file('video.webm', video)]);
    await waitForTotal(page);
    const ofVideo = imageSize(await downloadFile(page, sheet));
    await page.locator('#files-input').setInputFiles([photo('one.png'), photo('two.png'), photo('three.png')]);
    await page.getByText('3 photos with 3 faces and 1 video.').waitFor({ timeout: 60_000 });
    const ofAll = imageSize(await downloadFile(page, sheet));
    assert.ok(ofAll.width > ofVideo.width, 'the photos have columns of their own');
  });
});

test('boxes on the contact sheet stay within their image, and badges off their lines', () => {
  const image = { x: 40, y: 10, width: 200, height: 180 };
  const edges = [-0.3, 0, 0.02, 0.1, 0.4, 0.7, 0.9];
  for (const x of edges) {
    for (const y of edges) {
      for (const side of [0.2, 0.5, 1.2]) {
        const bounds = boundsWithin(image, { x, y, width: side, height: side });
        const name = JSON.stringify({ x, y, side, bounds });
        const half = HALO_WIDTH / 2;
        assert.ok(bounds.x - half >= image.x && bounds.y - half >= image.y, name);
        assert.ok(bounds.x + bounds.width + half <= image.x + image.width, name);
        assert.ok(bounds.y + bounds.height + half <= image.y + image.height, name);
        const [left, top] = badgePosition(image, bounds);
        for (const line of [bounds.y, bounds.y + bounds.height]) {
          assert.ok(Math.abs(top - line) > BADGE_RADIUS, `${name}: the badge is on a line`);
        }
        assert.ok(left >= image.x && left <= image.x + image.width, name);
      }
    }
  }
});

test('texts are shortened and broken to a width', () => {
  const context = /** @type {Context} */ (
    /** @type {unknown} */ ({ measureText: (/** @type {string} */ text) => ({ width: [...text].length }) })
  );
  assert.equal(shortenText(context, 'short', 5), 'short');
  assert.equal(shortenText(context, 'a long name.png', 8), 'a long …');
  assert.equal(shortenText(context, 'a long name.png', 8, 'middle'), 'a lo…png');
  assert.equal(shortenText(context, '🙂🙂🙂', 2), '🙂…');
  assert.equal(shortenText(context, 'none', 0), '');
  assert.deepEqual(wrapText(context, 'one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrapText(context, 'immeasurable', 7), ['immeas…']);
});
