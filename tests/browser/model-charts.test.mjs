// The charts and tables of the page about the model show the numbers of the committed files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
  sum,
  visitModelPage,
} from '../support/model-page.mjs';
import { closeSites } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

const { privateTest, labels } = modelConfig;
/** @type {{ count: number, confidence: number, accuracy: number }[]} */
const bins = privateTest.reliability.filter((/** @type {{ count: number }} */ { count }) => count);
/** @type {[label: string, scores: { count: number, precision: number, recall: number, f1: number }][]} */
const classes = Object.entries(privateTest.perClass).sort(([, first], [, second]) => second.f1 - first.f1);
/** @typedef {Record<string, number> & { group: string, condition: string }} Point */
/** @type {Point[]} */
const byHeight = robustness.filter((/** @type {Point} */ { group }) => group.startsWith('face height'));
/** @type {Point[]} */
const distorted = robustness.filter((/** @type {Point} */ point) => !byHeight.includes(point));

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

/**
 * Returns an attribute of all shapes that a selector finds, as numbers.
 * @param {Page} page
 * @param {string} selector
 * @param {string} name
 */
const attributes = (page, selector, name) =>
  page.locator(selector).evaluateAll((all, name) => all.map((shape) => Number(shape.getAttribute(name))), name);

/** Returns the y coordinates of all lines in a figure. @param {Page} page @param {string} id */
const lineHeights = (page, id) =>
  page.locator(`#${id} [aria-label="line"] path`).evaluateAll((all) =>
    all.map((path) =>
      path
        .getAttribute('d')
        .slice(1)
        .split('L')
        .map((point) => Number(point.split(',')[1])),
    ),
  );

/** Returns the texts of fields of points, in percent. @param {Point[]} points @param {string[]} fields */
const percents = (points, fields) => points.map((point) => fields.map((field) => formatPercent(point[field])));

/**
 * Asserts that positions are a linear function of values, to a fifth of a pixel.
 * @param {number[]} positions in pixels
 * @param {number[]} values
 */
function assertToScale(positions, values) {
  assert.equal(positions.length, values.length);
  const [low, high] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  const scale = (positions[high] - positions[low]) / (values[high] - values[low]);
  assert.ok(Math.abs(positions[high] - positions[low]) > 10, 'all shapes are at about the same position');
  for (const [index, position] of positions.entries()) {
    const difference = position - (positions[low] + scale * (values[index] - values[low]));
    assert.ok(Math.abs(difference) < 0.2, `shape ${index} is ${difference} pixels off`);
  }
}

