// The page about the model, in a real Chromium: its figures, charts and tables are those of the committed files, by day and night, at every width.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { DESKTOP, PHONE, closeSites, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const models = new URL('../../models/', import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, models), 'utf8'));
const card = json('emotion.json');
const robustness = json('robustness.json');
const { privateTest: measured, labels } = card;
const papers = Object.fromEntries(
  readdirSync(new URL('paper', models))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.replace('.json', ''), json(`paper/${name}`)]),
);
const folds = Object.keys(papers)
  .filter((name) => name.includes('fold'))
  .sort()
  .map((name) => papers[name]);
const FIGURES = ['confusion', 'classes', 'reliability', 'curves', 'heights', 'disturbances', 'networks', 'frameworks'];
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
const percent = (share) =>
  new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    share,
  );
const grouped = (count) => new Intl.NumberFormat('en-GB').format(count);
const thousandths = (value) =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);

let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

/** Opens the page and waits until the last of its charts is drawn. */
const onPage = (options, steps) =>
  visit(site, { path: 'model.html', ...options }, async (page) => {
    await page.locator('#frameworks svg.plot').nth(1).waitFor();
    await steps(page);
  });

/** Opens "The numbers" under a figure and reads its table, the head apart, as a person or a screen reader finds it. */
async function numbersOf(page, id) {
  const figure = page.locator(`#${id}`);
  if (!(await figure.locator('details').evaluate(({ open }) => open))) await figure.locator('summary').click();
  const rows = await figure
    .locator('details table tr')
    .evaluateAll((all) => all.map(({ cells }) => [...cells].map(({ innerText }) => innerText)));
  return rows.slice(1);
}

/** An attribute of every shape that a selector finds, as a number. */
const attributes = (page, selector, name) =>
  page.locator(selector).evaluateAll((all, name) => all.map((shape) => Number(shape.getAttribute(name))), name);

/** What is drawn must be a straight line of what was measured: `drawn = a × value + b`, to a fifth of a pixel. */
function assertToScale(drawn, values, what) {
  assert.equal(drawn.length, values.length, what);
  const [low, high] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  const scale = (drawn[high] - drawn[low]) / (values[high] - values[low]);
  assert.ok(Math.abs(drawn[high] - drawn[low]) > 10, `${what}: all in one place`);
  drawn.forEach((at, index) => {
    const off = at - (drawn[low] + scale * (values[index] - values[low]));
    assert.ok(Math.abs(off) < 0.2, `${what}: number ${index} is ${off} pixels off`);
  });
}

test('the headline says what the card says', async () => {
  await onPage({}, async (page) => {
    const shown = await page
      .locator('[data-figure]')
      .evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.figure, one.textContent])));
    assert.deepEqual(shown, {
      accuracy: percent(measured.accuracy),
      accuracyWithFlip: percent(measured.accuracyWithFlip),
      macroF1: thousandths(measured.macroF1),
      ece: percent(measured.ece),
      ferPlusMajorityAccuracy: percent(measured.ferPlusMajorityAccuracy),
      weights: grouped(card.weights),
      bytes: `${(card.bytes / 1e6).toFixed(2)} MB`,
      multiplyAdds: `${(card.multiplyAdds / 1e6).toFixed(1)} million`,
    });
    assert.equal(await page.locator('#recipe').textContent(), card.trained.recipe.join('\n'));
  });
});

