// The site as an app, from a sub-path of a plain host: installable, working with the host gone, updated without losing a session.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  waitForHappyFace,
  openSites,
  siteWithCamera,
  startCamera,
} from '../support/visit.mjs';

const dist = join(root, 'dist');
const PATH = '/some/path/';

before(openSites);
after(closeSites);

/** Serves the site below PATH and opens it. */
async function withSite(places, steps) {
  const site = await host({ [PATH]: dist, ...places });
  const context = await siteWithCamera.browser.newContext();
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', ({ message }) => wrong.push(message));
  try {
    await page.goto(`${site.address}${PATH.slice(1)}index.html`);
    await steps(page, site, context);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
    await site.close();
  }
}

/** Everything is kept once the worker is there. */
const kept = (page) =>
  page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    null,
    { timeout: 60_000 },
  );

test('the second visit works with the host gone: camera, pictures, and the other pages', async () => {
  await withSite({}, async (page, site) => {
    await kept(page);
    await site.close();
    await assert.rejects(page.request.get(`${site.address}${PATH.slice(1)}index.html`));
    await page.reload();
    await startCamera(page);
    await chooseImage(page, astronaut);
    await page.getByText(/^Analyzed in \d+ ms$/).waitFor();
    await waitForHappyFace(page);
    await page.goto(`${site.address}${PATH.slice(1)}lesson.html`);
    await page.getByRole('button', { name: 'I understand' }).click();
    await page.getByRole('heading', { name: 'Show happy' }).waitFor({ timeout: 60_000 });
    await page.goto(`${site.address}${PATH.slice(1)}`); // the folder itself
    await page.getByRole('button', { name: 'I understand' }).waitFor();
  });
});

test("one of the two small modules is kept, and nothing that only networks of one's own need", async () => {
  await withSite({}, async (page) => {
    await kept(page);
    const sizes = await page.evaluate(async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (request.url.endsWith('.wasm')) found.push((await (await cache.match(request)).arrayBuffer()).byteLength);
        }
      }
      return found;
    });
    assert.equal(sizes.length, 1);
    assert.ok(sizes[0] < 2e6);
  });
});

test('a newer version waits while a session runs, and is used when the person says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-offline-'));
  cpSync(dist, folder, { recursive: true });
  try {
    await withSite({ [PATH]: folder }, async (page) => {
      await kept(page);
      assert.equal(await page.locator('#update').isVisible(), false);
      await startCamera(page);
      // The same site with another title, as a build would make it.
      const [index, worker] = [join(folder, 'index.html'), join(folder, 'service-worker.js')];
      writeFileSync(index, readFileSync(index, 'utf8').replace(/<title[^>]*>/, '$&Newer '));
      writeFileSync(
        worker,
        readFileSync(worker, 'utf8').replace(
          /(url:`index\.html`,revision:`)\w+|("?url"?:\s*"index\.html",\s*"?revision"?:\s*")\w+/,
          '$1$2newer',
        ),
      );
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.getByText('A newer version is available.').waitFor({ timeout: 60_000 });
      await waitForHappyFace(page); // still running
      assert.match(await page.getByRole('button', { name: 'Stop the camera' }).innerText(), /Stop/);
      assert.doesNotMatch(await page.title(), /Newer/);
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Update' }).click()]);
      assert.match(await page.title(), /^Newer/);
      assert.equal(await page.locator('#update').isVisible(), false);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a picture that another app shares is read, once', async () => {
  const form = `<!doctype html><title>Share</title><form action="${PATH}share" method="post" enctype="multipart/form-data"><input type="file" name="picture"><button>Share</button></form>`;
  await withSite({ [`${PATH}form.html`]: form }, async (page, site) => {
    await kept(page);
    await page.goto(`${site.address}${PATH.slice(1)}form.html`);
    await page.locator('input').setInputFiles(astronaut);
    await page.getByRole('button', { name: 'Share' }).click();
    await waitForHappyFace(page);
    assert.equal(new URL(page.url()).search, '');
    assert.ok(!(await page.evaluate(() => caches.keys())).includes('shared-picture'));
  });
});

test('browsers find it installable, and everything that its manifest names is there', async () => {
  await withSite({}, async (page, site, context) => {
    await kept(page);
    const cdp = await context.newCDPSession(page);
    const { errors, data } = await cdp.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    assert.deepEqual(
      installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'),
      [],
    ); // as test browsers are
    const { icons, screenshots, shortcuts, start_url: start } = JSON.parse(data);
    for (const { src, sizes } of [...icons, ...screenshots]) {
      const [width, height] = await page.evaluate(async (src) => {
        const picture = await createImageBitmap(await (await fetch(src)).blob());
        return [picture.width, picture.height];
      }, src);
      assert.equal(`${width}x${height}`, sizes, src);
    }
    for (const address of [start, ...shortcuts.map(({ url }) => url)]) {
      assert.equal(
        (await page.request.get(new URL(address === './' ? 'index.html' : address, page.url()).href)).status(),
        200,
        address,
      );
    }
    assert.ok(icons.some(({ purpose }) => purpose === 'maskable'));
  });
});