test('the confusion matrix shows all counts and shares', async () => {
  await visitModelPage(site, {}, async (page) => {
    const rows = await readTable(page, 'confusion');
    const counts = rows.map(([, ...cells]) => cells.map((cell) => Number(cell.replaceAll(',', ''))));
    assert.deepEqual(
      rows.map(([label]) => label),
      labels,
    );
    assert.deepEqual(
      counts.map((row) => row.slice(0, -1)),
      privateTest.confusion,
    );
    assert.equal(sum(counts.map((row) => row.at(-1))), 3589);

    const cells = page.locator('.matrix td');
    /** @type {number[]} */
    const shares = privateTest.confusion.flatMap((/** @type {number[]} */ row) => row.map((count) => count / sum(row)));
    assert.deepEqual(
      await cells.allInnerTexts(),
      shares.map((share) => `${Math.round(share * 100)}%`),
    );
    const lightness = await cells.evaluateAll((all) =>
      all.map((cell) => Number(/^oklab\(([\d.]+)/.exec(getComputedStyle(cell).backgroundColor)[1])),
    );
    const order = shares.map((_, index) => index).sort((first, second) => shares[first] - shares[second]);
    for (const [position, index] of order.entries()) {
      if (!position) continue;
      const previous = order[position - 1];
      const isDarker = lightness[index] <= lightness[previous] + 1e-4;
      assert.ok(isDarker, `the cell of ${shares[index]} is lighter than that of ${shares[previous]}`);
    }
    assert.ok(lightness[shares.indexOf(Math.max(...shares))] < 0.55, 'the largest share is dark');
  });
});

test('a cell of the confusion matrix is read as a sentence, by mouse and by arrow keys', async () => {
  await visitModelPage(site, {}, async (page) => {
    const cells = page.locator('.matrix td');
    const sentence = page.locator('.cell-sentence');
    await cells.nth(2 * 7 + 5).hover();
    const [fearful, sad] = [sum(privateTest.confusion[2]), privateTest.confusion[2][5]];
    const share = Math.round((100 * sad) / fearful);
    assert.equal(
      await sentence.textContent(),
      `Of ${fearful} images labeled fearful, ${sad} were classified as sad: ${share}%.`,
    );
    await cells.nth(0).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const cell = cells.nth(8);
    assert.equal(await cell.evaluate((element) => element === document.activeElement), true);
    const [, disgusted] = privateTest.confusion;
    const text = await sentence.textContent();
    const start = `Of ${sum(disgusted)} images labeled disgusted, ${disgusted[1]} were classified correctly`;
    assert.ok(text.startsWith(start), text);
    assert.equal(await cell.getAttribute('aria-label'), text);
    assert.equal(await page.locator('.matrix [tabindex="0"]').count(), 1, 'the Tab key stops once');
  });
});

test('the bars of each expression', async () => {
  await visitModelPage(site, {}, async (page) => {
    assert.deepEqual(
      await readTable(page, 'classes'),
      classes.map(([label, { count, precision, recall, f1 }]) => [
        label,
        formatCount(count),
        ...[precision, recall, f1].map(formatThousandths),
      ]),
    );
    const bars = await page
      .locator('#classes [aria-label="bar"] path, #classes [aria-label="bar"] rect')
      .evaluateAll((/** @type {SVGGraphicsElement[]} */ all) => all.map((bar) => bar.getBBox().width));
    assertToScale(
      bars,
      classes.flatMap(([, { precision, recall, f1 }]) => [precision, recall, f1]),
    );
    const all = sum(folds.map((fold) => imageCount(fold.test)));
    const disgusted = sum(folds.map((fold) => fold.test.perClass.disgusted.count));
    assert.equal(all, 35887);
    assert.equal(disgusted, 547);
    await page.getByText(`${disgusted} of all ${formatCount(all)} in the data`).waitFor();
  });
});

test('the dots of the reliability diagram', async () => {
  await visitModelPage(site, {}, async (page) => {
    assert.deepEqual(
      await readTable(page, 'reliability'),
      bins.map(({ confidence, accuracy, count }) => [
        formatPercent(confidence),
        formatPercent(accuracy),
        formatCount(count),
      ]),
    );
    const dots = '#reliability [aria-label="dot"] circle';
    const drawn = [...bins].sort((first, second) => second.count - first.count); // Plot draws the largest dots first.
    assertToScale(
      await attributes(page, dots, 'cx'),
      drawn.map(({ confidence }) => confidence),
    );
    assertToScale(
      await attributes(page, dots, 'cy'),
      drawn.map(({ accuracy }) => accuracy),
    );
    const radii = await attributes(page, dots, 'r');
    assertToScale(
      radii.map((radius) => radius ** 2),
      drawn.map(({ count }) => count),
    );
  });
});

test('the lines of the training curves', async () => {
  await visitModelPage(site, {}, async (page) => {
    /** @type {Record<string, number>[]} */
    const history = modelConfig.history;
    assert.deepEqual(
      await readTable(page, 'curves'),
      history.map(({ epoch, trainAccuracy, publicAccuracy, publicAlignedAccuracy, loss }) => [
        String(epoch),
        formatPercent(trainAccuracy),
        formatPercent(publicAccuracy),
        formatPercent(publicAlignedAccuracy),
        formatThousandths(loss),
      ]),
    );
    const lines = await lineHeights(page, 'curves');
    for (const [index, field] of ['trainAccuracy', 'publicAccuracy', 'publicAlignedAccuracy', 'loss'].entries()) {
      assertToScale(
        lines[index],
        history.map((epoch) => epoch[field]),
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
