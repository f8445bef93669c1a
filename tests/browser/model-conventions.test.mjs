// The page about the model shows what it achieves by each convention, as the committed files say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertToScale, attributes, lineHeights } from '../support/chart-shapes.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  conventions,
  folds,
  formatCount,
  formatPercent,
  formatThousandths,
  imageCount,
  modelConfig,
  readTable,
  sum,
  visitModelPage,
} from '../support/model-page.mjs';
import { closeSites } from '../support/visit.mjs';

/** @import { Site } from '../support/chromium.mjs' */
/** @typedef {{ count: number, confidence: number, accuracy: number }} Bin */

const { privateTest, labels } = modelConfig;
/** The page draws no dot for a bin of fewer images, as its text says. */
const MIN_BIN_COUNT = 10;

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

for (const { id, confusion } of conventions) {
  /** @type {number[][]} */
  const expected = confusion;
  const figure = `confusion-${id}`;

  test(`the confusion matrix shows all counts and shares: ${id}`, async () => {
    await visitModelPage(site, {}, async (page) => {
      const rows = await readTable(page, figure);
      const counts = rows.map(([, ...cells]) => cells.map((cell) => Number(cell.replaceAll(',', ''))));
      assert.deepEqual(
        rows.map(([label]) => label),
        labels,
      );
      assert.deepEqual(
        counts,
        expected.map((row) => [...row, sum(row)]),
      );

      const cells = page.locator(`#${figure} .matrix td`);
      const shares = expected.flatMap((row) => row.map((count) => count / sum(row)));
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

  test(`a cell of the confusion matrix is read as a sentence, by mouse, finger and arrow keys: ${id}`, async () => {
    await visitModelPage(site, { hasTouch: true }, async (page) => {
      const cells = page.locator(`#${figure} .matrix td`);
      const sentence = page.locator(`#${figure} .cell-sentence`);
      const others = page.locator(`figure:not(#${figure}) > .cell-sentence`);
      const before = await others.allTextContents();
      /** @param {number} row @param {number} column */
      const sentenceOf = (row, column) => {
        const [total, count] = [sum(expected[row]), expected[row][column]];
        const images =
          id === 'people' ? `images that most people call ${labels[row]}` : `images labeled ${labels[row]}`;
        const same = id === 'people' ? 'the same way' : 'correctly';
        const result = row === column ? same : `as ${labels[column]}`;
        const share = Math.round((100 * count) / total);
        return `Of ${formatCount(total)} ${images}, ${formatCount(count)} were classified ${result}: ${share}%.`;
      };
      await cells.nth(2 * 7 + 5).hover();
      assert.equal(await sentence.textContent(), sentenceOf(2, 5));
      await cells.nth(3 * 7 + 4).tap();
      assert.equal(await sentence.textContent(), sentenceOf(3, 4));
      await cells.nth(0).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      const cell = cells.nth(8);
      assert.equal(await cell.evaluate((element) => element === document.activeElement), true);
      assert.equal(await sentence.textContent(), sentenceOf(1, 1));
      assert.equal(await cell.getAttribute('aria-label'), sentenceOf(1, 1));
      assert.equal(await page.locator(`#${figure} [tabindex="0"]:is(td)`).count(), 1, 'the Tab key stops once');
      assert.deepEqual(await others.allTextContents(), before, 'the other matrix stays as it is');
    });
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`a share of any size can be read on its color: ${colorScheme}`, async () => {
    await visitModelPage(site, { colorScheme }, async (page) => {
      const contrasts = await page
        .locator('.matrix td')
        .first()
        .evaluate((/** @type {HTMLElement} */ cell) => {
          const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          /** Returns the relative luminance, as WCAG defines it. @param {string} color */
          const luminance = (color) => {
            context.fillStyle = color;
            context.fillRect(0, 0, 1, 1);
            const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) =>
              byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
            );
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          return Array.from({ length: 201 }, (_, step) => {
            cell.style.setProperty('--share', String(step / 200));
            const { color, backgroundColor } = getComputedStyle(cell);
            const [low, high] = [luminance(color), luminance(backgroundColor)].sort((one, other) => one - other);
            return (high + 0.05) / (low + 0.05);
          });
        });
      const lowest = Math.min(...contrasts);
      assert.ok(lowest >= 4.5, `the contrast is ${lowest} at a share of ${contrasts.indexOf(lowest) / 200}`);
    });
  });
}

test('the lines of the sensitivity', async () => {
  await visitModelPage(site, {}, async (page) => {
    /** @type {Record<string, number>[]} */
    const points = privateTest.sensitivityCurve;
    assert.deepEqual(
      await readTable(page, 'sensitivity'),
      points.map((point) => [
        String(point.sensitivity),
        ...[point.agreement, point.meanRecall, point.neutralRecall, point.accuracy].map(formatPercent),
        ...[point.macroF1, point.voteEce, point.ece].map(formatThousandths),
      ]),
    );
    const lines = await lineHeights(page, 'sensitivity');
    assertToScale(
      lines.flat(),
      ['agreement', 'neutralRecall', 'accuracy'].flatMap((field) => points.map((point) => point[field])),
    );
    const caption = await page.locator('#sensitivity figcaption').innerText();
    for (const { agreement, neutralRecall, accuracy } of [points[0], points.at(-1)]) {
      for (const share of [agreement, neutralRecall, accuracy])
        assert.ok(caption.includes(formatPercent(share)), caption);
    }
  });
});

test('the bars of each expression', async () => {
  const tables = conventions.map(({ title, confusion }) => {
    const scores = labels.map((/** @type {string} */ label, /** @type {number} */ index) => {
      const [count, predicted] = [
        sum(confusion[index]),
        sum(confusion.map((/** @type {number[]} */ row) => row[index])),
      ];
      const correct = confusion[index][index];
      const [precision, recall] = [correct / Math.max(predicted, 1), correct / count];
      return { label, count, precision, recall, f1: (2 * correct) / (count + predicted) };
    });
    return { title, scores };
  });
  // The measures of the training agree, up to the four decimals that they are rounded to.
  for (const { label, recall } of tables[0].scores) {
    assert.ok(Math.abs(recall - privateTest.ferPlus.sixOrMore.recall[label]) < 1e-4, label);
  }
  for (const { label, f1, precision, count } of tables[1].scores) {
    const measured = privateTest.perClass[label];
    assert.ok(Math.abs(f1 - measured.f1) < 1e-4 && Math.abs(precision - measured.precision) < 1e-4, label);
    assert.equal(count, measured.count);
  }
  const order = tables[0].scores.toSorted((first, second) => second.f1 - first.f1).map(({ label }) => label);
  const shown = tables.flatMap(({ title, scores }) =>
    order.map((label) => ({ title, ...scores.find((one) => one.label === label) })),
  );
  await visitModelPage(site, {}, async (page) => {
    assert.deepEqual(
      await readTable(page, 'classes'),
      shown.map(({ title, label, count, precision, recall, f1 }) => [
        `${label} (${title})`,
        formatCount(count),
        ...[precision, recall, f1].map(formatThousandths),
      ]),
    );
    const bars = await page
      .locator('#classes [aria-label="bar"] path, #classes [aria-label="bar"] rect')
      .evaluateAll((/** @type {SVGGraphicsElement[]} */ all) => all.map((bar) => bar.getBBox().width));
    assertToScale(
      bars,
      shown.flatMap(({ precision, recall, f1 }) => [precision, recall, f1]),
    );
    const all = sum(folds.map((fold) => imageCount(fold.test)));
    const disgusted = sum(folds.map((fold) => fold.test.perClass.disgusted.count));
    assert.equal(all, 35887);
    assert.equal(disgusted, 547);
    await page.getByText(`${disgusted} of all ${formatCount(all)} in the data`).waitFor();
  });
});

test('the dots of the reliability diagrams', async () => {
  await visitModelPage(site, {}, async (page) => {
    const diagrams = conventions.map(({ title, reliability }) => ({
      title,
      bins: reliability.filter((/** @type {Bin} */ { count }) => count),
    }));
    assert.deepEqual(
      await readTable(page, 'reliability'),
      diagrams.flatMap(({ title, bins }) =>
        bins.map((/** @type {Bin} */ { confidence, accuracy, count }) => [
          `${formatPercent(confidence)} (${title})`,
          formatPercent(accuracy),
          formatCount(count),
        ]),
      ),
    );
    for (const [index, { bins }] of diagrams.entries()) {
      const dots = `#reliability .titled:nth-child(${index + 1}) [aria-label="dot"] circle`;
      /** @type {Bin[]} */
      const drawn = bins
        .filter((/** @type {Bin} */ { count }) => count >= MIN_BIN_COUNT)
        .sort((/** @type {Bin} */ first, /** @type {Bin} */ second) => second.count - first.count); // as Plot draws
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
    }
  });
});
