// The page of places: the legal notice, counting a visitor, comparing places, importing, exporting and deleting.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import {
  hours,
  importFiles,
  startCounting,
  tableRows,
  waitForRows,
  waitUntilObserved,
  writeExport,
} from '../support/places-page.mjs';
import { closeSites, folder, openSites, siteWithCamera, visit } from '../support/visit.mjs';

/** @import { Hour } from '../../www/site/places/places-store.js' */
/** @import { Page } from 'playwright-core' */

const path = 'places.html';

before(openSites);
after(closeSites);

/** Clicks an export button and returns the downloaded text. @param {Page} page @param {string} name */
async function download(page, name) {
  const [downloaded] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await downloaded.path(), 'utf8');
}

test('neither starts nor stores anything before the place is named and the box is checked', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await page.getByText('Nothing counted in this period yet.').waitFor();
    await page.getByLabel('Where is this?').fill('Market square');
    await page.getByRole('button', { name: 'Start counting' }).click();
    assert.equal(await page.evaluate(() => document.body.dataset.step), 'before', 'the box is not checked');
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  });
});

test('counts a visitor once, when they have left, and saves the totals', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await startCounting(page, 'Market square');
    await waitUntilObserved(page);
    assert.match(await page.locator('#tally').textContent(), /^0 counted · 1 in view · 0:0\d$/);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.locator('#places-table').getByText('Market square').waitFor();
    assert.deepEqual(await tableRows(page), [['Market square', 'Too few to say', '–', '1']]);
    await page.getByText(/^Market square: 1 person counted in 0:0\d\.$/).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null, 'the camera is closed');

    await page.reload();
    await page.locator('#places-table').getByText('Market square').waitFor();
    const [saved] = JSON.parse(await download(page, 'JSON')).hours;
    assert.deepEqual(Object.keys(saved).sort(), ['device', 'happy', 'hour', 'people', 'place'], 'totals only');
    assert.match(
      await download(page, 'CSV'),
      /^\ufeffplace,hour,people,happy,device\r\n"Market square",20\d\d-\d\d-\d\dT\d\d:00,1,1,/,
    );
  });
});

test('imports the exports of other devices; importing one twice adds nothing', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    const fromA = writeExport('a.json', hours);
    const fromB = writeExport('b.json', [{ device: 'b', place: 'Park', hour: '2020-05-01T12', people: 30, happy: 15 }]);
    await importFiles(page, fromA, fromB);
    await page.getByText('Imported: 4 hours from 2 places. Imported: 1 hour from 1 place.').waitFor();
    const expected = [
      ['Park', '60%', '45–74%', '40'],
      ['Station', '45%', '36–54%', '120'],
    ];
    assert.deepEqual(await tableRows(page), expected);
    await importFiles(page, fromA);
    await page.getByText('Imported: 4 hours from 2 places.', { exact: true }).waitFor();
    assert.deepEqual(await tableRows(page), expected);
  });
});

test('no import changes what this device has counted', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await startCounting(page, 'Market square');
    await waitUntilObserved(page);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.locator('#places-table').getByText('Market square').waitFor();
    const own = JSON.parse(await download(page, 'JSON')).hours;
    const forged = own.map((/** @type {Hour} */ hour) => ({ ...hour, people: 1000, happy: 0 }));
    await importFiles(page, writeExport('forged.json', forged));
    await page.getByText('Imported: 1 hour from 1 place.').waitFor();
    assert.deepEqual(JSON.parse(await download(page, 'JSON')).hours, own);
  });
});

test('says why a file cannot be imported', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{');
    await importFiles(page, broken, writeExport('wrong.json', [{ ...hours[0], people: -1 }]));
    const status = page.locator('#compare-status');
    await status.filter({ hasText: 'broken.json: This is not valid JSON.' }).waitFor();
    assert.match(await status.textContent(), /wrong\.json: This is not an export of places .* got -1/);
  });
});

test('compares places by hour and by period', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    await page.locator('#hours canvas').waitFor(); // the chart is loaded when there is something to draw
    const columns = await countChartColumns(page);
    assert.ok(columns >= 3, `the chart has the color of the station in ${columns} columns, expected its 3 hours`);
    await page.getByLabel('Period').selectOption('7');
    await waitForRows(page, 1);
    await page.getByLabel('Period').selectOption('');
    await waitForRows(page, 2);
  });
});

/** Returns in how many hours of the chart there are pixels in the color of the last place. @param {Page} page */
function countChartColumns(page) {
  return page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#hours canvas'));
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.fillStyle = getComputedStyle(document.querySelector('#legend li:last-child .swatch')).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    const color = context.getImageData(0, 0, 1, 1).data;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const columns = new Set();
    for (let index = 0; index < data.length; index += 4) {
      const difference = [0, 1, 2].reduce((sum, channel) => sum + Math.abs(data[index + channel] - color[channel]), 0);
      if (difference >= 20 || data[index + 3] <= 250) continue;
      columns.add(Math.round((((index / 4) % canvas.width) / canvas.width) * 24));
    }
    return columns.size;
  });
}

test('is accessible and fits the width with places', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
        [320, 640],
      ]) {
        await page.setViewportSize({ width, height });
        await assertAccessible(page);
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scrollWidth <= width, `the page is ${scrollWidth} pixels wide in a window of ${width}`);
      }
    }
  });
});

test('deletes a place after a second click', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await importFiles(page, writeExport('a.json', hours));
    await waitForRows(page, 2);
    const deleteButton = page.getByRole('button', { name: /^Delete Park/ });
    await deleteButton.click();
    assert.equal((await tableRows(page)).length, 2, 'the first click only asks');
    await deleteButton.click();
    await waitForRows(page, 1);
  });
});

test('says that the browser saves nothing, and keeps counting', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { path, prepare, expectErrors: true }, async (page) => {
    await startCounting(page, 'Kitchen');
    await waitUntilObserved(page);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.getByText('This browser does not save data for this page').waitFor();
  });
});
