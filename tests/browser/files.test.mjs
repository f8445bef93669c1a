// The page "Photos and videos" with many photos: its queue, every way to add files, offline use, accessibility,
// printing.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import {
  chooseFiles,
  download,
  dropPhotos,
  file,
  pastePhoto,
  path,
  photo,
  resultText,
  waitForTotal,
} from '../support/files-page.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import {
  astronaut,
  closeSites,
  DESKTOP,
  folder,
  openSites,
  PHONE,
  siteWithoutCamera,
  visit,
} from '../support/visit.mjs';

/** @import { BrowserContext, Page } from 'playwright-core' */

/** Longer tasks of the main thread, in milliseconds, make the page feel stuck. */
const LONG_TASK_MS = 150;

before(openSites);
after(closeSites);

test('shows the progress of many photos, stops, resumes, and accepts more files meanwhile', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      window.tasks = [];
      new PerformanceObserver((list) =>
        window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
    });
  await visit(siteWithoutCamera, { path, prepare }, async (page) => {
    await page.getByRole('button', { name: 'Choose photos or videos' }).waitFor();
    // The wait starts before the photos are dropped: a fast machine analyzes the first ones before a later wait would
    // start.
    await Promise.all([
      page.waitForFunction(() => /^[3-9] of 80$/.test(document.querySelector('#progress-text').textContent)),
      dropPhotos(
        page,
        Array.from({ length: 80 }, (_, index) => `photo ${index + 1}.png`),
      ),
    ]);
    const { value, max } = await page
      .getByRole('progressbar')
      .evaluate((/** @type {HTMLProgressElement} */ bar) => ({ value: bar.value, max: bar.max }));
    assert.equal(max, 80);
    assert.ok(value >= 3, `the progress bar is at ${value}`);

    await page.getByRole('button', { name: 'Stop' }).click();
    await waitForTotal(page);
    const [, analyzed] = /^Stopped: (\d+) of 80 analyzed\.$/.exec(await page.locator('#progress-text').innerText());
    assert.ok(Number(analyzed) < 80, `${analyzed} were analyzed`);
    assert.equal(await page.locator('.tile[data-state="waiting"]').count(), 80 - Number(analyzed));
    assert.equal(await page.locator('.tile[data-state="done"]').count(), Number(analyzed));
    assert.equal(await page.locator('.tile[data-state="analyzing"]').count(), 0, 'nothing continues by itself');

    await page.getByRole('button', { name: `Analyze the remaining ${80 - Number(analyzed)}` }).click();
    await dropPhotos(page, ['late.png']);
    await page.getByText(/ of 81$/).waitFor();
    await waitForTotal(page);
    assert.equal(await page.locator('.total').innerText(), '81 photos with 81 faces.');
    const longTasks = (await page.evaluate(() => window.tasks)).filter((duration) => duration > LONG_TASK_MS);
    assert.ok(longTasks.length < 3, `tasks of ${longTasks} ms`);
  });
});

test('removes all files, and analyzes a photo that is pasted then', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await chooseFiles(page, [photo('one.png')]);
    await waitForTotal(page);
    await page.getByRole('button', { name: 'Remove all' }).click();
    assert.equal(await page.locator('.tiles > li').count(), 0);
    await page.getByText('Drop photos, folders or videos here').waitFor();
    await pastePhoto(page, 'pasted.png');
    await waitForTotal(page);
    assert.match(await resultText(page, 'pasted.png'), /looks happy/);
  });
});

/** Drops files and folders of the system. @param {Page} page @param {BrowserContext} context @param {string[]} files */
async function dropFiles(page, context, files) {
  const session = await context.newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver'])) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data });
  }
  await page.locator('html.dropping').waitFor();
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 500, data });
}

test('analyzes the files in a dropped folder and its subfolders, but not hidden ones', async () => {
  const holiday = join(folder, 'holiday');
  mkdirSync(join(holiday, 'day 2'), { recursive: true });
  for (const name of ['10.png', '9.png', '.hidden.png', 'day 2/1.png']) copyFileSync(astronaut, join(holiday, name));
  await visit(siteWithoutCamera, { path }, async (page, { context }) => {
    await page.locator('#boot').waitFor({ state: 'detached' });
    await dropFiles(page, context, [holiday, astronaut]);
    await waitForTotal(page);
    assert.deepEqual(
      await page.locator('.file-name').allTextContents(),
      ['holiday/9.png', 'holiday/10.png', 'holiday/day 2/1.png', 'astronaut.png'],
      'the path tells apart files of the same name',
    );
    assert.equal(await page.locator('.total').innerText(), '4 photos with 4 faces.');
  });
});

