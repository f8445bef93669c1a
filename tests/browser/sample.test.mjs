// A first look without a camera: the sample photo and video, and the legend that explains a result once.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { strings } from '../../www/package/locales/en.js';
import { strings as german } from '../../www/site/locales/de/live.js';
import { strings as pageText } from '../../www/site/locales/en/live.js';
import { assertAccessible } from '../support/accessibility.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import {
  chooseImage,
  closeSites,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const coffee = new URL('../data/coffee.jpg', import.meta.url).pathname;
const sampleButton = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole('button', { name: `Sample ${name}` });
const credit = (/** @type {Page} */ page) => page.locator('.sample-credit:visible');
const isSample = (/** @type {string} */ url) => /astronaut-[\w-]+\.(jpg|mp4)$/.test(url);
const isSampleUrl = (/** @type {URL} */ { href }) => isSample(href);

before(openSites);
after(closeSites);

test('the sample photo is loaded when asked for, and says whose it is for as long as it is shown', async () => {
  await visit(siteWithoutCamera, {}, async (page, { requests }) => {
    await sampleButton(page, 'photo').waitFor();
    await waitForServiceWorker(page);
    assert.deepEqual(requests.filter(isSample), [], 'requests before the button is pressed');
    await sampleButton(page, 'photo').click();
    await waitForHappyFace(page);
    assert.equal(new Set(requests.filter(isSample)).size, 1); // by the page and by its service worker
    assert.match(await credit(page).textContent(), /^Sample photo: .*NASA, public\s+domain/);
    await page.getByRole('button', { name: 'Explain this result' }).waitFor();
    await chooseImage(page, coffee);
    await page.getByText(strings.hints.image.none).waitFor();
    assert.equal(await credit(page).count(), 0, 'the credit is gone with the sample');
  });
});

test('the sample video plays, says that it is a still photo that moves, and is not recorded', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await sampleButton(page, 'video').click();
    await waitForHappyFace(page);
    const box = page.locator('.mark .box');
    const first = await box.getAttribute('d');
    await page.waitForFunction((before) => document.querySelector('.mark .box')?.getAttribute('d') !== before, first);
    assert.match(await credit(page).textContent(), /a still photo that moves/);
    assert.match(await page.locator('#video').getAttribute('aria-label'), /a still photo that moves/);
    assert.equal(await page.getByRole('button', { name: 'Explain this result' }).isVisible(), false);
    await page.waitForFunction(() => document.querySelector('video').ended);
    assert.equal(await page.locator('.stage').getAttribute('data-shows'), 'video');
    assert.equal(await page.locator('#recorder').isVisible(), false);
  });
});

test('after the sample video the camera is the camera: its name, its recording, no credit', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await sampleButton(page, 'video').click();
    await waitForHappyFace(page);
    await page.getByRole('button', { name: 'Start the camera', exact: true }).click();
    await startCamera(page);
    await page.locator('#recorder').waitFor();
    assert.equal(await page.locator('#video').getAttribute('aria-label'), 'Your camera');
    assert.equal(await credit(page).count(), 0);
  });
});

test('a sample that does not load says so, and can be tried again', async () => {
  let isOffline = true;
  const prepare = (/** @type {Page} */ page) =>
    page.route(isSampleUrl, (route) => (isOffline ? route.abort() : route.continue()));
  await visit(siteWithoutCamera, { prepare, expectErrors: true }, async (page) => {
    await sampleButton(page, 'photo').click();
    await page.getByText(pageText.samples.failed).waitFor();
    isOffline = false;
    await sampleButton(page, 'photo').click();
    await waitForHappyFace(page);
  });
});

test('a sample that arrives late does not replace what was opened meanwhile', async () => {
  let arrive = () => {};
  const arrival = new Promise((resolve) => {
    arrive = () => resolve(undefined);
  });
  const prepare = (/** @type {Page} */ page) =>
    page.route(isSampleUrl, async (route) => {
      await arrival;
      await route.continue().catch(() => {}); // the page no longer waits
    });
  await visit(siteWithoutCamera, { prepare }, async (page) => {
    await sampleButton(page, 'photo').click();
    await page.getByText(pageText.samples.loading).waitFor();
    await chooseImage(page, coffee);
    await page.getByText(strings.hints.image.none).waitFor();
    arrive();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    assert.equal(await credit(page).count(), 0);
    await page.getByText(strings.hints.image.none).waitFor();
  });
});

test('a sample that was used works offline; the other one is not stored', async () => {
  await visit(siteWithoutCamera, {}, async (page, { context }) => {
    await waitForServiceWorker(page);
    await page.reload();
    await sampleButton(page, 'photo').click();
    await waitForHappyFace(page);
    const stored = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => url);
    });
    assert.deepEqual(
      stored.filter(isSample).map((url) => url.split('.').at(-1)),
      ['jpg'],
    );
    await context.setOffline(true);
    await page.reload();
    await sampleButton(page, 'photo').click();
    await waitForHappyFace(page);
  });
});

test('the samples stay small', () => {
  const bytesOf = (/** @type {string} */ name) => statSync(join(root, 'www/site/live/samples', name)).size;
  assert.ok(bytesOf('astronaut.jpg') <= 40_000, `${bytesOf('astronaut.jpg')} bytes`);
  assert.ok(bytesOf('astronaut.mp4') <= 150_000, `${bytesOf('astronaut.mp4')} bytes`);
});

test('the legend comes with the first face, and once it is read it stays away', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    const legend = page.getByRole('region', { name: 'How to read this' });
    await chooseImage(page, coffee);
    await page.getByText(strings.hints.image.none).waitFor();
    assert.equal(await legend.isVisible(), false, 'without a face');
    await page.reload();
    await sampleButton(page, 'photo').click();
    await legend.getByText('eyes, nose and corners of the mouth').waitFor();
    await page.getByRole('button', { name: 'Got it' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await legend.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'toggle', 'the focus is not lost');
    await page.reload();
    await sampleButton(page, 'photo').click();
    await waitForHappyFace(page);
    assert.equal(await legend.isVisible(), false, 'on the next visit');
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`samples and legend fit on a phone in German and are accessible: ${colorScheme}`, async () => {
    const options = { path: '?lang=de', viewport: PHONE, colorScheme, reducedMotion: /** @type {const} */ ('reduce') };
    await visit(siteWithoutCamera, options, async (page) => {
      await page.locator('#consent:enabled').waitFor();
      const tops = await page
        .locator('.samples button')
        .evaluateAll((all) => all.map((button) => button.getBoundingClientRect().top));
      assert.equal(new Set(tops).size, 1, 'the buttons are side by side');
      await assertAccessible(page);
      await page.getByRole('button', { name: german.html['sample-video'] }).click();
      await waitForHappyFace(page);
      await page.getByRole('region', { name: german.html.legend }).waitFor();
      await assertAccessible(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= PHONE.width, `${width} pixels wide`);
    });
  });
}
