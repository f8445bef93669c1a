// The site as an installed app, in a subfolder of a static host: offline, updated; its manifest.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dist } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  openSites,
  siteWithCamera,
  startCamera,
  waitForHappyFace,
} from '../support/visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */
/**
 * @typedef {object} HostedSite
 * @property {string} url of the site's folder
 * @property {() => Promise<unknown>} close ends the host
 */

const PATH = '/some/path/';

before(openSites);
after(closeSites);

/**
 * Serves the site below PATH and opens it. Fails on uncaught errors.
 * @param {Record<string, string>} routes in addition to the built site
 * @param {(page: Page, site: HostedSite, context: BrowserContext) => Promise<void>} steps
 */
async function withSite(routes, steps) {
  const server = await host({ [PATH]: dist, ...routes });
  const url = `${server.address}${PATH.slice(1)}`;
  const context = await siteWithCamera.browser.newContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  try {
    await page.goto(`${url}index.html`);
    await steps(page, { url, close: server.close }, context);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    await server.close();
  }
}

/** Loads the site, and ends its host. @param {Page} page @param {HostedSite} site */
async function goOffline(page, site) {
  await waitForServiceWorker(page);
  await site.close();
  await assert.rejects(page.request.get(`${site.url}index.html`), 'the host is gone');
}

test('the live page works offline, with the camera and with a photo', async () => {
  await withSite({}, async (page, site) => {
    await goOffline(page, site);
    await page.reload();
    await startCamera(page);
    await chooseImage(page, astronaut);
    await page.getByText(/in \d+ ms$/).waitFor();
    await waitForHappyFace(page);
  });
});

test('the lesson works offline', async () => {
  await withSite({}, async (page, site) => {
    await goOffline(page, site);
    await page.goto(`${site.url}lesson.html`);
    await page.getByRole('button', { name: 'I understand' }).click();
    await page.getByRole('heading', { name: 'Look happy' }).waitFor({ timeout: 60_000 });
  });
});

test('the folder itself works offline', async () => {
  await withSite({}, async (page, site) => {
    await goOffline(page, site);
    await page.goto(site.url);
    await page.getByRole('button', { name: 'I understand' }).waitFor();
  });
});

test('only one of the WebAssembly modules is cached', async () => {
  await withSite({}, async (page) => {
    await waitForServiceWorker(page);
    const sizes = await page.evaluate(async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (!request.url.endsWith('.wasm')) continue;
          const response = await cache.match(request);
          found.push((await response.arrayBuffer()).byteLength);
        }
      }
      return found;
    });
    assert.equal(sizes.length, 1);
    assert.ok(sizes[0] < 2e6, `${sizes[0]} bytes, more than the module for the built-in model has`);
  });
});

test('a first visit is told of no update, although its service worker takes over before the page hears of it', async () => {
  // As in WebKit, which sets the controller before it dispatches `statechange`.
  await withSite({}, async (_page, site) => {
    const context = await siteWithCamera.browser.newContext();
    const first = await context.newPage();
    await first.addInitScript(() => {
      const { serviceWorker } = navigator;
      const controller = Object.getOwnPropertyDescriptor(ServiceWorkerContainer.prototype, 'controller')?.get;
      Object.defineProperty(serviceWorker, 'register', {
        value: async (/** @type {[string, object]} */ ...parameters) => {
          const registration = await ServiceWorkerContainer.prototype.register.apply(serviceWorker, parameters);
          const early = () => controller?.call(serviceWorker) ?? registration.waiting ?? registration.installing;
          Object.defineProperty(serviceWorker, 'controller', { get: early });
          return registration;
        },
      });
    });
    await first.goto(`${site.url}index.html`);
    await waitForServiceWorker(first);
    assert.equal(await first.locator('#update').isVisible(), false);
    await context.close();
  });
});

