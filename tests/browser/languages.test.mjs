// Languages: each is complete on every page, the browser or the address chooses, and pages stand right to left as well as left to right.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { closeSites, siteWithoutCamera, openSites, siteWithCamera, startCamera, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const locales = ['de', 'fr'];
/** Each page and the words of its own. */
const pages = {
  'index.html': 'live',
  'files.html': 'files',
  'places.html': 'places',
  'model.html': 'model',
  'lesson.html': 'lesson',
};
const locale = (lang, page) =>
  import(page ? `../../www/site/locales/${lang}/${page}.js` : `../../www/package/locales/${lang}.js`);

before(openSites);
after(closeSites);

/** The names that a page's fixed texts have. */
function namesIn(page) {
  const markup = readFileSync(join(root, 'www/site', page), 'utf8').replace(/<!-- ([\w-]+) -->/g, (_, part) =>
    readFileSync(join(root, 'www/site/partials', `${part}.html`), 'utf8'),
  );
  const texts = [...markup.matchAll(/data-words="([^"]+)"/g)].map(([, name]) => name);
  const attributes = [...markup.matchAll(/data-words-of="([^"]+)"/g)].flatMap(([, pairs]) =>
    pairs.split(' ').map((pair) => pair.split(':')[1]),
  );
  return [...new Set([...texts, ...attributes])].sort();
}

/** The paths of all words in a catalog, and what kind each is. */
function shape(value, path = '') {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [`${path}: ${Array.isArray(value) ? `${value.length} words` : typeof value}`];
  return Object.entries(value)
    .filter(([key]) => key !== 'fixed' && key !== 'common')
    .flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
    .sort();
}

for (const lang of locales) {
  test(`${lang} has every text that English has, and no other`, async () => {
    assert.deepEqual(shape((await locale(lang)).strings), shape((await locale('en')).strings));
    for (const file of readdirSync(join(root, 'www/site/locales/en'))) {
      const name = file.replace('.js', '');
      assert.deepEqual(shape((await locale(lang, name)).strings), shape((await locale('en', name)).strings), name);
    }
    const { common } = (await locale(lang)).strings;
    for (const [page, name] of Object.entries(pages)) {
      const { fixed } = (await locale(lang, name)).strings;
      const wanted = namesIn(page);
      assert.deepEqual(
        wanted.filter((one) => !fixed[one] && !common[one]),
        [],
        `${page} in ${lang}`,
      );
      assert.deepEqual(
        Object.keys(fixed).filter((one) => !wanted.includes(one)),
        [],
        `${page} does not have them`,
      );
    }
  });

  test(`in a browser that prefers ${lang}, no page shows an English text`, async () => {
    /** What a person reads or hears of a page, but for names and links' sources. */
    const texts = (page) =>
      page.evaluate(() => {
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.textContent.trim();
          if (/\p{L}{4}/u.test(text) && !node.parentElement.closest('script, style, noscript, pre, .languages, .boot'))
            found.push(text);
        }
        for (const element of document.querySelectorAll(':is([aria-label], [placeholder]):not([role="img"] *)'))
          found.push(...[element.ariaLabel, element.placeholder].filter((text) => text?.length > 3));
        return [document.title, ...found];
      });
    for (const page of Object.keys(pages)) {
      const seen = {};
      for (const locale of ['en-US', lang]) {
        await visit(siteWithoutCamera, { path: page, locale }, async (opened) => {
          await opened.waitForFunction(() => document.adoptedStyleSheets.length > 0);
          await opened.waitForLoadState('networkidle');
          assert.equal(await opened.evaluate(() => document.documentElement.lang.slice(0, 2)), locale.slice(0, 2));
          seen[locale] = await texts(opened);
        });
      }
      assert.ok(seen['en-US'].length > 10);
      // The same in both: names, and words that both languages have.
      const same =
        /^(EmoSense|Barrett et al\. 2019|Goodfellow et al\. 2013|ICMI 2016|FER-2013|FER\+|PrivateTest|(\w+, )?PublicTest|(Tensor|Py).*|JSON|CSV|Pause|neutral|Live|Modell?|Pages|Notes|Expressions?|Condition|surprise|triste|Image|Macro.F1|gamma .*|JPEG.*)$/i;
      assert.deepEqual(
        seen[lang].filter((text) => seen['en-US'].includes(text) && !same.test(text)),
        [],
        `${page} in ${lang}`,
      );
    }
  });
}

test('the address chooses before the browser, and the navigation keeps it; others are English', async () => {
  await visit(siteWithoutCamera, { path: '?lang=de', locale: 'fr-FR' }, async (page) => {
    await page.getByRole('heading', { name: 'Wie wirkt Ihr Ausdruck?' }).waitFor();
    await page.getByRole('link', { name: 'Orte' }).click();
    await page.getByRole('button', { name: 'Zählen beginnen' }).waitFor();
    await page.locator('.languages').getByRole('link', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'Commencer à compter' }).waitFor();
  });
  await visit(siteWithoutCamera, { locale: 'ja-JP' }, (page) =>
    page.getByRole('heading', { name: 'What does your expression resemble?' }).waitFor(),
  );
});

test('a live session in German: the card, the announcement, the summary', async () => {
  await visit(siteWithCamera, { locale: 'de-AT' }, async (page) => {
    await page.getByRole('button', { name: 'Verstanden – Kamera starten' }).click();
    await page.getByText('Der Ausdruck wirkt').waitFor({ timeout: 60_000 });
    await page
      .getByRole('status')
      .filter({ hasText: 'Der Ausdruck wirkt fröhlich.' })
      .waitFor({ state: 'attached', timeout: 60_000 });
    await page.waitForFunction(() => /jetzt fröhlich/.test(document.querySelector('#recorder .now').textContent));
    await page.getByRole('button', { name: 'Kamera ausschalten' }).click();
    await page.getByText(/Sein Ausdruck wirkte meist fröhlich/).waitFor();
  });
});

test('right to left: every page mirrors, nothing sticks out, axe-core finds nothing', async () => {
  for (const path of Object.keys(pages)) {
    await visit(path === 'index.html' ? siteWithCamera : siteWithoutCamera, { path }, async (page) => {
      await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
      const brand = () => page.locator('.brand').boundingBox();
      const before = await brand();
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      if (path === 'index.html') await startCamera(page);
      const after = await brand();
      assert.ok(after.x > before.x + 400, `${path}: the brand goes to the right side`);
      await page.evaluate(axe);
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
        [320, 640],
      ]) {
        await page.setViewportSize({ width, height });
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes[0].html]),
          [],
          `${path}, ${width}`,
        );
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `${path} at ${width} scrolls sideways`,
        );
      }
    });
  }
});
