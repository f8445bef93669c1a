// The happiness index as those who count a place meet it: law first, each face once, the interval, comparing, exports, merging, deleting.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Census } from '../../www/site/places/visitor-counter.js';
import { happinessIndex } from '../../www/site/places/happiness-index.js';
import { fromJson, toCsv } from '../../www/site/places/places-store.js';
import { closeSites, folder, openSites, siteWithCamera, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const path = 'places.html';

before(openSites);
after(closeSites);

const face = (id, emotion, quality = 'good') => ({ quality, track: { id, emotion } });
const rows = (page) =>
  page
    .locator('#places-table tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 4).map((cell) => cell.textContent.trim())));
const pressed = async (page, name) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
};
const merge = (page, ...files) => page.locator('#merge-file').setInputFiles(files);

async function begin(page, place) {
  await page.getByLabel('Where is this?').fill(place);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Start counting' }).click();
}

/** As another device would have exported them. */
function exported(name, hours) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ format: 'emosense-places', version: 1, hours }));
  return file;
}

test('each face counts once, by its share of the time; brief and unread ones do not', () => {
  const counted = [];
  const census = new Census((happy) => counted.push(happy));
  for (let atMs = 0; atMs <= 4000; atMs += 100) {
    census.take(
      [
        ...(atMs <= 2000 ? [face(1, atMs < 1050 ? 'happy' : 'sad')] : []), // half and half
        ...(atMs <= 400 ? [face(2, 'happy')] : []), // gone at once
        face(3, 'uncertain'),
        face(4, 'happy', 'too-small'),
        face(5, 'happy'),
        { quality: 'good', track: null },
      ],
      atMs,
    );
  }
  assert.deepEqual(counted, [0.5], 'the one that went');
  census.end();
  assert.deepEqual(counted, [0.5, 1], 'and the one that was there to the end');
  assert.equal(census.present, 0);
  census.take([face(1, 'happy')], 0);
  census.take([face(1, 'happy')], 60_000);
  census.end();
  assert.equal(counted.length, 2, 'a minute without a frame is no minute seen');
});

test('the index and its interval, as Wilson has it', () => {
  assert.equal(happinessIndex([]), null);
  const { index, low, high, people } = happinessIndex([
    { people: 6, happy: 1 },
    { people: 4, happy: 1 },
  ]);
  // 2 of 10: the textbook's 5.7 to 51.0 %.
  assert.deepEqual([people, index, low.toFixed(1), high.toFixed(1)], [10, 20, '5.7', '51.0']);
  const [none, all] = [happinessIndex([{ people: 1, happy: 0 }]), happinessIndex([{ people: 1, happy: 1 }])];
  assert.ok(none.low === 0 && none.high > 75 && all.high === 100 && all.low < 25, 'one person tells little');
});

test('what is no export is refused in words; CSV holds no formulas', () => {
  const hour = { device: 'd', place: 'P', hour: '2026-11-25T14', people: 2, happy: 1.5 };
  const json = (changed) => ({ format: 'emosense-places', version: 1, hours: [{ ...hour, ...changed }] });
  assert.deepEqual(fromJson(json()), [hour]);
  for (const [wrong, words] of [
    [null, /no format/],
    [{ ...json(), version: 2 }, /version 2/],
    [json({ hour: 'noon' }), /"noon" is no hour/],
    [json({ people: 0 }), /no number of people/],
    [json({ happy: 3 }), /cannot be happy/],
    [json({ place: ' ' }), /no place/],
    [{ ...json(), hours: {} }, /no list/],
  ])
    assert.throws(
      () => fromJson(wrong),
      (error) => error instanceof TypeError && words.test(error.message),
    );
  assert.equal(
    toCsv([{ ...hour, place: '=1+"1"' }]),
    'place,hour,people,happy,device\r\n"\'=1+""1""",2026-11-25T14:00,2,1.5,"d"\r\n',
  );
});

