// The page about the model: its headline, captions, layout, color schemes and accessibility.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { openSite } from '../support/chromium.mjs';
import {
  conventions,
  FIGURES,
  formatCount,
  formatPercent,
  formatThousandths,
  modelConfig,
  readTable,
  sum,
  visitModelPage,
} from '../support/model-page.mjs';
import { closeSites, DESKTOP, PHONE } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** The largest layout shift that people do not notice, in the unit of the Layout Instability API. */
const MAX_LAYOUT_SHIFT = 0.01;

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

test('shows first, for everyone, how many of ten faces are named right, and then the limits', async () => {
  await visitModelPage(site, {}, async (page) => {
    const { recall, confusion } = modelConfig.privateTest.ferPlus.sixOrMore;
    const expected = modelConfig.labels
      .map((/** @type {string} */ label, /** @type {number} */ index) => ({
        label,
        named: Math.round(10 * recall[label]),
        images: sum(confusion[index]),
      }))
      .sort((/** @type {any} */ one, /** @type {any} */ other) => recall[other.label] - recall[one.label]);
    const rows = await page.locator('#of-ten li').evaluateAll((items) =>
      items.map((item) => ({
        texts: [...item.querySelectorAll('.of-ten-name, strong, .of-ten-images')].map(({ textContent }) => textContent),
        named: item.querySelectorAll('.icon.named').length,
      })),
    );
    assert.deepEqual(
      rows,
      expected.map((/** @type {any} */ { label, named, images }) => ({
        texts: [label, `${named} of 10`, `from ${formatCount(images)} images`],
        named,
      })),
    );
    const headings = await page.locator('h2').allTextContents();
    assert.deepEqual(headings.slice(1, 4), ['What it is for, and what not', 'The law', 'For specialists']);
  });
});

test('a tap reads a cell and a point, as hovering does', async () => {
  await visitModelPage(site, { hasTouch: true, isMobile: true, viewport: PHONE }, async (page) => {
    const figure = page.locator('#confusion-people');
    const cell = figure.locator('tbody tr').nth(3).locator('td').nth(4);
    await cell.tap();
    assert.equal(await figure.locator('.cell-sentence').textContent(), await cell.getAttribute('aria-label'));
    assert.ok(await cell.evaluate((element) => element === document.activeElement));
    const chart = page.locator('#heights svg.plot').first();
    await chart.scrollIntoViewIfNeeded();
    await chart.tap();
    await chart.locator('[aria-label="tip"] text').first().waitFor();
  });
});

test('the headline shows the figures of the model config', async () => {
  await visitModelPage(site, {}, async (page) => {
    const { privateTest, validationPeople, weights, bytes, multiplyAdds, trained } = modelConfig;
    const { sixOrMore, ece: voteEce } = privateTest.ferPlus;
    const shown = await page
      .locator('[data-figure]')
      .evaluateAll((/** @type {HTMLElement[]} */ all) =>
        Object.fromEntries(all.map(({ dataset, textContent }) => [dataset.figure, textContent])),
      );
    const expected = {
      agreement: formatPercent(sixOrMore.accuracy),
      meanRecall: formatPercent(sixOrMore.meanRecall),
      neutralRecall: formatPercent(sixOrMore.neutralRecall),
      peopleAccuracy: formatPercent(validationPeople.accuracy),
      accuracy: formatPercent(privateTest.accuracy),
      macroF1: formatThousandths(privateTest.macroF1),
      voteEce: formatPercent(voteEce),
      ece: formatPercent(privateTest.ece),
      bytes: `${(bytes / 1e6).toFixed(2)} MB`,
      weights: formatCount(weights),
      multiplyAdds: `${(multiplyAdds / 1e6).toFixed(1)} million`,
    };
    assert.deepEqual(shown, expected);
    assert.deepEqual(Object.keys(shown), Object.keys(expected), 'agreement with people comes first');
    assert.equal(await page.locator('#recipe').textContent(), trained.recipe.join('\n'));
  });
});

