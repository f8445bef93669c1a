// See inside, in a real Chromium: of pictures with one face and two, of the live camera and back, by keyboard, and what axe-core checks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  DESKTOP,
  PHONE,
  astronaut,
  chooseImage,
  closeSites,
  waitForHappyFace,
  siteWithoutCamera,
  openSites,
  makeImage,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const networks = new URL('../data/networks/', import.meta.url).pathname;

before(openSites);
after(closeSites);

const section = (page) => page.getByRole('region', { name: 'Inside: what the network used' });
const shown = (page) => page.locator('#inside[data-state="shown"]').waitFor();
const focused = (page) => page.evaluate(() => document.activeElement.id);

async function seeInside(page) {
  await page.getByRole('button', { name: 'See inside' }).click();
  await shown(page);
}

/** Where in the picture of what mattered the colors are the scale's brightest, as shares of its side, and how yellow the rest is. */
function brightest(page) {
  return page.locator('.inside-heat').evaluate((canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    // Green less blue: the scale's own brightness, whatever gray is below it.
    const heat = Array.from({ length: width * height }, (_, index) => data[index * 4 + 1] - data[index * 4 + 2]);
    const top = heat.reduce((best, value, index) => (value > heat[best] ? index : best), 0);
    const above = heat.slice(0, (width * height) / 2);
    return {
      x: (top % width) / width,
      y: Math.floor(top / width) / height,
      most: heat[top],
      above: Math.max(...above),
    };
  });
}

/** The mouth of every aligned crop lies at about three quarters of its height, between a third and two thirds of its width. */
function assertAtMouth({ x, y, most, above }) {
  assert.ok(x > 0.25 && x < 0.75 && y > 0.66 && y < 0.92, `the brightest place is at ${x}, ${y}`);
  assert.ok(most > above + 60, `${most} there, ${above} in the upper half`);
}

test('of a happy face the mouth mattered most: on the picture, in words, and with the scores of the card', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await seeInside(page);
    assertAtMouth(await brightest(page));
    const said = await section(page).locator('.inside-said').textContent();
    const [, from, to] =
      /^Hiding the mouth lowers “happy” from (\d+) % to (\d+) %: it mattered most\./.exec(said) ?? assert.fail(said);
    assert.ok(Number(from) > 80 && Number(to) < (Number(from) * 2) / 3, said);
    const numbers = (card) => card.locator('.bar-number').allTextContents();
    assert.deepEqual(
      await numbers(section(page).locator('.card')),
      await numbers(page.locator('#cards .card').first()),
    );
    // The network's own picture: 48 by 48, gray, and of something.
    const crop = await section(page)
      .locator('.inside-crop')
      .evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const pixels = Array.from({ length: data.length / 4 }, (_, index) => [
          ...data.subarray(index * 4, index * 4 + 4),
        ]);
        return {
          sides: [canvas.width, canvas.height],
          gray: pixels.every(([red, green, blue, alpha]) => red === green && green === blue && alpha === 255),
          shades: new Set(pixels.map(([red]) => red)).size,
        };
      });
    assert.deepEqual([crop.sides, crop.gray], [[48, 48], true]);
    assert.ok(crop.shades > 60, `${crop.shades} shades`);
    assert.equal(await page.getByRole('button', { name: 'Back to the camera' }).count(), 0);
  });
});

test('by keyboard: the heading has the focus, two faces can be chosen, Escape closes and gives the focus back', async () => {
  const path = await makeImage({
    width: 1100,
    height: 520,
    at: [
      [0, 0, 1],
      [560, 60, 0.85],
    ],
  });
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, path);
    await page.locator('#cards .card:not([hidden])').nth(1).waitFor();
    await page.getByRole('button', { name: 'See inside' }).focus();
    await page.keyboard.press('Enter');
    await shown(page);
    assert.equal(await focused(page), 'inside-heading');
    const faces = page.getByRole('group', { name: 'Which face' }).getByRole('button');
    assert.deepEqual(await faces.evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed'))), [
      'true',
      'false',
    ]);
    const first = await section(page)
      .locator('.inside-crop')
      .evaluate((canvas) => canvas.toDataURL());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await section(page).locator('.card:not([hidden]) .badge', { hasText: '2' }).waitFor();
    await shown(page);
    assert.deepEqual(await faces.evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed'))), [
      'false',
      'true',
    ]);
    assert.notEqual(
      await section(page)
        .locator('.inside-crop')
        .evaluate((canvas) => canvas.toDataURL()),
      first,
    );
    assertAtMouth(await brightest(page));
    await page.keyboard.press('Escape');
    await section(page).waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'see-inside');
  });
});

test('the camera stands still while one looks inside, and goes on after', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await seeInside(page);
    assertAtMouth(await brightest(page));
    const video = () =>
      page.locator('#video').evaluate(({ paused, srcObject, currentTime }) => ({
        paused,
        live: srcObject.getTracks()[0].readyState,
        currentTime,
      }));
    const still = await video();
    await page.waitForTimeout(400);
    assert.deepEqual(
      [still, (await video()).currentTime],
      [{ ...still, paused: true, live: 'live' }, still.currentTime],
    );
    await page.getByText(/^Read in \d+ ms$/).waitFor();
    await section(page).getByRole('button', { name: 'Back to the camera' }).click();
    await section(page).waitFor({ state: 'hidden' });
    await page.getByText(/frames a second/).waitFor();
    await waitForHappyFace(page);
    assert.equal((await video()).paused, false);
    assert.equal(await focused(page), 'see-inside');
    // Another way out: the camera is stopped.
    await seeInside(page);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.getByRole('heading', { name: 'The camera is off' }).waitFor();
    assert.equal((await section(page).count()) + (await page.getByRole('button', { name: 'See inside' }).count()), 0);
    assert.equal(await page.locator('#video').evaluate(({ srcObject }) => srcObject), null);
    // And on again, from a frame that is held.
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyFace(page);
    await page.getByText(/frames a second/).waitFor();
  });
});

test("another picture, or another network, takes it away; a network of one's own is seen into too", async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await seeInside(page);
    await page.getByText('Use a network of your own').click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose .onnx and .json' }).click();
    await (await choosing).setFiles(['rgb-nchw.onnx', 'rgb-nchw.json'].map((name) => join(networks, name)));
    await section(page).waitFor({ state: 'hidden' });
    await page.locator('#cards .bar.absent').first().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'See inside' }).waitFor();
    await seeInside(page);
    await section(page).getByText('20 × 20 pixels').waitFor();
    assert.deepEqual(await section(page).locator('.bar.absent .bar-name').allTextContents(), [
      'angry',
      'disgusted',
      'fearful',
      'surprised',
    ]);
    await chooseImage(page, astronaut);
    await section(page).waitFor({ state: 'hidden' });
  });
});

test('nothing that axe-core checks is amiss by day and night, and a phone shows all of it', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE, { width: 320, height: 640 }]) {
      await visit(siteWithCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await startCamera(page);
        await seeInside(page);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${colorScheme} ${viewport.width}: ${id} at ${target}`),
          ),
          [],
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${viewport.width}: ${wide} pixels too wide`);
        for (const button of await section(page).getByRole('button').all())
          assert.ok((await button.boundingBox()).height >= 44);
      });
    }
  }
});
