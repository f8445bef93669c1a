// How <emo-sense> looks and reads: accessibility, keyboard, narrow and wide pages, right to left, layout shifts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
  waitForState,
} from '../support/element-page.mjs';
import { closeSites, openSites } from '../support/visit.mjs';

/** @import { Locator, Page } from 'playwright-core' */

/** The number of results during which the layout may not shift. */
const SETTLED_RESULTS = 20;

/** The level of the element's headings cannot suit those of every page that contains it. */
const UNKNOWN_HEADINGS = { disableRules: ['heading-order'] };

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

const isFocused = (/** @type {Locator} */ locator) => locator.evaluate((element) => element.matches(':focus'));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`accessible, by keyboard and screen reader too: ${colorScheme}`, async () => {
    await visitElement(
      '<emo-sense></emo-sense>',
      async (page) => {
        await waitForState(page, 'consent');
        await assertAccessible(page, UNKNOWN_HEADINGS);
        for (let presses = 0; !(await isFocused(consentButton(page))); presses++) {
          assert.ok(presses < 12, 'the button can be reached with the Tab key');
          await page.keyboard.press('Tab');
        }
        await page.keyboard.press('Enter');
        await waitForHappyCard(page);
        await assertAccessible(page, UNKNOWN_HEADINGS);
        await page.getByRole('status').filter({ hasText: 'The face looks happy.' }).waitFor();
        const stop = page.getByRole('button', { name: 'Stop the camera' });
        assert.ok(await isFocused(stop), 'the focus moved from the button that disappeared to the next one');
      },
      { colorScheme },
    );
  });
}

/** Returns the classes of the parts that are wider than the element. */
function overflowingParts(/** @type {Page} */ page) {
  return page.evaluate(() => {
    const { shadowRoot } = document.querySelector('emo-sense');
    const { left, right } = shadowRoot.querySelector('.root').getBoundingClientRect();
    const parts = [...shadowRoot.querySelectorAll('.root > *, .controls > *, .actions > *, .card, .stage')];
    const isOverflowing = (part) => {
      const box = part.getBoundingClientRect();
      return box.width && (box.left < left - 1 || box.right > right + 1);
    };
    return parts.filter((part) => part.offsetParent && isOverflowing(part)).map((part) => part.className);
  });
}

for (const { width, attributes } of [
  { width: 240, attributes: '' },
  { width: 390, attributes: 'dir="rtl"' },
  { width: 900, attributes: '' },
]) {
  test(`nothing overflows or shifts at ${width} pixels ${attributes}`, async () => {
    const body = `<div ${attributes} style="inline-size: ${width}px; margin: auto"><emo-sense></emo-sense></div>`;
    await visitElement(
      body,
      async (page) => {
        await page.evaluate(() => {
          window.shifts = [];
          const observer = new PerformanceObserver((list) => {
            const unexpected = list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput);
            window.shifts.push(...unexpected.map(({ value }) => value));
          });
          observer.observe({ type: 'layout-shift', buffered: true });
        });
        await waitForState(page, 'consent');
        assert.deepEqual(await overflowingParts(page), [], 'with the notice');
        await consentButton(page).click();
        await waitForHappyCard(page);
        assert.deepEqual(await overflowingParts(page), [], 'with the camera');

        const shiftsBefore = await page.evaluate(() => window.shifts.length);
        const resultsBefore = (await eventsOf(page, 'faces')).length;
        const hasResults = (/** @type {number} */ count) =>
          window.events.filter(({ type }) => type === 'faces').length >= count;
        await page.waitForFunction(hasResults, resultsBefore + SETTLED_RESULTS, { timeout: 60_000 });
        const shifts = await page.evaluate(() => window.shifts);
        assert.deepEqual(shifts.slice(shiftsBefore), [], 'layout shifts while results come');
      },
      { viewport: { width: Math.max(width + 20, 300), height: 900 } },
    );
  });
}