test('an update waits while a session runs, and is installed when the person accepts it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-offline-'));
  cpSync(dist, folder, { recursive: true });
  try {
    await withSite({ [PATH]: folder }, async (page) => {
      await waitForServiceWorker(page);
      assert.equal(await page.locator('#update').isVisible(), false);
      await startCamera(page);
      changeTitle(folder);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await page.locator('#update').waitFor({ timeout: 60_000 });
      await waitForHappyFace(page);
      assert.equal(await page.getByRole('button', { name: 'Stop the camera' }).isVisible(), true, 'the session runs');
      assert.doesNotMatch(await page.title(), /Newer/);

      await Promise.all([page.waitForNavigation(), page.locator('#update button').click()]);
      assert.match(await page.title(), /^Newer/);
      assert.equal(await page.locator('#update').isVisible(), false);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a tab of an earlier version keeps working with its files until the person updates it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-offline-'));
  cpSync(dist, folder, { recursive: true });
  try {
    await withSite({ [PATH]: folder }, async (page, site, context) => {
      await waitForServiceWorker(page);
      const other = await context.newPage();
      await other.goto(`${site.url}index.html`);
      changeTitle(folder);
      renameChunk(folder, 'recorder');
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      for (const tab of [page, other]) await tab.locator('#update').waitFor({ timeout: 60_000 });
      await Promise.all([page.waitForNavigation(), page.locator('#update button').click()]);
      assert.match(await page.title(), /^Newer/);

      await startCamera(other);
      await other.locator('.recorder[data-state="recording"]').waitFor();
      assert.equal(await other.locator('#update').isVisible(), true);
      await Promise.all([other.waitForNavigation(), other.locator('#update button').click()]);
      assert.match(await other.title(), /^Newer/);
      await startCamera(other);
      await other.locator('.recorder[data-state="recording"]').waitFor();
      await page.reload(); // when no tab shows the earlier version any longer
      await waitUntil(page, async () => !(await caches.keys()).includes('outdated-files'));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Renames a module of a built site, as a change of it would. @param {string} folder @param {string} name */
function renameChunk(folder, name) {
  const assets = join(folder, 'assets');
  const before = readdirSync(assets).find((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file)) ?? '';
  const after = before.replace(/-[\w-]{8}\./, '-newerone.');
  renameSync(join(assets, before), join(assets, after));
  for (const file of [join(folder, 'service-worker.js'), ...readdirSync(assets).map((file) => join(assets, file))]) {
    if (file.endsWith('.js')) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, after));
  }
}

/** Changes the title of a built site's first page, and its revision in the service worker. @param {string} folder */
function changeTitle(folder) {
  const [index, worker] = [join(folder, 'index.html'), join(folder, 'service-worker.js')];
  writeFileSync(index, readFileSync(index, 'utf8').replace(/<title[^>]*>/, '$&Newer '));
  const revision = /(url:`index\.html`,revision:`)\w+|("?url"?:\s*"index\.html",\s*"?revision"?:\s*")\w+/;
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(revision, '$1$2newer'));
}

test('Chromium finds the site installable', async () => {
  await withSite({}, async (page, _site, context) => {
    await waitForServiceWorker(page);
    const session = await context.newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // The browser contexts of tests are incognito.
    assert.deepEqual(
      installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'),
      [],
    );
  });
});

test('the images and pages that the manifest names exist', async (t) => {
  await withSite({}, async (page, site, context) => {
    const session = await context.newCDPSession(page);
    const { data } = await session.send('Page.getAppManifest');
    const { icons, screenshots, shortcuts, start_url: startUrl, share_target: shareTarget } = JSON.parse(data);
    for (const { src, sizes } of [...icons, ...screenshots]) {
      await t.test(src, async () => {
        const [width, height] = await page.evaluate(async (url) => {
          const image = await createImageBitmap(await (await fetch(url)).blob());
          return [image.width, image.height];
        }, src);
        assert.equal(`${width}x${height}`, sizes);
      });
    }
    for (const path of [startUrl, ...shortcuts.map((/** @type {{ url: string }} */ { url }) => url)]) {
      await t.test(path, async () => {
        const response = await page.request.get(new URL(path === './' ? 'index.html' : path, site.url).href);
        assert.equal(response.status(), 200);
      });
    }
    assert.ok(icons.some((/** @type {{ purpose?: string }} */ { purpose }) => purpose === 'maskable'));
    assert.equal(shareTarget.params.files[0].name, 'image');
  });
});
