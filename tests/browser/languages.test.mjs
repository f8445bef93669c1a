// Languages: each has all texts of every page; the address or the browser chooses one; pages work right to left.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { factTexts } from '../../www/site/locales/facts.js';
import { assertAccessible } from '../support/accessibility.mjs';
import { closeSites, openSites, siteWithCamera, siteWithoutCamera, startCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const site = join(root, 'www/site');
const languages = ['de', 'fr'];
/** The pages that are translated, with the locale file of each. */
const pages = {
  'index.html': 'live',
  'files.html': 'files',
  'places.html': 'places',
  'model.html': 'model',
  'lesson.html': 'lesson',
  'playground.html': 'playground',
  'examples.html': 'examples',
};

before(openSites);
after(closeSites);

/** Loads a locale of the package, or of one page of the site. @param {string} language @param {string} [page] */
async function load(language, page) {
  const locales = page ? `../../www/site/locales/${language}/${page}.js` : `../../www/package/locales/${language}.js`;
  return (await import(locales)).strings;
}

/** Returns the names of a page's texts in its HTML, in order. @param {string} page */
function htmlNames(page) {
  const markup = readFileSync(join(site, page), 'utf8').replace(/<!-- ([\w-]+) -->/g, (_, partial) =>
    readFileSync(join(site, 'partials', `${partial}.html`), 'utf8'),
  );
  const texts = [...markup.matchAll(/data-i18n="([^"]+)"/g)].map(([, name]) => name);
  const attributes = [...markup.matchAll(/data-i18n-attributes="([^"]+)"/g)].flatMap(([, pairs]) =>
    pairs.split(' ').map((pair) => pair.split(':')[1]),
  );
  return [...new Set([...texts, ...attributes])].sort();
}

/**
 * Returns the path and the type of every text in a locale, but for those of the HTML.
 * @param {unknown} value
 * @returns {string[]}
 */
