// The live page without what concerns the camera: loading, images of every kind, several faces, and accessibility.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { strings } from '../../www/package/locales/en.js';
import { assertAccessible } from '../support/accessibility.mjs';
import { assertOnFace, overlayOnScreen } from '../support/overlay.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  DESKTOP,
  folder,
  makeImage,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
  waitForHappyFace,
  waitForMessage,
} from '../support/visit.mjs';

const coffee = new URL('../data/coffee.jpg', import.meta.url).pathname;
const modelConfig = JSON.parse(readFileSync(new URL('../../models/emotion.json', import.meta.url), 'utf8'));

before(openSites);
after(closeSites);

test('loading shows its progress, and a failed download can be tried again', async () => {
  let startDownload = () => {};
  const download = new Promise((resolve) => {
    startDownload = () => resolve(undefined);
  });
  let isOffline = true;
  const prepare = (page) =>
    page.route('**/*.wasm', async (route) => {
      await download;
      if (isOffline) await route.abort();
      else await route.continue();
    });
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await waitForMessage(page, strings.messages.loading.title);
    await page.getByRole('progressbar', { name: 'Download' }).waitFor();
    startDownload();
    await waitForMessage(page, strings.messages['load-failed'].title);
    isOffline = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForHappyFace(page);
  });
});

for (const [width, height, left, top, scale] of [
  [1000, 500, 500, 0, 0.9],
  [420, 1200, 10, 500, 0.8],
  [2000, 1500, 400, 200, 2.4],
]) {
  for (const viewport of [DESKTOP, PHONE]) {
    const description = `an image of ${width}×${height} pixels, ${viewport.width} pixels wide viewport`;
    test(`the overlay is on the face of ${description}`, async () => {
      const path = await makeImage({ width, height, at: [[left, top, scale]] });
      await visit(siteWithoutCamera, { viewport }, async (page) => {
        await chooseImage(page, path);
        await waitForHappyFace(page);
        await page.getByText(/^Analyzed in \d+ ms$/).waitFor();
        await assertOnFace(page, { width, height, left, top, scale }, false, description);
      });
    });
  }
}

for (const type of ['drop', 'paste']) {
  test(`an image is classified on ${type}`, async () => {
    await visit(siteWithoutCamera, {}, async (page) => {
      await page.locator('#consent:enabled').waitFor();
      await page.evaluate(
        ({ type, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], 'astronaut.png', { type: 'image/png' }));
          const event =
            type === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
          document.body.dispatchEvent(event);
        },
        { type, base64: readFileSync(astronaut, 'base64') },
      );
      await waitForHappyFace(page);
    });
  });
}

test('several faces are numbered from left to right, each in the color of its card', async () => {
  const path = await makeImage({
    width: 1100,
    height: 520,
    at: [
      [560, 4, 1],
      [20, 4, 1],
    ],
  });
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, path);
    await page.locator('.card:not([hidden])').nth(1).waitFor();
    const { marks } = await overlayOnScreen(page);
    assert.deepEqual(
      marks.map(({ number }) => number),
      ['1', '2'],
    );
    assert.ok(marks[0].corners[0][0] < marks[1].corners[0][0], 'face 1 is to the left of face 2');
    const badges = await page
      .locator('.card:not([hidden]) .badge')
      .evaluateAll((all) =>
        all.map((badge) => ({ number: badge.textContent, color: getComputedStyle(badge).backgroundColor })),
      );
    assert.deepEqual(
      badges,
      marks.map(({ number, color }) => ({ number, color })),
      'badges of the cards and marks on the image',
    );
    assert.notEqual(badges[0].color, badges[1].color);
  });
});

test('an image without a face says so', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, coffee);
    await page.getByText(strings.hints.image.none).waitFor();
  });
});

test('a face that is too small is reported in the hint and in the card', async () => {
  const path = await makeImage({ width: 900, height: 700, at: [[300, 300, 0.25]] });
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, path);
    await page.getByText(strings.hints.image['too-small']).waitFor();
    assert.equal(await page.locator('.card').first().getAttribute('data-state'), 'too-small');
  });
});

test('after a file that is not an image, an image can be chosen', async () => {
  const text = join(folder, 'text.png');
  writeFileSync(text, 'This is not an image.');
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, text);
    await waitForMessage(page, strings.messages['image-unreadable'].title);
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
  });
});

test('a large image is reduced to 4096 pixels', async () => {
  const path = await makeImage({ width: 6000, height: 3000, at: [[1500, 200, 5]], type: 'image/jpeg' });
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, path);
    await waitForHappyFace(page);
    const size = await page
      .locator('#image')
      .evaluate((/** @type {HTMLCanvasElement} */ { width, height }) => ({ width, height }));
    assert.deepEqual(size, { width: 4096, height: 2048 });
  });
});

test('choosing an image is no consent to the camera', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await page.getByRole('button', { name: 'I understand' }).waitFor();
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`accessible and large enough to touch: ${colorScheme}, ${viewport.width} pixels wide`, async () => {
      await visit(siteWithCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await page.locator('#consent:enabled').waitFor();
        await page.getByText('How reliable is it').click();
        await page
          .getByText(`${Math.round(modelConfig.privateTest.ferPlus.sixOrMore.accuracy * 100)}% of the time`)
          .waitFor();
        await assertAccessible(page);
        await startCamera(page);
        await assertAccessible(page);
        await page.getByRole('button', { name: 'Stop the camera' }).click();
        await waitForMessage(page, strings.messages.stopped.title);
        await assertAccessible(page);
        for (const button of await page.getByRole('button').all()) {
          const box = await button.boundingBox();
          assert.ok(!box || box.height >= 44, `${await button.textContent()} is ${box?.height} pixels high`);
        }
      });
    });
  }
}
