// The label of a face's box: never on the box's line, wherever the face is in the image.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseImage, closeSites, makeImage, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** Where the photograph is in the image, and where the label belongs. */
const CASES = /** @type {const} */ ([
  ['above the box', { width: 600, height: 600, at: [[40, 60, 1]] }, (line) => line.label < line.top],
  [
    'below the box where the face is at the top',
    { width: 600, height: 480, at: [[40, -70, 1]] },
    (line) => line.label > line.bottom,
  ],
]);

before(openSites);
after(closeSites);

for (const [description, image, isThere] of CASES) {
  test(`the label is ${description}, and not on its line`, async () => {
    const path = await makeImage(/** @type {any} */ (image));
    await visit(siteWithoutCamera, {}, async (page) => {
      await chooseImage(page, path);
      await page.locator('#overlay .mark .badge').waitFor({ timeout: 60_000 });
      const line = await page.evaluate(() => {
        const boxOf = (/** @type {string} */ selector) => document.querySelector(selector).getBoundingClientRect();
        const { top, bottom } = boxOf('#overlay .mark .box');
        const badge = boxOf('#overlay .mark .badge');
        return { top, bottom, label: (badge.top + badge.bottom) / 2, radius: badge.height / 2 };
      });
      assert.ok(isThere(line), JSON.stringify(line));
      for (const y of [line.top, line.bottom])
        assert.ok(Math.abs(line.label - y) > line.radius + 2, `on the line: ${JSON.stringify(line)}`);
    });
  });
}
