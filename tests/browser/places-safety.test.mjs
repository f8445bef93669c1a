// The page of places when it is left, when its storage is lost, and when it changes under the hand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  hours,
  importFiles,
  startCounting,
  tableRows,
  tallyText,
  waitForRows,
  waitUntilObserved,
  writeExport,
} from '../support/places-page.mjs';
import { closeSites, openSites, siteWithCamera, siteWithoutCamera, visit, waitForMessage } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const path = 'places.html';

before(openSites);
after(closeSites);

const deleteButton = (/** @type {Page} */ page) => page.getByRole('button', { name: /^Delete Park/ });

for (const [name, leave] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  ['a reload', (page) => page.reload()],
  [
    'a link',
    async (page) => {
      await page.locator('nav a[href*="files"]').click();
      await page.waitForURL(/files/);
      await page.goto(new URL(path, siteWithCamera.address).href);
    },
  ],
])) {
  test(`those in view are counted when the page is left by ${name}`, async () => {
    await visit(siteWithCamera, { path }, async (page) => {
      await startCounting(page, 'Market square');
      await waitUntilObserved(page);
      await leave(page);
      await waitForRows(page, 1);
      assert.equal((await tableRows(page))[0][3], '1');
    });
  });
}

test('a visitor is counted in the hour in which they were seen, even if they are let go much later', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await startCounting(page, 'Market square');
    await waitUntilObserved(page);
    const [seen, stored] = await page.evaluate(async () => {
      const HOURS_MS = 5 * 60 * 60 * 1000;
      const pad = (/** @type {number} */ value) => String(value).padStart(2, '0');
      const now = new Date();
      const date = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
      // As if the tab had been hidden for hours, without frames.
      for (const clock of [Date, performance]) {
        const read = clock.now.bind(clock);
        clock.now = () => read() + HOURS_MS;
      }
      /** @type {HTMLElement} */ (document.querySelector('#stop')).click();
      for (;;) {
        const request = indexedDB.open('emosense-places');
        await new Promise((resolve) => (request.onsuccess = resolve));
        const all = request.result.transaction('hours').objectStore('hours').getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        request.result.close();
        if (all.result.length) return [`${date}T${pad(now.getHours())}`, all.result[0].hour];
      }
    });
    assert.equal(stored, seen);
  });
});

test('the screen stays on while visitors are counted', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      const { request } = WakeLock.prototype;
      WakeLock.prototype.request = async function (type) {
        window.wakeLock = await request.call(this, type);
        return window.wakeLock;
      };
    });
  await visit(siteWithCamera, { path, prepare }, async (page) => {
    await startCounting(page, 'Market square');
    await page.waitForFunction(() => window.wakeLock?.released === false);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.waitForFunction(() => window.wakeLock.released);
  });
});

test('leaving asks while there are counts that could not be saved', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { path, prepare }, async (page) => {
    /** @type {string[]} */
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type());
      dialog.accept();
    });
    await startCounting(page, 'Kitchen');
    await waitUntilObserved(page);
    await page.locator('video').evaluate((/** @type {HTMLVideoElement} */ video) => {
      const [track] = /** @type {MediaStream} */ (video.srcObject).getVideoTracks();
      track.enabled = false; // nobody is in view any more
    });
    await tallyText(page, '0 in view').waitFor({ timeout: 60_000 });
    await page.reload();
    assert.deepEqual(dialogs, ['beforeunload']);
  });
});

test('"Try again" needs the name of the place and the tick, too', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await page.getByLabel('Where is this?').fill('Market square');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Start counting' }).click();
    await waitForMessage(page, 'No camera found');
    await page.getByRole('checkbox').uncheck();
    await page.getByRole('button', { name: 'Try again' }).click();
    const isInvalid = await page.getByRole('checkbox').evaluate((box) => box === document.activeElement);
    assert.ok(isInvalid, 'the missing tick is shown');
    assert.equal(await page.evaluate(() => document.body.dataset.step), 'before');
    await page.getByRole('heading', { name: 'No camera found' }).waitFor();
  });
});

test('stores again after the site data was deleted with the page open', async () => {
  await visit(siteWithCamera, { path }, async (page, { context }) => {
    const file = writeExport('a.json', hours);
    await importFiles(page, file);
    await waitForRows(page, 2);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(siteWithCamera.address);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await page.getByLabel('Period').selectOption('7');
    await page.getByText('Nothing counted in this period yet.').waitFor();
    await page.getByLabel('Period').selectOption('');
    await importFiles(page, file);
    await waitForRows(page, 2);
    await page.reload();
    await waitForRows(page, 2);
  });
});

test('imports over plain HTTP from another machine, and without a list of databases', async () => {
  const address = 'http://emosense.test/';
  const context = await siteWithoutCamera.browser.newContext();
  try {
    await context.route(`${address}**`, async (route) => {
      const url = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: new URL(url.pathname, siteWithoutCamera.address).href }),
      });
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(IDBFactory.prototype, 'databases', { value: undefined });
    });
    await page.goto(`${address}${path}`);
    assert.equal(await page.evaluate(() => isSecureContext || 'randomUUID' in crypto), false);
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    await page.reload();
    await waitForRows(page, 2);
  } finally {
    await context.unrouteAll({ behavior: 'ignoreErrors' }); // what is still on its way is not needed
    await context.close();
  }
});

test('what is being deleted keeps its question and the focus while the table changes', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    await deleteButton(page).click();
    await importFiles(page, writeExport('b.json', [{ ...hours[0], device: 'b', place: 'Airport' }]));
    await waitForRows(page, 3);
    const question = page.getByText('Really delete?').filter({ visible: true });
    assert.equal(await question.count(), 1, 'it still asks');
    assert.ok(await deleteButton(page).evaluate((button) => button === document.activeElement), 'it has the focus');
    await page.keyboard.press('Enter');
    await waitForRows(page, 2);
  });
});

test("a place can be deleted under the browser's own translation", async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    /** Replaces each text by an element with another text, as Chrome's translation does. */
    const translate = () =>
      page.evaluate(() => {
        const walker = document.createTreeWalker(document.querySelector('#places-table'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
          const font = document.createElement('font');
          font.textContent = `«${text.textContent}»`;
          /** @type {ChildNode} */ (text).replaceWith(font);
        }
      });
    await translate();
    await deleteButton(page).click();
    await translate();
    await deleteButton(page).click();
    await waitForRows(page, 1);
  });
});

test('a delete button has the same size whether or not it asks', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    await deleteButton(page).scrollIntoViewIfNeeded();
    const before = await deleteButton(page).boundingBox();
    await deleteButton(page).click();
    assert.deepEqual(await deleteButton(page).boundingBox(), before);
  });
});
