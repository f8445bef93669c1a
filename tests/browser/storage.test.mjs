// The storage alone, in a blank page: lost connections, several tabs and versions, and writing while a page is left.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { root } from '../../www/build/paths.mjs';
import { openBrowser } from '../support/chromium.mjs';
import { host } from '../support/host.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof host>>} */
let server;
/** The module as a script that defines the global `storage`. */
let script = '';

before(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'www/site/offline/storage.js')],
    bundle: true,
    format: 'iife',
    globalName: 'storage',
    write: false,
  });
  script = `${outputFiles[0].text}; window.storage = storage;`;
  server = await host({ '/blank.html': '<!doctype html><title>Storage</title>' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** @param {(context: BrowserContext) => Promise<void>} steps */
async function withContext(steps) {
  const context = await browser.newContext();
  try {
    await steps(context);
  } finally {
    await context.close();
  }
}

/**
 * Opens a page with `database`, which has one store; `put` writes a value, `get` reads it, and `codeOf` resolves with
 * the code of the error that a promise rejects with, or 'none'.
 * @param {BrowserContext} context
 * @param {number} [version]
 */
async function openPage(context, version = 1) {
  const page = await context.newPage();
  await page.addInitScript(script);
  await page.addInitScript((version) => {
    window.database = new window.storage.Database('test', version, (created, oldVersion) => {
      if (oldVersion === 0) created.createObjectStore('values');
    });
    window.put = (value) =>
      window.database.write(['values'], (transaction) => [transaction.objectStore('values').put(value, 'key')]);
    window.get = () => window.database.read((connection) => connection.get('values', 'key'));
    window.codeOf = (promise) =>
      promise.then(
        () => 'none',
        ({ code }) => code,
      );
  }, version);
  await page.goto(new URL('blank.html', server.address).href);
  return page;
}

const put = (/** @type {Page} */ page, /** @type {string} */ value) =>
  page.evaluate((value) => window.codeOf(window.put(value)), value);
const get = (/** @type {Page} */ page) => page.evaluate(() => window.get());

test('reading creates no database, and needs no list of the databases', async () => {
  await withContext(async (context) => {
    const page = await openPage(context);
    const [value, names] = await page.evaluate(async () => {
      const list = indexedDB.databases.bind(indexedDB);
      Object.defineProperty(IDBFactory.prototype, 'databases', { value: undefined });
      return [await window.get(), (await list()).map(({ name }) => name)];
    });
    assert.equal(value, undefined);
    assert.deepEqual(names, []);
    assert.equal(await put(page, 'written'), 'none');
    assert.equal(await get(page), 'written');
  });
});

test('what is written when the page is left is there afterwards', async () => {
  await withContext(async (context) => {
    const page = await openPage(context);
    await put(page, 'before');
    const leave = {
      reload: () => page.reload(),
      navigation: () => page.goto(`${server.address}blank.html?other`),
    };
    for (const [name, action] of Object.entries(leave)) {
      await page.evaluate((name) => addEventListener('pagehide', () => window.put(name)), name);
      await action();
      assert.equal(await get(page), name);
    }
  });
});

test('writes again after the site data was deleted with the page open', async () => {
  await withContext(async (context) => {
    const page = await openPage(context);
    await put(page, 'before');
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: new URL(server.address).origin, storageTypes: 'all' });
    assert.equal(await get(page), undefined);
    assert.equal(await put(page, 'after'), 'none');
    assert.equal(await get(page), 'after');
  });
});

test('a page does not keep a newer version from its database, and says then that it is outdated', async () => {
  await withContext(async (context) => {
    const older = await openPage(context);
    await put(older, 'older');
    const newer = await openPage(context, 2);
    assert.equal(await put(newer, 'newer'), 'none');
    assert.equal(await put(older, 'older'), 'storage-newer');
  });
});

test('says that another tab blocks an upgrade, and writes once that tab is closed', async () => {
  await withContext(async (context) => {
    const older = await openPage(context);
    await older.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('test', 1);
          request.onupgradeneeded = () => request.result.createObjectStore('values');
          request.onsuccess = () => resolve(undefined); // it stays open, whatever other pages ask for
        }),
    );
    const newer = await openPage(context, 2);
    const error = await newer.evaluate(() => window.put('newer').catch(({ code, message }) => ({ code, message })));
    assert.equal(error.code, 'storage-blocked');
    assert.match(error.message, /another tab uses an older version/, 'it is said at once, without waiting');
    await older.close();
    assert.equal(await put(newer, 'newer'), 'none');
    assert.equal(await get(newer), 'newer');
  });
});

test('does not wait without end while another tab deletes the database', async () => {
  await withContext(async (context) => {
    const other = await openPage(context);
    await other.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('test', 1);
          request.onupgradeneeded = () => request.result.createObjectStore('values');
          request.onsuccess = () => {
            const deleting = indexedDB.deleteDatabase('test');
            deleting.onblocked = () => resolve(undefined);
          };
        }),
    );
    const page = await openPage(context);
    assert.equal(await put(page, 'value'), 'storage-blocked');
    await other.close();
    assert.equal(await put(page, 'value'), 'none');
  });
});

test('asks once that what is stored is kept when space runs out, and not before anything is stored', async () => {
  await withContext(async (context) => {
    const page = await openPage(context);
    const calls = await page.evaluate(async () => {
      let count = 0;
      const { persist } = StorageManager.prototype;
      StorageManager.prototype.persist = function () {
        count++;
        return persist.call(this);
      };
      await window.get();
      const before = count;
      await window.put('one');
      await window.put('other');
      return [before, count];
    });
    assert.deepEqual(calls, [0, 1]);
  });
});

test('makes ids without `crypto.randomUUID`, which pages over plain HTTP lack', async () => {
  await withContext(async (context) => {
    const page = await openPage(context);
    const ids = await page.evaluate(() => {
      Object.defineProperty(Crypto.prototype, 'randomUUID', { value: undefined });
      return [window.storage.randomId(), window.storage.randomId()];
    });
    assert.match(ids[0], /^[0-9a-f]{32}$/);
    assert.notEqual(ids[0], ids[1]);
  });
});