test('the heat map has every count of the confusion matrix, and tells of a cell under the mouse or the arrow keys', async () => {
  await onPage({}, async (page) => {
    const rows = await numbersOf(page, 'confusion');
    const counts = rows.map(([, ...cells]) => cells.map((cell) => Number(cell.replaceAll(',', ''))));
    assert.deepEqual(
      rows.map(([label]) => label),
      labels,
    );
    assert.deepEqual(
      counts.map((row) => row.slice(0, -1)),
      measured.confusion,
    );
    assert.equal(total(counts.map((row) => row.at(-1))), 3589);

    const cells = page.locator('.matrix td');
    const shares = measured.confusion.flatMap((row) => row.map((count) => count / total(row)));
    assert.deepEqual(
      await cells.allInnerTexts(),
      shares.map((share) => `${Math.round(share * 100)}%`),
    );
    const lightness = await cells.evaluateAll((all) =>
      all.map((cell) => Number(/^oklab\(([\d.]+)/.exec(getComputedStyle(cell).backgroundColor)[1])),
    );
    // The more, the darker, on a perceptual scale.
    const order = shares.map((share, index) => [share, lightness[index]]).sort(([one], [other]) => one - other);
    order.forEach(([, at], index) => assert.ok(index === 0 || at <= order[index - 1][1] + 1e-4));
    assert.ok(lightness[shares.indexOf(Math.max(...shares))] < 0.55);

    const read = page.locator('.read');
    await cells.nth(2 * 7 + 5).hover();
    const [fearful, sad] = [total(measured.confusion[2]), measured.confusion[2][5]];
    assert.equal(
      await read.textContent(),
      `Of ${fearful} pictures labeled fearful, the network called ${sad} sad: ${Math.round((100 * sad) / fearful)}%.`,
    );
    await cells.nth(0).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(await cells.nth(8).evaluate((cell) => cell === document.activeElement), true);
    assert.match(
      await read.textContent(),
      new RegExp(
        `^Of ${total(measured.confusion[1])} pictures labeled disgusted, the network called ${measured.confusion[1][1]} disgusted too`,
      ),
    );
    assert.equal(await cells.nth(8).getAttribute('aria-label'), await read.textContent());
    assert.equal(await page.locator('.matrix [tabindex="0"]').count(), 1, 'one stop for the Tab key');
  });
});

test('bars, dots and lines are drawn to the scale of the card’s numbers', async () => {
  await onPage({}, async (page) => {
    const known = Object.entries(measured.perClass).sort(([, one], [, other]) => other.f1 - one.f1);
    assert.deepEqual(
      await numbersOf(page, 'classes'),
      known.map(([label, { count, precision, recall, f1 }]) => [
        label,
        grouped(count),
        ...[precision, recall, f1].map(thousandths),
      ]),
    );
    const bars = await page
      .locator('#classes [aria-label="bar"] path, #classes [aria-label="bar"] rect')
      .evaluateAll((all) => all.map((bar) => bar.getBBox().width));
    assertToScale(
      bars,
      known.flatMap(([, { precision, recall, f1 }]) => [precision, recall, f1]),
      'bars',
    );
    const all = total(folds.map(({ test }) => total(Object.values(test.perClass).map(({ count }) => count))));
    const disgusted = total(folds.map(({ test }) => test.perClass.disgusted.count));
    assert.deepEqual([all, disgusted], [35887, 547]);
    await page.getByText(`${disgusted} of all ${grouped(all)} in the data`).waitFor();

    const bins = measured.reliability.filter(({ count }) => count);
    assert.deepEqual(
      await numbersOf(page, 'reliability'),
      bins.map(({ confidence, accuracy, count }) => [percent(confidence), percent(accuracy), grouped(count)]),
    );
    const dots = '#reliability [aria-label="dot"] circle';
    const radii = await attributes(page, dots, 'r');
    const drawn = bins.map((bin, index) => ({ ...bin, index })).sort((one, other) => other.count - one.count); // the largest lie lowest
    assertToScale(
      await attributes(page, dots, 'cx'),
      drawn.map(({ confidence }) => confidence),
      'scores',
    );
    assertToScale(
      await attributes(page, dots, 'cy'),
      drawn.map(({ accuracy }) => accuracy),
      'right',
    );
    assertToScale(
      radii.map((radius) => radius ** 2),
      drawn.map(({ count }) => count),
      'areas',
    );

    const rows = await numbersOf(page, 'curves');
    assert.deepEqual(
      rows,
      card.history.map((at) => [
        String(at.epoch),
        percent(at.trainAccuracy),
        percent(at.publicAccuracy),
        percent(at.publicAlignedAccuracy),
        thousandths(at.loss),
      ]),
    );
    const lines = await page.locator('#curves [aria-label="line"] path').evaluateAll((all) =>
      all.map((path) =>
        path
          .getAttribute('d')
          .slice(1)
          .split('L')
          .map((point) => Number(point.split(',')[1])),
      ),
    );
    ['trainAccuracy', 'publicAccuracy', 'publicAlignedAccuracy', 'loss'].forEach((field, index) =>
      assertToScale(
        lines[index],
        card.history.map((at) => at[field]),
        field,
      ),
    );
  });
});

test('the curves of robustness and the paper’s networks are those of their files', async () => {
  await onPage({}, async (page) => {
    const shares = (points, fields) => points.map((point) => fields.map((field) => percent(point[field])));
    const byHeight = robustness.filter(({ group }) => group.startsWith('face height'));
    const others = robustness.filter((point) => !byHeight.includes(point));
    const heights = await numbersOf(page, 'heights');
    assert.deepEqual(
      heights.map(([, ...cells]) => cells),
      shares(byHeight, ['found', 'accuracyFound', 'accuracyBareOfFound', 'accuracyAll']),
    );
    heights.forEach(([name], index) =>
      assert.ok(name.startsWith(byHeight[index].condition.replace(' px', ' pixels')), name),
    );
    const found = await page.locator('#heights [aria-label="line"] path').evaluateAll((all) =>
      all.map((path) =>
        path
          .getAttribute('d')
          .slice(1)
          .split('L')
          .map((point) => Number(point.split(',')[1])),
      ),
    );
    assertToScale(
      found[0],
      byHeight.slice(0, 9).map((point) => point.found),
      'found at 320',
    );
    const disturbed = await numbersOf(page, 'disturbances');
    assert.deepEqual(
      disturbed.map(([, ...cells]) => cells),
      shares(others, ['accuracyAll', 'accuracyFound', 'found']),
    );
    assert.equal(await page.locator('#disturbances [aria-label="dot"] circle').count(), 3 * others.length);
    assert.ok(disturbed.every(([name]) => !/undefined|NaN/.test(name)));

    const { paper, resnet5, 'paper-tuned': tuned, 'paper-70-30': split, 'paper-happy-sad': pair } = papers;
    const expected = [
      measured,
      tuned.privateTest,
      resnet5.privateTest,
      paper.privateTest,
      card.happySad.privateTest,
      resnet5.happySad.privateTest,
      paper.happySad.privateTest,
      pair.privateTest,
      split.test,
      ...folds.map((fold) => fold.test),
    ];
    assert.deepEqual(
      (await numbersOf(page, 'networks')).map(([, ...cells]) => cells),
      expected.map((one) => [
        grouped(total(Object.values(one.perClass).map(({ count }) => count))),
        percent(one.accuracy),
        percent(one.accuracyWithFlip),
        thousandths(one.macroF1),
        one.ece === undefined ? '–' : thousandths(one.ece),
      ]),
    );
    const both = [papers['keras-tensorflow'], papers['keras-torch']];
    assert.deepEqual(
      await numbersOf(page, 'frameworks'),
      both[0].history.map(({ epoch }, index) => [
        String(epoch),
        ...both.flatMap(({ history }) => [
          percent(history[index].trainAccuracy),
          percent(history[index].publicAccuracy),
        ]),
        ...both.flatMap(({ history }) => [thousandths(history[index].loss), thousandths(history[index].publicLoss)]),
      ]),
    );
  });
});

test('every figure has a caption, names its file, and is told to a screen reader', async () => {
  await onPage({}, async (page) => {
    assert.deepEqual(await page.locator('figure').evaluateAll((all) => all.map(({ id }) => id)), FIGURES);
    for (const id of FIGURES) {
      const figure = page.locator(`#${id}`);
      assert.match(await figure.locator('figcaption').innerText(), /\w.*\.\s+From models\//s, id);
      for (const chart of await figure.getByRole('img').all())
        assert.ok((await chart.getAttribute('aria-label')).length > 15, id);
      assert.ok(await figure.locator('svg.plot, .matrix').count(), id);
    }
    assert.doesNotMatch(await page.locator('main').innerText(), /undefined|NaN|Infinity|\[object/);
  });
});

test('a chart tells of the point under the mouse', async () => {
  await onPage({}, async (page) => {
    const chart = page.locator('#curves svg.plot').first();
    await chart.scrollIntoViewIfNeeded();
    await chart.hover();
    await page.waitForFunction(() =>
      /Epoch \d+.*PublicTest: \d\d\.\d%/s.test(document.querySelector('#curves [aria-label="tip"]').textContent),
    );
  });
});

test('from 320 pixels on nothing scrolls sideways, and the charts follow their room', async () => {
  await onPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    for (const id of FIGURES) await numbersOf(page, id);
    for (const width of [1280, 900, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction(() =>
        [...document.querySelectorAll('svg.plot')].every((chart) => {
          const room = chart.parentElement.clientWidth;
          const drawn = chart.width.baseVal.value;
          return drawn <= room + 1 && drawn >= Math.min(room, 580) - 1;
        }),
      );
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });
});

test('colors follow the day and the night while the page is open', async () => {
  await onPage({ colorScheme: 'light' }, async (page) => {
    const colors = () =>
      page.evaluate(() =>
        [
          '#classes [aria-label="bar"] :is(path, rect)',
          '#curves [aria-label="line"]',
          '.matrix td',
          '#classes [aria-label="text"] text',
        ]
          .map((selector) => document.querySelector(selector))
          .map((shape) =>
            [
              getComputedStyle(shape).fill,
              getComputedStyle(shape).stroke,
              getComputedStyle(shape).backgroundColor,
            ].join(),
          ),
      );
    const day = await colors();
    await page.emulateMedia({ colorScheme: 'dark' });
    const night = await colors();
    day.forEach((color, index) => assert.notEqual(color, night[index]));
  });
});

test('nothing that axe-core checks is amiss, nor does anything jump while the page is drawn', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifted += value))).observe({
        type: 'layout-shift',
        buffered: true,
      });
    });
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      await onPage({ colorScheme, viewport, prepare, reducedMotion: 'reduce' }, async (page) => {
        const shifted = await page.evaluate(() => window.shifted);
        assert.ok(shifted < 0.01, `${viewport.width}: ${shifted}`);
        for (const id of FIGURES) await numbersOf(page, id);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) =>
            nodes.map(
              ({ target, failureSummary }) => `${colorScheme} ${viewport.width}: ${id} at ${target}: ${failureSummary}`,
            ),
          ),
          [],
        );
      });
    }
  }
});