function shapeOf(value, path = '') {
  if (Array.isArray(value)) return [`${path}: ${value.length} texts`];
  if (value === null || typeof value !== 'object') return [`${path}: ${typeof value}`];
  return Object.entries(value)
    .filter(([key]) => key !== 'html' && key !== 'common')
    .flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`))
    .sort();
}

/** Returns the texts that a person reads or hears on a page, without names and the sources of links. */
const textsOn = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      const isRead = !node.parentElement.closest(
        'script, style, noscript, code, pre, option[lang], [role="tab"], .languages, .boot, [lang="en"]:not(html)',
      );
      if (isRead && /\p{L}{4}/u.test(text)) found.push(text);
    }
    for (const element of document.querySelectorAll(
      ':is([aria-label], [placeholder]):not([role="img"] *, [lang="en"]:not(html) *)',
    )) {
      const { ariaLabel, placeholder } = /** @type {HTMLInputElement} */ (element);
      found.push(...[ariaLabel, placeholder].filter((text) => text?.length > 3));
    }
    return [document.title, ...found];
  });

/** Names, and words that are the same in English and in other languages. */
const SAME_IN_ENGLISH = new RegExp(
  `^(${[
    'EmoSense',
    String.raw`Barrett et al\. 2019`,
    String.raw`Goodfellow et al\. 2013`,
    'ICMI 2016',
    'muxspace/facial_expressions',
    'sensitivity',
    'FER-2013',
    String.raw`FER\+`,
    'PrivateTest',
    String.raw`(\w+, )?PublicTest`,
    '(Tensor|Py).*',
    'JSON|CSV|Code|Pause|Photo|neutral|Live|Modell?|Pages|Notes|Expressions?|Condition|surprise|triste|Download',
    String.raw`(\d+ )?Images?`,
    String.raw`\d+ minutes`,
    'Macro.F1',
    'gamma .*',
    'JPEG.*',
    '/emosense.*',
    'React',
    String.raw`\{ emosense: .*`,
  ].join('|')})$`,
  'i',
);

for (const language of languages) {
  test(`${language} has the texts of the package that English has, and no others`, async () => {
    assert.deepEqual(shapeOf(await load(language)), shapeOf(await load('en')));
  });

  for (const file of readdirSync(join(site, 'locales/en'))) {
    const name = file.replace('.js', '');
    test(`${language} has the texts of ${name} that English has, and no others`, async () => {
      assert.deepEqual(shapeOf(await load(language, name)), shapeOf(await load('en', name)));
    });
  }

  for (const [page, name] of Object.entries(pages)) {
    test(`${language} has the texts in the HTML of ${page}, and no others`, async () => {
      const { common, element } = await load(language);
      const { html } = await load(language, name);
      const names = htmlNames(page);
      assert.deepEqual(
        names.filter((one) => !html[one] && !common[one]),
        [],
        'texts that are missing',
      );
      const sharedFacts = factTexts(element.facts); // a page may have only some of them
      assert.deepEqual(
        Object.keys(html).filter((one) => !names.includes(one) && !(one in sharedFacts)),
        [],
        'texts that the page does not have',
      );
    });

    test(`${page} shows no English text in a browser that prefers ${language}`, async () => {
      /** @type {Record<string, string[]>} */
      const texts = {};
      for (const locale of ['en-US', language]) {
        await visit(siteWithoutCamera, { path: page, locale }, async (opened) => {
          await opened.waitForFunction(() => document.adoptedStyleSheets.length > 0);
          await opened.waitForLoadState('networkidle');
          assert.equal(await opened.evaluate(() => document.documentElement.lang.slice(0, 2)), locale.slice(0, 2));
          texts[locale] = await textsOn(opened);
        });
      }
      const english = texts['en-US'];
      assert.ok(english.length > 10, `${english.length} texts`);
      assert.deepEqual(
        texts[language].filter((text) => english.includes(text) && !SAME_IN_ENGLISH.test(text)),
        [],
        'texts that are still English',
      );
    });
  }
}

test('the language in the address precedes that of the browser, and the navigation keeps it', async () => {
  await visit(siteWithoutCamera, { path: '?lang=de', locale: 'fr-FR' }, async (page) => {
    await page.getByRole('heading', { name: 'Welchen Ausdruck zeigt Ihr Gesicht?' }).waitFor();
    await page.getByRole('link', { name: 'Orte' }).click();
    const { html: german } = await load('de', 'places');
    await page.getByText(german.question).first().waitFor();
    await page.locator('.languages').getByRole('link', { name: 'Français' }).click();
    const { html: french } = await load('fr', 'places');
    await page.getByText(french.question).first().waitFor();
  });
});

test('in a browser that prefers another language, the page is English', async () => {
  await visit(siteWithoutCamera, { locale: 'ja-JP' }, (page) =>
    page.getByRole('heading', { name: 'Which expression is on your face?' }).waitFor(),
  );
});

test('a live session is German throughout: card, announcement, timeline and summary', async () => {
  await visit(siteWithCamera, { locale: 'de-AT' }, async (page) => {
    await page.getByRole('button', { name: 'Verstanden – Kamera starten' }).click();
    await page.locator('.card').getByText('Wirkt').waitFor({ timeout: 60_000 });
    await page.getByRole('status').filter({ hasText: 'Das Gesicht wirkt fröhlich.' }).waitFor({ state: 'attached' });
    await page.locator('#recorder .current').filter({ hasText: 'jetzt fröhlich' }).waitFor();
    await page.getByRole('button', { name: 'Kamera ausschalten' }).click();
    await page.getByText(/Wirkte meist fröhlich/).waitFor();
  });
});

for (const path of Object.keys(pages)) {
  test(`${path} works right to left`, async () => {
    const isLive = path === 'index.html';
    await visit(isLive ? siteWithCamera : siteWithoutCamera, { path }, async (page) => {
      await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
      const brand = () => page.locator('.brand').boundingBox();
      const { x: left } = await brand();
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      if (isLive) await startCamera(page);
      const { x: right } = await brand();
      assert.ok(right > left + 400, `the brand is ${right - left} pixels further right`);
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
        [320, 640],
      ]) {
        await page.setViewportSize({ width, height });
        await assertAccessible(page);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(excess <= 0, `at ${width} pixels the page is ${excess} pixels too wide`);
      }
    });
  });
}

for (const path of ['index.html', 'files.html', 'places.html']) {
  test(`${path} is in a language that there is, whatever the address asks for`, async () => {
    for (const tag of ['constructor', '__proto__', 'toString-DE', 'xx']) {
      await visit(siteWithoutCamera, { path: `${path}?lang=${tag}`, locale: 'de-AT' }, async (page) => {
        await page.locator('html[lang="de"]').waitFor({ state: 'attached' });
      });
    }
  });
}