test('nothing starts or is stored before the place is named and everyone told; then one person is counted, once, and stays counted', async () => {
  await visit(siteWithCamera, { path }, async (page) => {
    await page.getByText('Nothing counted in this period.').waitFor();
    await page.getByLabel('Where is this?').fill('Market square');
    await page.getByRole('button', { name: 'Start counting' }).click();
    assert.equal(await page.evaluate(() => document.body.dataset.step), 'before', 'the box is not ticked');
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);

    await begin(page, 'Market square');
    await page.getByText('In view: 1.').waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3000);
    assert.equal(await page.locator('#now-index').textContent(), '–', 'counted when they have gone, not before');
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.locator('#places-table').getByText('Market square').waitFor();
    const [[, index, between, people]] = await rows(page);
    assert.deepEqual([index, people], ['100 %', '1']);
    assert.match(between, /^2\d and 100 %$/);
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null, 'the camera is let go');

    await page.reload();
    await page.locator('#places-table').getByText('Market square').waitFor();
    const [kept] = JSON.parse(await pressed(page, 'JSON')).hours;
    assert.deepEqual(
      Object.keys(kept).sort(),
      ['device', 'happy', 'hour', 'people', 'place'],
      'sums, and nothing of any one face',
    );
    assert.match(
      await pressed(page, 'CSV'),
      /^place,hour,people,happy,device\r\n"Market square",20\d\d-\d\d-\d\dT\d\d:00,1,1,/,
    );
  });
});

test('exports of other devices are merged, twice as once; places are compared, by hour and period, and deleted', async () => {
  const today = new Date().toLocaleDateString('sv'); // as 2026-11-25
  const hours = [
    ...[9, 12, 18].map((hour, at) => ({
      device: 'a',
      place: 'Station',
      hour: `${today}T${String(hour).padStart(2, '0')}`,
      people: 40,
      happy: 8 + 10 * at,
    })),
    { device: 'a', place: 'Park', hour: '2020-05-01T12', people: 10, happy: 9 },
  ];
  await visit(siteWithCamera, { path }, async (page) => {
    await merge(
      page,
      exported('a.json', hours),
      exported('b.json', [{ device: 'b', place: 'Park', hour: '2020-05-01T12', people: 30, happy: 15 }]),
    );
    await page.getByText('Merged: 4 hours of 2 places. Merged: 1 hour of 1 place.').waitFor();
    const expected = [
      ['Park', '60 %', '45 and 74 %', '40'],
      ['Station', '45 %', '36 and 54 %', '120'],
    ];
    assert.deepEqual(await rows(page), expected);
    await merge(page, join(folder, 'a.json'));
    await page.getByText('Merged: 4 hours of 2 places.', { exact: true }).waitFor();
    assert.deepEqual(await rows(page), expected, 'a second time adds nothing');

    const painted = () =>
      page.evaluate(() => {
        const canvas = document.querySelector('#hours canvas');
        const swatch = getComputedStyle(document.querySelector('#legend li:last-child .swatch')).backgroundColor;
        const context = new OffscreenCanvas(1, 1).getContext('2d');
        context.fillStyle = swatch;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const columns = new Set();
        for (let at = 0; at < data.length; at += 4) {
          if (
            Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) < 20 &&
            data[at + 3] > 250
          )
            columns.add(Math.round((((at / 4) % canvas.width) / canvas.width) * 24));
        }
        return columns.size;
      });
    assert.ok((await painted()) >= 3, 'the three hours of the station stand apart in the chart');
    await page.getByLabel('Period').selectOption('7');
    await page.waitForFunction(() => document.querySelectorAll('#places-table tbody tr').length === 1);
    await page.getByLabel('Period').selectOption('');
    await page.waitForFunction(() => document.querySelectorAll('#places-table tbody tr').length === 2);

    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{');
    await merge(page, broken, exported('wrong.json', [{ ...hours[0], people: -1 }]));
    await page.getByText('broken.json: it is no JSON. wrong.json: This is no export of EmoSense’s places').waitFor();

    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
        [320, 640],
      ]) {
        await page.setViewportSize({ width, height });
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes[0].html]),
          [],
          `${colorScheme}, ${width}`,
        );
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `at ${width} pixels the page is ${scroll} wide`);
      }
    }

    const gone = page.getByRole('button', { name: /^Delete Park/ });
    await gone.click();
    assert.equal((await rows(page)).length, 2, 'the first press asks');
    await gone.click();
    await page.waitForFunction(() => document.querySelectorAll('#places-table tbody tr').length === 1);
  });
});

test('where the browser keeps nothing it says so, and counts on', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { path, prepare, expectErrors: true }, async (page) => {
    await begin(page, 'Kitchen');
    await page.getByText('In view: 1.').waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1600);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.getByText('This browser keeps nothing for this page').waitFor();
  });
});
