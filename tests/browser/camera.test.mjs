// The live page as a person before a camera meets it, in a real Chromium: what it shows, what it never does, every way a camera fails.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  VIDEO,
  astronaut,
  chooseImage,
  closeSites,
  waitForHappyFace,
  waitForMessage,
  siteWithoutCamera,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';
import { assertOnFace } from '../support/overlay.mjs';

before(openSites);
after(closeSites);

test('a person before the camera sees their expression named, live, and nothing else leaves or stays', async () => {
  await visit(siteWithCamera, {}, async (page, { requests, context }) => {
    await startCamera(page);
    await page.getByText(/^\d+ ms · \d+ frames per second$/).waitFor();
    const card = page.locator('.card');
    assert.equal((await card.locator('.card-words').textContent()).trim(), 'The expression resembles happy');
    const meters = await card.getByRole('meter').evaluateAll((all) => all.map((meter) => Number(meter.ariaValueNow)));
    assert.equal(meters.length, 7);
    const sum = meters.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - 100) <= 4, `the bars add up to ${sum} per cent`);
    await page.getByRole('status').filter({ hasText: 'resembles happy' }).waitFor({ state: 'attached' });
    assert.equal(await page.getByText(/you (feel|are) /i).count(), 0);

    // The site's own files are kept for offline use; after that nothing is asked for, and nothing is added to them.
    await page.waitForFunction(
      () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
      null,
      { timeout: 60_000 },
    );
    const cached = () =>
      page.evaluate(async () => {
        const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return all
          .flat()
          .map(({ url }) => url.split('?')[0])
          .sort();
      });
    const kept = await cached();
    const built = readdirSync(join(root, 'dist'), { recursive: true }).map(
      (path) => `${siteWithCamera.address}${path}`,
    );
    assert.deepEqual(
      kept.filter((url) => !built.includes(url)),
      [],
      'only files of the site are kept',
    );

    const asked = requests.length;
    assert.ok(
      requests.some((url) => url.endsWith('.wasm')),
      'the requests of the worker are seen',
    );
    const shifts = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const { value } of list.getEntries()) sum += value;
          }).observe({ type: 'layout-shift' });
          setTimeout(() => resolve(sum), 2000);
        }),
    );
    assert.ok(shifts < 0.001, `nothing moves while it runs, but the layout shifted by ${shifts}`);
    assert.equal(requests.length, asked, 'no request while it runs');
    assert.deepEqual(await cached(), kept, 'nothing is added while it runs');
    const stored = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
    }));
    assert.deepEqual(stored, { local: 0, session: 0, databases: 0 });
    assert.deepEqual(await context.cookies(), []);
  });
});

test('the overlay sits on the face at every size, mirrored or not', async () => {
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
        await page.waitForTimeout(300); // a few frames at the new size
        await assertOnFace(page, VIDEO, mirrored, `${width}×${height}${mirrored ? ', mirrored' : ''}`);
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `at ${width} pixels the page is ${scroll} wide`);
      }
    }
  });
});

test('stop lets go of the camera; start takes it again without a second notice', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => (window.track = document.querySelector('video').srcObject.getTracks()[0]));
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await waitForMessage(page, 'The camera is off');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.mark:not(.gone)').length), 0);
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyFace(page);
  });
});

test('stopped while it opens, the camera is released as soon as it comes', async () => {
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

test('a camera that goes away is missed in words', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => {
      window.track = document.querySelector('video').srcObject.getTracks()[0];
      window.track.dispatchEvent(new Event('ended')); // as when it is unplugged
    });
    await waitForMessage(page, 'The camera has gone');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    await page.getByRole('button', { name: 'Start again' }).click();
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

test('after a trap the recognizer starts afresh without a download, and the camera runs on', async () => {
  await visit(siteWithCamera, {}, async (page, { requests }) => {
    await startCamera(page);
    // Once the service worker has fetched what it keeps, the module too: only then do downloads tell of the recognizer.
    await page.waitForFunction(
      () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
      null,
      { timeout: 60_000 },
    );
    const downloads = () => requests.filter((url) => url.endsWith('.wasm')).length;
    const before = downloads();
    const [worker] = page.workers();
    const ended = worker.waitForEvent('close');
    await worker.evaluate(() => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
        throw new WebAssembly.RuntimeError('unreachable'); // what a panic in the module looks like from here
      };
    });
    await ended;
    await page.waitForFunction(() => document.querySelector('.card').dataset.state === 'happy');
    await page.evaluate(() => document.querySelectorAll('.box').forEach((box) => box.removeAttribute('d')));
    await page.locator('.mark:not(.gone) .box[d]').waitFor({ state: 'attached' });
    assert.equal(downloads(), before);
  });
});

test('without a camera, and where it is denied, the page says so and pictures still work', async () => {
  const denied = await openSite({ camera: 'denied' });
  try {
    for (const [site, title] of [
      [siteWithoutCamera, 'No camera found'],
      [denied, 'The camera is blocked'],
    ]) {
      await visit(site, {}, async (page) => {
        await page.getByRole('button', { name: 'I understand' }).click();
        await waitForMessage(page, title);
        await page.getByRole('button', { name: 'Try again' }).click();
        await waitForMessage(page, title);
        await chooseImage(page, astronaut);
        await waitForHappyFace(page);
      });
    }
  } finally {
    await denied.close();
  }
});

test('a busy camera, an insecure address and an old browser are named', async () => {
  const cases = {
    'The camera cannot be used just now': () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('in use', 'NotReadableError'));
    },
    'This address cannot use a camera': () => Object.defineProperty(window, 'isSecureContext', { value: false }),
  };
  for (const [title, broken] of Object.entries(cases)) {
    await visit(siteWithCamera, { prepare: (page) => page.addInitScript(broken) }, async (page) => {
      await page.getByRole('button', { name: 'I understand' }).click();
      await waitForMessage(page, title);
    });
  }
  const old = (page) => page.addInitScript(() => delete window.OffscreenCanvas);
  await visit(siteWithCamera, { prepare: old }, async (page, { requests }) => {
    await waitForMessage(page, 'This browser is too old for EmoSense');
    await page.getByText('It lacks OffscreenCanvas.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'I understand' }).isVisible(), false);
    assert.ok(!requests.some((url) => url.endsWith('.wasm')), 'nothing is fetched in vain');
  });
  const scriptless = await siteWithCamera.browser.newContext({ javaScriptEnabled: false });
  const page = await scriptless.newPage();
  await page.goto(siteWithCamera.address);
  await page.locator('noscript p').waitFor(); // Playwright's text search passes over noscript
  await scriptless.close();
});
