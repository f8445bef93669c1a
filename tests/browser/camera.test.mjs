// The live page with a camera: what it shows, what it never does, and every way in which a camera fails.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { assertOnFace } from '../support/overlay.mjs';
import { startAgain } from '../support/recorder-page.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  openSites,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  VIDEO,
  visit,
  waitForHappyFace,
  waitForMessage,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** The number of results during which nothing may be requested or shift. */
const RESULTS = 20;

/** Waits until two results are drawn: the first may be of a frame from before. */
async function waitForNewResults(/** @type {Page} */ page) {
  for (let count = 0; count < 2; count++) {
    await page.evaluate(() => {
      for (const box of document.querySelectorAll('.box')) box.removeAttribute('d');
    });
    await page.locator('.mark .box[d]').waitFor({ state: 'attached' });
  }
}

before(openSites);
after(closeSites);

test('shows the expression of the person before the camera', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.getByText(/^\d+ ms · \d+ frames per second$/).waitFor();
    const card = page.locator('.card');
    assert.equal((await card.locator('.card-words').textContent())?.trim(), 'Looks happy');
    const meters = await card.getByRole('meter').evaluateAll((all) => all.map((meter) => Number(meter.ariaValueNow)));
    assert.equal(meters.length, 7);
    const sum = meters.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - 100) <= 4, `the bars sum to ${sum} percent`);
    await page.getByRole('status').filter({ hasText: 'The face looks happy.' }).waitFor({ state: 'attached' });
    assert.equal(await page.getByText(/you (feel|are) /i).count(), 0, 'it says nothing about feelings');
  });
});

/** Returns the URLs in all caches of the site. */
const cachedUrls = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const urls = requests.flat().map(({ url }) => url.split('?')[0]);
    return urls.sort();
  });

test('requests and stores nothing while the camera is on, and does not shift', async () => {
  await visit(siteWithCamera, {}, async (page, { requests, context }) => {
    await startCamera(page);
    await waitForServiceWorker(page);
    const cached = await cachedUrls(page);
    const built = readdirSync(join(root, 'dist'), { recursive: true });
    const ownUrls = built.map((path) => `${siteWithCamera.address}${path}`);
    const foreign = cached.filter((url) => !ownUrls.includes(url));
    assert.deepEqual(foreign, [], 'cached files that are not of the site');
    assert.ok(
      requests.some((url) => url.endsWith('.wasm')),
      'the requests of the worker are recorded, too',
    );

    const requestsBefore = requests.length;
    const shift = await page.evaluate(async (results) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) sum += value;
      });
      observer.observe({ type: 'layout-shift' });
      const box = document.querySelector('.box');
      for (let count = 0; count < results; count++) {
        await new Promise((resolve) => new MutationObserver(resolve).observe(box, { attributes: true }));
      }
      return sum;
    }, RESULTS);
    assert.ok(shift < 0.001, `the layout shifted by ${shift}`);
    assert.equal(requests.length, requestsBefore, 'number of requests');
    assert.deepEqual(await cachedUrls(page), cached, 'cached files');
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'entries in the local storage');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'entries in the session storage');
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [], 'databases');
    assert.deepEqual(await context.cookies(), [], 'cookies');
  });
});

test('the overlay is on the face at every size, mirrored or not', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    const mirror = page.getByRole('switch', { name: 'Mirrored' });
    for (const mirrored of [true, false]) {
      await mirror.setChecked(mirrored);
      for (const [width, height] of [
        [1280, 800],
        [1440, 900],
        [900, 500],
        [390, 844],
        [844, 390],
        [320, 640],
      ]) {
        await page.setViewportSize({ width, height });
        await waitForNewResults(page);
        await assertOnFace(page, VIDEO, mirrored, `${width}×${height}${mirrored ? ', mirrored' : ''}`);
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `at ${width} pixels the page is ${scroll} wide`);
      }
    }
  });
});

test('stopping releases the camera; starting again needs no second consent', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => {
      const stream = /** @type {MediaStream} */ (document.querySelector('video').srcObject);
      window.track = stream.getTracks()[0];
    });
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await waitForMessage(page, 'The camera is off');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.mark').length), 0);
    await startAgain(page);
    await waitForHappyFace(page);
  });
});

