// Percentages: each language has one way to write them, which is that of the browser, in figures and in running text.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { percent } from '../../www/package/locales/format.js';
import { closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

const site = join(root, 'www/site');
const textsOf = (/** @type {string} */ path) => readFileSync(path, 'utf8').replace(/\\u00a0/g, '\u00a0');

before(openSites);
after(closeSites);

for (const language of ['en', 'de', 'fr']) {
  test(`writes a share in ${language} as the browser does`, async () => {
    await visit(siteWithoutCamera, { path: 'embed.html' }, async (page) => {
      const expected = await page.evaluate(
        (tag) => new Intl.NumberFormat(tag, { style: 'percent' }).format(0.98),
        language,
      );
      assert.equal(percent(language)(0.98), expected);
    });
  });

  test(`no text in ${language} writes percentages in another way`, () => {
    const folder = join(site, 'locales', language);
    const files = [
      join(root, 'www/package/locales', `${language}.js`),
      ...readdirSync(folder).map((name) => join(folder, name)),
      ...(language === 'en' ? readdirSync(site).filter((name) => name.endsWith('.html')) : []).map((name) =>
        join(site, name),
      ),
    ];
    const sign = percent(language)(0.98).replace('98', '');
    for (const file of files) {
      for (const [found] of textsOf(file).matchAll(/\d\s*%/g)) assert.equal(found.slice(1), sign, `in ${file}`);
      assert.doesNotMatch(textsOf(file), /\}\s*%/, `${file} writes a percentage without the function for it`);
    }
  });
}
