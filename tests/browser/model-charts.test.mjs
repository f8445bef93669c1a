// The charts and tables of the page about the model show the numbers of the committed files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertToScale, lineHeights } from '../support/chart-shapes.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  folds,
  formatCount,
  formatPercent,
  formatThousandths,
  imageCount,
  modelConfig,
  paperModels,
  readTable,
  robustness,
  visitModelPage,
} from '../support/model-page.mjs';
import { closeSites } from '../support/visit.mjs';

/** @import { Site } from '../support/chromium.mjs' */

const { privateTest } = modelConfig;
/** @typedef {Record<string, number> & { group: string, condition: string }} Point */
/** @type {Point[]} */
const byHeight = robustness.filter((/** @type {Point} */ { group }) => group.startsWith('face height'));
/** @type {Point[]} */
const distorted = robustness.filter((/** @type {Point} */ point) => !byHeight.includes(point));

/** The curves of the training as the table names them, with their fields in the history, chart by chart. */
const CURVES = [
  ['Agreement with people: PublicTest', 'publicAgreement'],
  ['Agreement with people: PublicTest, detected and aligned', 'publicAlignedAgreement'],
  ['Agreement with people: Photographs of other people', 'peopleAccuracy'],
  ['Label accuracy: PublicTest', 'publicAccuracy'],
  ['Label accuracy: PublicTest, detected and aligned', 'publicAlignedAccuracy'],
  ['Label accuracy: Training images', 'trainAccuracy'],
  ['Loss: Training images', 'loss'],
];

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

/** Returns the texts of fields of points, in percent. @param {Point[]} points @param {string[]} fields */
const percents = (points, fields) => points.map((point) => fields.map((field) => formatPercent(point[field])));

test('the lines of the training curves', async () => {
  await visitModelPage(site, {}, async (page) => {
    /** @type {Partial<Record<string, number>>[]} */
    const history = modelConfig.history;
    const curves = CURVES.filter(([, field]) => history.some((epoch) => epoch[field] !== undefined));
    assert.ok(curves.some(([, field]) => field === 'publicAgreement'));
    const rows = await readTable(page, 'curves');
    assert.deepEqual(await page.locator('#curves details thead th').allInnerTexts(), [
      'Epoch',
      ...curves.map(([name]) => name),
    ]);
    assert.deepEqual(
      rows,
      history.map((epoch) => [
        String(epoch.epoch),
        ...curves.map(([, field]) => {
          const value = epoch[field];
          if (value === undefined) return '–';
          return field === 'loss' ? formatThousandths(value) : formatPercent(value);
        }),
      ]),
    );
    const lines = await lineHeights(page, 'curves');
    for (const chart of ['Agreement with people', 'Label accuracy', 'Loss']) {
      const own = curves.flatMap(([name, field], index) => (name.startsWith(chart) ? [{ field, index }] : []));
      assertToScale(
        own.flatMap(({ index }) => lines[index]),
        own.flatMap(({ field }) => history.flatMap((epoch) => epoch[field] ?? [])),
      );
    }
  });
});

test('the lines by face height', async () => {
  await visitModelPage(site, {}, async (page) => {
    const rows = await readTable(page, 'heights');
    assert.deepEqual(
      rows.map(([, ...cells]) => cells),
      percents(byHeight, ['found', 'accuracyFound', 'accuracyBareOfFound', 'accuracyAll']),
    );
    for (const [index, [name]] of rows.entries()) {
      const start = byHeight[index].condition.replace(' px', ' pixels');
      assert.ok(name.startsWith(start), `row ${index} is "${name}", expected "${start}"`);
    }
    const [found] = await lineHeights(page, 'heights');
    assertToScale(
      found,
      byHeight.slice(0, found.length).map((point) => point.found),
    );
  });
});

test('the dots of each distortion', async () => {
  await visitModelPage(site, {}, async (page) => {
    const rows = await readTable(page, 'distortions');
    assert.deepEqual(
      rows.map(([, ...cells]) => cells),
      percents(distorted, ['accuracyAll', 'accuracyFound', 'found']),
    );
    assert.equal(await page.locator('#distortions [aria-label="dot"] circle').count(), 3 * distorted.length);
    for (const [name] of rows) assert.doesNotMatch(name, /undefined|NaN/);
  });
});

test('the table of the paper’s models', async () => {
  await visitModelPage(site, {}, async (page) => {
    const { paper, resnet5, 'paper-tuned': tuned, 'paper-70-30': split, 'paper-happy-sad': happySad } = paperModels;
    const results = [
      privateTest,
      tuned.privateTest,
      resnet5.privateTest,
      paper.privateTest,
      modelConfig.happySad.privateTest,
      resnet5.happySad.privateTest,
      paper.happySad.privateTest,
      happySad.privateTest,
      split.test,
      ...folds.map((fold) => fold.test),
    ];
    assert.deepEqual(
      (await readTable(page, 'comparison')).map(([, ...cells]) => cells),
      results.map((result) => [
        formatCount(imageCount(result)),
        typeof result.ferPlusMajorityAccuracy === 'number' ? formatPercent(result.ferPlusMajorityAccuracy) : '–',
        formatPercent(result.accuracy),
        formatPercent(result.accuracyWithFlip),
        formatThousandths(result.macroF1),
        result.ece === undefined ? '–' : formatThousandths(result.ece),
      ]),
    );
  });
});

test('the table of the two frameworks', async () => {
  await visitModelPage(site, {}, async (page) => {
    /** @type {{ history: Record<string, number>[] }[]} */
    const runs = [paperModels['keras-tensorflow'], paperModels['keras-torch']];
    assert.deepEqual(
      await readTable(page, 'frameworks'),
      runs[0].history.map(({ epoch }, index) => [
        String(epoch),
        ...runs.flatMap(({ history }) => [
          formatPercent(history[index].trainAccuracy),
          formatPercent(history[index].publicAccuracy),
        ]),
        ...runs.flatMap(({ history }) => [
          formatThousandths(history[index].loss),
          formatThousandths(history[index].publicLoss),
        ]),
      ]),
    );
  });
});

test('a chart shows the values of the point under the mouse', async () => {
  await visitModelPage(site, {}, async (page) => {
    const chart = page.locator('#curves svg.plot').first();
    await chart.scrollIntoViewIfNeeded();
    await chart.hover();
    await page.waitForFunction(() =>
      /Epoch \d+.*PublicTest: \d\d\.\d%/s.test(document.querySelector('#curves [aria-label="tip"]').textContent),
    );
  });
});