test('a camera that opens after it was stopped is released at once', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        await new Promise((resolve) => (window.allow = resolve)); // the person takes their time
        window.track = stream.getTracks()[0];
        return stream;
      };
    });
  await visit(siteWithCamera, { prepare }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await waitForMessage(page, 'Waiting for the camera');
    await page.waitForFunction(() => window.allow);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.evaluate(() => window.allow());
    await page.waitForFunction(() => window.track?.readyState === 'ended');
    await waitForMessage(page, 'The camera is off');
  });
});

test('a disconnected camera is reported', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => {
      const stream = /** @type {MediaStream} */ (document.querySelector('video').srcObject);
      window.track = stream.getTracks()[0];
      window.track.dispatchEvent(new Event('ended')); // as when it is unplugged
    });
    await waitForMessage(page, 'Camera disconnected');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    await startAgain(page, 'Start again');
    await waitForHappyFace(page);
  });
});

test('the keyboard alone starts and stops the camera', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
    for (let presses = 0; (await focused()) !== 'I understand – start the camera'; presses++) {
      assert.ok(presses < 30, 'the button can be reached');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await waitForHappyFace(page);
    assert.equal(await focused(), 'Stop the camera');
    await page.keyboard.press('Space');
    await waitForMessage(page, 'The camera is off');
    assert.equal(await focused(), 'Start the camera');
  });
});

test('after a trap the recognizer restarts without a download, and the camera stays on', async () => {
  await visit(siteWithCamera, {}, async (page, { requests }) => {
    await startCamera(page);
    await waitForServiceWorker(page); // it downloads the module, too, which would be counted below
    const downloads = () => requests.filter((url) => url.endsWith('.wasm')).length;
    const before = downloads();
    const [worker] = page.workers();
    const ended = worker.waitForEvent('close');
    await worker.evaluate(() => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
        throw new WebAssembly.RuntimeError('unreachable'); // a panic of the module is such an error
      };
    });
    await ended;
    await page.waitForFunction(
      () => /** @type {HTMLElement} */ (document.querySelector('.card'))?.dataset.state === 'happy',
    );
    await waitForNewResults(page);
    assert.equal(downloads(), before, 'number of downloads');
  });
});

test('after the worker could not be loaded once, "Try again" loads it', async () => {
  const script = /\/worker-[\w-]{8}\.js$/;
  const prepare = (/** @type {Page} */ page) => page.route(script, (route) => route.abort());
  await visit(siteWithCamera, { prepare, expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await waitForMessage(page, 'The model could not be loaded');
    await page.unroute(script);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForHappyFace(page);
  });
});

/** Opens the page, tries to start the camera twice, and chooses an image instead. */
async function tryCamera(/** @type {Site} */ site, /** @type {string} */ title) {
  await visit(site, {}, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await waitForMessage(page, title);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForMessage(page, title);
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
  });
}

test('a missing camera is reported, and images still work', () => tryCamera(siteWithoutCamera, 'No camera found'));

test('a denied camera is reported, and images still work', async () => {
  const denied = await openSite({ camera: 'denied' });
  try {
    await tryCamera(denied, 'The camera is blocked');
  } finally {
    await denied.close();
  }
});

for (const [title, simulate] of Object.entries({
  'The camera is not available': () => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('in use', 'NotReadableError'));
  },
  'No camera at this address': () => {
    Object.defineProperty(window, 'isSecureContext', { value: false });
  },
})) {
  test(`the page says: ${title}`, async () => {
    const prepare = (/** @type {Page} */ page) => page.addInitScript(simulate);
    await visit(siteWithCamera, { prepare }, async (page) => {
      await page.getByRole('button', { name: 'I understand' }).click();
      await waitForMessage(page, title);
    });
  });
}

test('an old browser is reported, and the module is not downloaded', async () => {
  const prepare = (/** @type {Page} */ page) => page.addInitScript(() => delete window.OffscreenCanvas);
  await visit(siteWithCamera, { prepare }, async (page, { requests }) => {
    await waitForMessage(page, 'This browser is too old for EmoSense');
    await page.getByText('It lacks OffscreenCanvas.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'I understand' }).isVisible(), false);
    const downloads = requests.filter((url) => url.endsWith('.wasm'));
    assert.deepEqual(downloads, []);
  });
});

test('a browser without JavaScript gets a message', async () => {
  const context = await siteWithCamera.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(siteWithCamera.address);
  await page.locator('noscript p').waitFor(); // Playwright's search for text ignores noscript
  await context.close();
});