test('analyzes what can be read of a dropped folder, and names what cannot', async () => {
  const album = join(folder, 'album');
  mkdirSync(join(album, 'locked'), { recursive: true });
  copyFileSync(astronaut, join(album, 'one.png'));
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      // The system allows the tests to read every folder, so the browser refuses this one.
      const { webkitGetAsEntry } = DataTransferItem.prototype;
      DataTransferItem.prototype.webkitGetAsEntry = function getEntry() {
        const entry = /** @type {FileSystemDirectoryEntry} */ (webkitGetAsEntry.call(this));
        const prototype = Object.getPrototypeOf(entry); // Chromium has no global name for it
        const { createReader } = prototype;
        prototype.createReader = function create() {
          const reader = createReader.call(this);
          if (this.name !== 'locked') return reader;
          reader.readEntries = (/** @type {unknown} */ _, /** @type {ErrorCallback} */ onError) =>
            onError(new DOMException('locked', 'NotReadableError'));
          return reader;
        };
        return entry;
      };
    });
  await visit(siteWithoutCamera, { path, prepare }, async (page, { context }) => {
    await page.locator('#boot').waitFor({ state: 'detached' });
    await dropFiles(page, context, [album]);
    await waitForTotal(page);
    assert.equal(await page.locator('.total').innerText(), '1 photo with 1 face.');
    await page.getByRole('alert').filter({ hasText: '1 file or folder could not be opened: album/locked.' }).waitFor();
  });
});

test('says that the recognizer could not be loaded, and loads it again on request', async () => {
  let fails = true;
  const prepare = (/** @type {Page} */ page) =>
    page.route('**/*.wasm', (route) => (fails ? route.abort() : route.continue()));
  await visit(siteWithoutCamera, { path, prepare, expectErrors: true }, async (page) => {
    await chooseFiles(page, [photo('one.png')]);
    await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
    fails = false;
    await page.getByRole('button', { name: 'Analyze the remaining file' }).click();
    await page.getByText(/looks happy/).waitFor({ timeout: 60_000 });
    assert.ok(await page.getByRole('alert').isHidden());
  });
});

test('works offline after the first visit', async () => {
  await visit(siteWithoutCamera, { path }, async (page, { context }) => {
    await waitForServiceWorker(page);
    await context.setOffline(true);
    await page.reload();
    await chooseFiles(page, [photo('one.png'), file('text.mp4', Buffer.from('This is plain text.'))]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'one.png'), /looks happy/);
    assert.match(await resultText(page, 'text.mp4'), /^This is not a video/);
    const sheet = await download(page, page.getByRole('button', { name: 'Contact sheet' }));
    assert.equal(sheet.subarray(1, 4).toString(), 'PNG');
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const viewport of [DESKTOP, PHONE, { width: 320, height: 640 }]) {
    test(`is accessible and fits the width: ${colorScheme}, ${viewport.width} pixels`, async () => {
      const options = { path, colorScheme, viewport, reducedMotion: /** @type {const} */ ('reduce') };
      await visit(siteWithoutCamera, options, async (page) => {
        await page.getByRole('link', { name: 'Art. 5(1)(f)' }).waitFor();
        await assertUsable(page);
        const choosing = page.waitForEvent('filechooser');
        await page.locator('#choose').focus();
        await page.keyboard.press('Enter');
        await (await choosing).setFiles([
          photo('one.png'),
          file(`${'long'.repeat(30)}.jpg`, readFileSync(new URL('../data/coffee.jpg', import.meta.url))),
          file('empty.jpg', Buffer.alloc(0)),
          file('text.mp4', Buffer.from('This is plain text.')),
        ]);
        await waitForTotal(page);
        await assertUsable(page);
      });
    });
  }
}

/** Asserts that the page is accessible, does not scroll sideways, and has buttons large enough for fingers. */
async function assertUsable(/** @type {Page} */ page) {
  await assertAccessible(page);
  const { scrollWidth, width } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  assert.ok(scrollWidth <= width, `the page is ${scrollWidth} pixels wide in a window of ${width}`);
  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    assert.ok(!box || box.height >= 44, `"${await button.textContent()}" is ${box?.height} pixels high`);
  }
}

test('prints every tile with its result, and no buttons', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await dropPhotos(page, ['one.png', 'two.png']);
    await waitForTotal(page);
    await page.emulateMedia({ media: 'print' });
    const results = page.getByText(/looks happy/).filter({ visible: true });
    assert.equal(await results.count(), 2, 'results that are printed');
    assert.ok(await page.locator('.results-notice').isVisible());
    for (const button of await page.getByRole('button', { includeHidden: true }).all()) {
      assert.ok(!(await button.isVisible()), `"${await button.textContent()}" is printed`);
    }
  });
});
