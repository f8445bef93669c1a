// The limits of what comes from outside, on every way into the site: pixels, bytes, requests; nothing is decoded first.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dist } from '../../www/build/paths.mjs';
import { MAX_REQUEST_BYTES } from '../../www/package/domain/limits.js';
import { chooseFiles, file, path as filesPath, resultText, waitForTotal } from '../support/files-page.mjs';
import { host } from '../support/host.mjs';
import { createPng } from '../support/image-files.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  folder,
  openSites,
  siteWithoutCamera,
  visit,
  waitForHappyFace,
  waitForMessage,
} from '../support/visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @import { Page } from 'playwright-core' */

/** A small file that states 20,000 × 20,000 pixels: decoded it takes 1.6 GB. */
const bomb = createPng({ width: 20_000, height: 20_000, bits: 1, colorType: 0, rows: Buffer.alloc(100) });

before(openSites);
after(closeSites);

test('the live page refuses an image of too many pixels', async () => {
  const path = join(folder, 'bomb.png');
  writeFileSync(path, bomb);
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, path);
    await waitForMessage(page, 'This image is too large');
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
  });
});

test('the page of files refuses a JPEG that states a second, larger size', async () => {
  const jpeg = readFileSync(new URL('../data/coffee.jpg', import.meta.url));
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0x4e, 0x20, 0x4e, 0x20, 1, 1, 0x11, 0]);
  await visit(siteWithoutCamera, { path: filesPath }, async (page) => {
    await chooseFiles(page, [file('two sizes.jpg', Buffer.concat([jpeg, frame]))]);
    await waitForTotal(page);
    assert.match(
      await resultText(page, 'two sizes.jpg'),
      /^This image is too large to open here: 20000 × 20000 pixels/,
    );
  });
});

test('the element refuses an image of too many pixels from a URL', async () => {
  await visit(siteWithoutCamera, { path: 'example-plain.html', expectErrors: true }, async (page) => {
    const code = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const element = document.createElement('emo-sense');
      const failed = new Promise((resolve) => {
        element.addEventListener('error', (/** @type {CustomEvent} */ { detail }) => resolve(detail.code));
      });
      element.setAttribute('src', URL.createObjectURL(new Blob([bytes], { type: 'image/png' })));
      element.setAttribute('autostart', '');
      document.body.append(element);
      return failed;
    }, bomb.toString('base64'));
    assert.equal(code, 'frame-too-large');
  });
});

/** Opens the site at its own address, with a page that shares a form, as any other website can. */
async function withSharing(/** @type {(page: Page, address: string) => Promise<void>} */ steps) {
  const form =
    '<!doctype html><title>Share</title><form action="/share" method="post" enctype="multipart/form-data">' +
    '<input type="file" name="image"><button>Share</button></form>';
  const site = await host({ '/': dist, '/form.html': form });
  const page = await siteWithoutCamera.browser.newPage();
  try {
    await page.goto(`${site.address}index.html`);
    await waitForServiceWorker(page);
    await steps(page, site.address);
  } finally {
    await page.context().close();
    await site.close();
  }
}

/** @param {Page} page @param {string} address @param {Buffer} buffer */
async function share(page, address, buffer) {
  await page.goto(`${address}form.html`);
  await page.locator('input').setInputFiles({ name: 'shared.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('alert').waitFor();
}

const isStored = (/** @type {Page} */ page) => page.evaluate(() => caches.has('shared-image'));

test('a shared image is analyzed only if the person wants it', async () => {
  await withSharing(async (page, address) => {
    await share(page, address, readFileSync(astronaut));
    await page.getByText('Another app or website shared a photo. Analyze it?').waitFor();
    assert.equal(await isStored(page), false, 'the page has taken it');
    assert.notEqual(await page.evaluate(() => document.body.dataset.view), 'session', 'nothing is analyzed');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    assert.ok(await page.locator('#shared').isHidden());
    await share(page, address, readFileSync(astronaut));
    await page.getByRole('button', { name: 'Analyze', exact: true }).click();
    await waitForHappyFace(page);
  });
});

test('a shared file that is too large is not stored, and the page says so', async () => {
  await withSharing(async (page, address) => {
    await share(page, address, Buffer.alloc(MAX_REQUEST_BYTES + 1));
    await page.getByText('The shared photo could not be opened.').waitFor();
    assert.equal(await isStored(page), false);
  });
});

test('an image that was shared with no visible page is not stored, and a left one is deleted', async () => {
  await withSharing(async (page, address) => {
    await page.evaluate(() => {
      const form = new FormData();
      form.append('image', new File([new Uint8Array(10)], 'hidden.png', { type: 'image/png' }));
      return fetch('share', { method: 'POST', body: form });
    });
    assert.equal(await isStored(page), false);
    await page.evaluate(async () => (await caches.open('shared-image')).put('/', new Response('left')));
    await page.goto(`${address}index.html`);
    await page.locator('#consent:enabled').waitFor();
    await waitUntil(page, async () => !(await caches.has('shared-image')));
  });
});

test('the REST API refuses an image of too many pixels, and reads no body that is too long', async () => {
  await withSharing(async (page) => {
    const classify = (/** @type {number[]} */ bytes, /** @type {number} */ zeros) =>
      page.evaluate(
        async ({ bytes, zeros }) => {
          const body = new Blob([Uint8Array.from(bytes), new Uint8Array(zeros)], { type: 'image/png' });
          const response = await fetch('api/v1/classify', { method: 'POST', body });
          return [response.status, (await response.json()).error.code];
        },
        { bytes, zeros },
      );
    assert.deepEqual(await classify([...bomb], 0), [413, 'frame-too-large']);
    assert.deepEqual(await classify([], MAX_REQUEST_BYTES + 1), [413, 'image-too-large']);
  });
});

test('the cache of assets has only this version of the module for custom models, once', async () => {
  const [folderOfModule] = /assets\/custom-models-\w+\//.exec(readFileSync(join(dist, 'service-worker.js'), 'utf8'));
  await withSharing(async (page) => {
    const urls = () => page.evaluate(async () => (await (await caches.open('assets')).keys()).map(({ url }) => url));
    const script = `${folderOfModule}worker.js`;
    await page.evaluate(async (url) => {
      for (const query of ['?1', '?2', '']) await (await fetch(url + query)).blob();
    }, script);
    await waitUntil(page, async () => (await (await caches.open('assets')).keys()).length > 0);
    assert.deepEqual(await urls(), [new URL(script, page.url()).href]);

    await page.evaluate(async () => {
      await (await caches.open('assets')).put('assets/custom-models-of-before/worker.js', new Response(''));
      await (await navigator.serviceWorker.ready).unregister();
    });
    await page.reload();
    await waitForServiceWorker(page);
    await waitUntil(page, async () => (await (await caches.open('assets')).keys()).length === 1);
    assert.deepEqual(await urls(), [new URL(script, page.url()).href]);
  });
});