test('every figure has a caption, a source, and a label for screen readers', async (t) => {
  await visitModelPage(site, {}, async (page) => {
    assert.deepEqual(await page.locator('figure').evaluateAll((all) => all.map(({ id }) => id)), FIGURES);
    for (const id of FIGURES) {
      await t.test(id, async () => {
        const figure = page.locator(`#${id}`);
        assert.match(await figure.locator('figcaption').innerText(), /\w.*\.\s+From models\//s);
        for (const chart of await figure.getByRole('img').all()) {
          const label = await chart.getAttribute('aria-label');
          assert.ok(label.length > 15, `the label is "${label}"`);
        }
        assert.ok(await figure.locator('svg.plot, .matrix').count(), 'a chart or the matrix');
      });
    }
    assert.doesNotMatch(await page.locator('main').innerText(), /undefined|NaN|Infinity|\[object/);
  });
});

test('from 320 pixels on the page does not scroll sideways, and the charts follow its width', async () => {
  await visitModelPage(site, { viewport: { width: 1280, height: 800 } }, async (page) => {
    for (const id of FIGURES) await readTable(page, id);
    for (const width of [1280, 900, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction(() =>
        [.../** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll('svg.plot'))].every((chart) => {
          const available = chart.parentElement.clientWidth;
          const drawn = chart.width.baseVal.value;
          return drawn <= available + 1 && drawn >= Math.min(available, 580) - 1;
        }),
      );
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });
});

test('the colors follow the color scheme while the page is open', async (t) => {
  const selectors = [
    '#classes [aria-label="bar"] :is(path, rect)',
    '#curves [aria-label="line"]',
    '#sensitivity [aria-label="line"]',
    '.matrix td',
    '#classes [aria-label="text"] text',
  ];
  await visitModelPage(site, { colorScheme: 'light' }, async (page) => {
    const colors = () =>
      page.evaluate(
        (all) =>
          all.map((selector) => {
            const { fill, stroke, backgroundColor } = getComputedStyle(document.querySelector(selector));
            return [fill, stroke, backgroundColor].join();
          }),
        selectors,
      );
    const light = await colors();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colors();
    for (const [index, selector] of selectors.entries()) {
      await t.test(selector, () => assert.notEqual(light[index], dark[index]));
    }
  });
});

test('the matrices stand side by side where there is room, else one below the other', async () => {
  await visitModelPage(site, { viewport: DESKTOP }, async (page) => {
    const boxes = () => Promise.all(conventions.map(({ id }) => page.locator(`#confusion-${id}`).boundingBox()));
    const [left, right] = await boxes();
    assert.equal(left.y, right.y);
    assert.ok(left.x + left.width < right.x, 'they do not overlap');
    await page.setViewportSize(PHONE);
    const [upper, lower] = await boxes();
    assert.equal(upper.x, lower.x);
    assert.ok(upper.y + upper.height < lower.y, 'they do not overlap');
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`is accessible, and nothing moves while it loads: ${colorScheme}, ${viewport.width} pixels`, async () => {
      const prepare = (/** @type {Page} */ page) =>
        page.addInitScript(() => {
          window.layoutShift = 0;
          new PerformanceObserver((list) => {
            for (const { value } of list.getEntries()) window.layoutShift += value;
          }).observe({ type: 'layout-shift', buffered: true });
        });
      const options = { colorScheme, viewport, prepare, reducedMotion: /** @type {const} */ ('reduce') };
      await visitModelPage(site, options, async (page) => {
        const shift = await page.evaluate(() => window.layoutShift);
        assert.ok(shift < MAX_LAYOUT_SHIFT, `the layout shift is ${shift}`);
        for (const id of FIGURES) await readTable(page, id);
        await assertAccessible(page);
      });
    });
  }
}

test('its charts follow the width of the page without an error of ResizeObserver', async () => {
  const page = await site.browser.newPage({ viewport: DESKTOP });
  try {
    await page.addInitScript(() => {
      window.errors = [];
      addEventListener('error', ({ message }) => window.errors.push(message));
    });
    await page.goto(new URL('model.html', site.address).href);
    await page.locator('.chart svg').last().waitFor();
    await page.setViewportSize(PHONE);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.chart svg')].every((svg) => svg.clientWidth <= innerWidth),
    );
    assert.deepEqual(await page.evaluate(() => window.errors), []);
  } finally {
    await page.close();
  }
});
