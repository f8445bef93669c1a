// The page without a camera's part, in a real Chromium: loading, pictures of every kind, and what axe-core checks.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  DESKTOP,
  PHONE,
  astronaut,
  chooseImage,
  closeSites,
  folder,
  waitForHappyFace,
  waitForMessage,
  siteWithoutCamera,
  openSites,
  makeImage,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';
import { assertOnFace, overlayOnScreen } from '../support/overlay.mjs';

const coffee = new URL('../data/coffee.jpg', import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const card = JSON.parse(readFileSync(new URL('../../models/emotion.json', import.meta.url), 'utf8'));

before(openSites);
after(closeSites);

test('loading shows how far it is; a failed download can be tried again', async () => {
  let deliver;
  const held = new Promise((resolve) => (deliver = resolve));
  let fail = true;
  const prepare = (page) =>
    page.route('**/*.wasm', async (route) => {
      await held;
      if (fail) await route.abort();
      else await route.continue();
    });
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await waitForMessage(page, 'Getting ready');
    await page.getByRole('progressbar', { name: 'Download' }).waitFor();
    deliver();
    await waitForMessage(page, 'The recognizer could not be loaded');
    fail = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForHappyFace(page);
  });
});

test('pictures of every shape: chosen, dropped or pasted, the overlay sits on the face', async () => {
  for (const [width, height, left, top, scale] of [
    [1000, 500, 500, 0, 0.9],
    [420, 1200, 10, 500, 0.8],
    [2000, 1500, 400, 200, 2.4],
  ]) {
    const path = await makeImage({ width, height, at: [[left, top, scale]] });
    for (const viewport of [DESKTOP, PHONE]) {
      await visit(siteWithoutCamera, { viewport }, async (page) => {
        await chooseImage(page, path);
        await waitForHappyFace(page);
        await page.getByText(/^Read in \d+ ms$/).waitFor();
        await assertOnFace(
          page,
          { width, height, left, top, scale },
          false,
          `picture ${width}×${height} at ${viewport.width}`,
        );
      });
    }
  }
  const bytes = readFileSync(astronaut, 'base64');
  for (const way of ['drop', 'paste']) {
    await visit(siteWithoutCamera, {}, async (page) => {
      await page.locator('#consent:enabled').waitFor();
      await page.evaluate(
        async ({ way, bytes }) => {
          const blob = new Blob([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], { type: 'image/png' });
          const data = new DataTransfer();
          data.items.add(new File([blob], 'astronaut.png', { type: 'image/png' }));
          const event =
            way === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
          document.body.dispatchEvent(event);
        },
        { way, bytes },
      );
      await waitForHappyFace(page);
    });
  }
});

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
    assert.ok(marks[0].corners[0][0] < marks[1].corners[0][0]);
    const badges = await page
      .locator('.card:not([hidden]) .badge')
      .evaluateAll((all) =>
        all.map((badge) => ({ number: badge.textContent, color: getComputedStyle(badge).backgroundColor })),
      );
    assert.deepEqual(
      badges,
      marks.map(({ number, color }) => ({ number, color })),
    );
    assert.notEqual(badges[0].color, badges[1].color);
  });
});

test('no face, a face too small, a file that is no picture, and one that is very large', async () => {
  const tiny = await makeImage({ width: 900, height: 700, at: [[300, 300, 0.25]] });
  const large = await makeImage({ width: 6000, height: 3000, at: [[1500, 200, 5]], type: 'image/jpeg' });
  const text = join(folder, 'text.png');
  writeFileSync(text, 'This is no picture.');
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, coffee);
    await page.getByText('No face found.').waitFor();
    await chooseImage(page, tiny);
    await page.getByText('The face is too small to read.').waitFor();
    assert.equal(await page.locator('.card').first().getAttribute('data-state'), 'too-small');
    await chooseImage(page, text);
    await waitForMessage(page, 'This file cannot be read as a picture');
    await chooseImage(page, large);
    await waitForHappyFace(page);
    const shown = await page.locator('#picture').evaluate(({ width, height }) => ({ width, height }));
    assert.deepEqual(shown, { width: 4096, height: 2048 });
    // A picture is no consent to the camera.
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await page.getByRole('button', { name: 'I understand' }).waitFor();
  });
});

test('nothing that axe-core checks is amiss: by day and night, phone and desktop', async () => {
  const faults = async (page, what) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${what}: ${id} at ${target}`));
    assert.deepEqual(found, []);
  };
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      await visit(siteWithCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        const what = `${colorScheme} ${viewport.width}`;
        await page.locator('#consent:enabled').waitFor();
        await page.getByText('How far to trust it').click();
        await page.getByText(`${Math.round(card.privateTest.accuracy * 100)} times in 100`).waitFor();
        await faults(page, `${what} notice`);
        await startCamera(page);
        await faults(page, `${what} live`);
        await page.getByRole('button', { name: 'Stop the camera' }).click();
        await faults(page, `${what} stopped`);
        for (const button of await page.getByRole('button').all()) {
          const box = await button.boundingBox();
          assert.ok(!box || box.height >= 44, `${await button.textContent()} is ${box?.height} pixels high`);
        }
      });
    }
  }
});
