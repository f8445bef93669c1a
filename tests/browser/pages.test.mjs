// Every page of the site: accessible, never wider than the viewport, in light and dark mode, and without broken links.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { assertAccessible } from '../support/accessibility.mjs';
import { closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

const pages = readdirSync(join(root, 'www/site')).filter((name) => name.endsWith('.html'));
const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];
/** Rules of axe-core that do not apply, by page. @type {Record<string, string[]>} */
const inapplicableRules = {
  'embed.html': ['page-has-heading-one'], // It is shown in a frame of a page that has one.
  'example-iframe.html': ['landmark-unique'], // The page in its frame has a main landmark, too.
};

before(openSites);
after(closeSites);

for (const path of pages) {
  test(`${path} is accessible and fits the viewport`, async () => {
    await visit(siteWithoutCamera, { path }, async (page) => {
      await page.waitForLoadState('networkidle');
      // Where a page or a frame sets no background, axe-core assumes white, also in dark mode.
      for (const frame of page.frames()) {
        await frame.evaluate(() => {
          document.documentElement.style.background = 'Canvas';
        });
      }
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme });
        for (const viewport of viewports) {
          await page.setViewportSize(viewport);
          await assertAccessible(page, { disableRules: inapplicableRules[path] });
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(width <= viewport.width, `at ${viewport.width} pixels the page is ${width} wide`);
        }
      }
    });
  });

  test(`${path} has no broken links`, async () => {
    await visit(siteWithoutCamera, { path }, async (page) => {
      await page.waitForLoadState('networkidle');
      const urls = await page.evaluate(() => {
        const elements = [...document.querySelectorAll('a[href], link[href], img[src], iframe[src]')];
        return elements.map((/** @type {any} */ element) => String(element.href ?? element.src).split('#')[0]);
      });
      const { origin } = new URL(siteWithoutCamera.address);
      for (const url of new Set(urls.filter((url) => new URL(url).origin === origin))) {
        assert.equal((await page.request.get(url)).status(), 200, url);
      }
    });
  });
}
