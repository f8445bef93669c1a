// Counting at a place: the tick for each place, the end by itself, and the sign to print.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { importFiles, startCounting, tableRows, tallyText, waitForRows, writeExport } from '../support/places-page.mjs';
import { closeSites, openSites, PHONE, siteWithCamera, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const path = 'places.html';

before(openSites);
after(closeSites);

test('asks anew for each place whether everyone is informed', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    const [place, tick] = [page.getByLabel('Where is this?'), page.getByRole('checkbox')];
    await place.fill('Market square');
    await tick.check();
    await place.fill('Station');
    assert.equal(await tick.isChecked(), false);
    await page.getByRole('button', { name: 'Start counting' }).click();
    assert.equal(await page.evaluate(() => document.body.dataset.step), 'before');
  });
});

test('ends by itself after the chosen time, closes the camera, and says so', async () => {
  const prepare = (/** @type {Page} */ page) => page.clock.install();
  await visit(siteWithCamera, { path, prepare }, async (page) => {
    await page.getByLabel('Stop by itself after').selectOption('15 minutes');
    await startCounting(page, 'Market square');
    await page.getByText(/^Stops by itself at \d+:\d\d [AP]M\.$/).waitFor();
    await page.clock.fastForward('14:30');
    await tallyText(page, /· 14:[345]\d$/).waitFor();
    assert.equal(await page.evaluate(() => document.body.dataset.step), 'during');
    await page.clock.fastForward('00:45');
    await page.getByText(/^Market square: .* counted in 15:\d\d\. The counting has stopped by itself/).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null, 'the camera is closed');
  });
});

test('shows no share of fewer than ten people, neither in the table nor by hour', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    const hour = { device: 'a', place: 'Park', hour: '2020-05-01T12', people: 9, happy: 9 };
    await importFiles(page, writeExport('few.json', [hour]));
    await waitForRows(page, 1);
    assert.deepEqual(await tableRows(page), [['Park', 'Too few to say', '–', '9']]);
    await page.getByText('Hours with fewer than ten people are left out.').waitFor();
    await importFiles(page, writeExport('more.json', [{ ...hour, device: 'b', people: 1, happy: 1 }]));
    await page.locator('#places-table').getByText('100%', { exact: true }).waitFor();
    await page.getByText('Hours with fewer than ten people are left out.').waitFor({ state: 'hidden' });
  });
});

test('on a phone every column of the table is in view', async () => {
  await visit(siteWithoutCamera, { path: `${path}?lang=de`, viewport: PHONE }, async (page) => {
    const hour = { device: 'a', place: 'Bahnhof Süd, Haupteingang', hour: '2020-05-01T12', people: 40, happy: 9 };
    await importFiles(page, writeExport('one.json', [hour]));
    await waitForRows(page, 1);
    const table = page.locator('#places-table');
    const { scrollWidth, clientWidth } = await table.evaluate(({ scrollWidth, clientWidth }) => ({
      scrollWidth,
      clientWidth,
    }));
    assert.ok(scrollWidth <= clientWidth, `the table is ${scrollWidth} pixels wide in ${clientWidth}`);
    assert.equal(await table.getByRole('row').count(), 2);
    assert.equal(await table.getByRole('cell', { name: /40$/ }).count(), 1);
  });
});

test('prints the sign, alone, with the place, its purpose and who is responsible', async () => {
  await visit(siteWithoutCamera, { path: `${path}?lang=de` }, async (page) => {
    await page.getByLabel('Wo ist das?').fill('Marktplatz');
    await page.getByRole('button', { name: 'Schild drucken' }).click();
    await page.getByLabel('Wer verantwortlich ist').fill('Café Ost, 030 1234');
    await assertAccessible(page);
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await page.getByRole('button', { name: 'Drucken', exact: true }).click();
    await page.locator('body[data-printed]').waitFor();
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    for (const expected of [
      'Marktplatz',
      'wie viele Besucher hier fröhlich wirken',
      'Café Ost, 030 1234',
      '50 Absatz 3',
    ])
      assert.ok(text.includes(expected), `"${expected}" is not in ${text}`);
    assert.doesNotMatch(text, /Orte vergleichen|Schließen/, 'nothing but the sign');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1, 'pages');
  });
});
