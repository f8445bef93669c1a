// Every page of the site: nothing that axe-core finds, by day and night, at every width; nothing sticks out; no link leads nowhere.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { closeSites, siteWithoutCamera, openSites, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readdirSync(join(root, 'www/site')).filter((name) => name.endsWith('.html'));

before(openSites);
after(closeSites);

for (const path of pages) {
  test(path, async () => {
    await visit(siteWithoutCamera, { path }, async (page) => {
      await page.waitForLoadState('networkidle');
      await page.evaluate(axe);
      await page.evaluate(() => (document.documentElement.style.background = 'Canvas')); // where a page sets none, axe-core takes it for white, also by night
      const rules = path === 'embed.html' ? { 'page-has-heading-one': { enabled: false } } : {}; // it stands in a page that has one
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const [width, height] of [
          [1280, 800],
          [390, 844],
          [320, 640],
        ]) {
          await page.setViewportSize({ width, height });
          const { violations } = await page.evaluate((rules) => window.axe.run({ rules }), rules);
          assert.deepEqual(
            violations.map(({ id, nodes }) => [id, nodes[0].html]),
            [],
            `${colorScheme}, ${width}`,
          );
          const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(scroll <= width, `at ${width} pixels the page is ${scroll} wide`);
        }
      }
      const links = await page.evaluate(() =>
        [...document.querySelectorAll('a[href], link[href], img[src], iframe[src]')].map(
          (element) => element.href ?? element.src,
        ),
      );
      const own = [
        ...new Set(
          links
            .filter((url) => new URL(url).origin === new URL(siteWithoutCamera.address).origin)
            .map((url) => url.split('#')[0]),
        ),
      ];
      for (const url of own) assert.equal((await page.request.get(url)).status(), 200, url);
    });
  });
}
