// The playground: it has every attribute of the element, and its code is what the form says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRAMEWORKS, snippet } from '../../www/site/playground/snippets.js';
import { assertAccessible } from '../support/accessibility.mjs';
import {
  astronaut,
  closeSites,
  DESKTOP,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const path = 'playground.html';

before(openSites);
after(closeSites);

const codeOn = (/** @type {Page} */ page) => page.locator('#panel').innerText();
/** Returns the attributes that the element has, as a sorted list of `name="value"`. */
const attributesOn = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const { attributes } = document.querySelector('emo-sense');
    return [...attributes].map(({ name, value }) => `${name}="${value}"`).sort();
  });
const checkbox = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole('checkbox', { name });
const framework = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole('tab', { name });

test('the form has a control for every attribute of the element, and for no other', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await framework(page, 'HTML').waitFor();
    const { observed, named } = await page.evaluate(() => ({
      observed: /** @type {any} */ (customElements.get('emo-sense')).observedAttributes,
      named: [...document.querySelector('form').elements].map((control) => control.getAttribute('name')),
    }));
    const controls = [...new Set([...named.filter(Boolean), 'src'])].sort(); // `src` has buttons
    assert.deepEqual(controls, [...observed].sort());
  });
});

test('every snippet is highlighted, with its attributes, and reads as it is copied', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await page.getByLabel('Maximum number of faces').fill('2');
    await page.getByLabel('Maximum number of faces').press('Tab');
    for (const [key, { name }] of Object.entries(FRAMEWORKS)) {
      await framework(page, name).click();
      const expected = snippet(/** @type {keyof typeof FRAMEWORKS} */ (key), new Map([['max-faces', '2']]));
      assert.equal(await page.locator('#panel').textContent(), expected);
      const spans = await page
        .locator('#panel span')
        .evaluateAll((all) => all.map((span) => ({ text: span.textContent, color: getComputedStyle(span).color })));
      const colorOf = (/** @type {string} */ text) => spans.find((token) => token.text === text)?.color;
      const colors = [colorOf('max-faces'), colorOf('"2"'), colorOf('const') ?? colorOf('script') ?? colorOf('import')];
      assert.equal(new Set([...colors, undefined]).size, 4, `${name}: ${colors.join(', ')}`);
    }
  });
});

for (const [colorScheme, viewport] of /** @type {const} */ ([
  ['light', DESKTOP],
  ['dark', PHONE],
])) {
  test(`what the form says, the element does and the code has: ${colorScheme}, ${viewport.width} pixels`, async () => {
    await visit(siteWithCamera, { path, colorScheme, viewport }, async (page) => {
      assert.match(await codeOn(page), /<emo-sense><\/emo-sense>/);
      await startCamera(page);
      await page.getByLabel('Maximum number of faces').fill('2');
      await page.getByLabel('Sensitivity').fill('0.5');
      await checkbox(page, 'fearful').uncheck();
      await checkbox(page, 'boxes').check();
      await checkbox(page, 'buttons').check();
      await page.getByLabel('Mirrored').selectOption('never');
      await checkbox(page, 'Starts by itself').check();
      await page.getByLabel('Copy of the folder').fill('https://cdn.example/{emosense}/');
      await waitForHappyFace(page);
      const expected = [
        'autostart=""',
        'emotions="angry disgusted happy neutral sad surprised"',
        'hide="overlay controls"',
        'max-faces="2"',
        'mirror="off"',
        'sensitivity="0.5"',
      ];
      assert.deepEqual(await attributesOn(page), expected);
      for (const { name } of Object.values(FRAMEWORKS)) {
        await framework(page, name).click();
        const code = await codeOn(page);
        for (const attribute of expected.slice(1)) assert.ok(code.includes(` ${attribute}`), `${name}: ${code}`);
        assert.ok(code.includes(' autostart') && !code.includes('autostart='), code);
        assert.ok(code.includes(' base-url="https://cdn.example/%7Bemosense%7D/"'), `${name}: ${code}`);
      }
      await assertAccessible(page);
      const [first, last] = await Promise.all(['HTML', 'Svelte'].map((name) => framework(page, name).boundingBox()));
      assert.equal(first?.y, last?.y, 'the tabs are in a row');
      await page.getByRole('button', { name: 'Reset all' }).click();
      await page.waitForFunction(() => !document.querySelector('emo-sense').hasAttributes());
      assert.equal(`${await codeOn(page)}`.trim(), snippet('angular', new Map()).trim());
    });
  });
}

test('an invalid number is neither in the code nor on the element', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await page.getByLabel('Maximum number of faces').fill('-3');
    await page.getByLabel('Maximum number of faces').blur();
    assert.deepEqual(await attributesOn(page), []);
    assert.ok(!(await codeOn(page)).includes('max-faces'));
  });
});

test('a photo takes the place of the camera, until the person wants the camera back', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a photo' }).click();
    await (await choosing).setFiles(astronaut);
    await waitForHappyFace(page);
    assert.match(await codeOn(page), /<emo-sense src="astronaut\.png">/);
    await page.locator('#events li', { hasText: 'faces' }).waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('button', { name: 'I understand' }).waitFor();
    assert.deepEqual(await attributesOn(page), []);
  });
});

test('the list of events is bounded, and counts frames in one line', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await framework(page, 'HTML').waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      const dispatch = (/** @type {string} */ type, /** @type {object} */ detail) =>
        element.dispatchEvent(new CustomEvent(type, { detail }));
      for (let index = 0; index < 500; index++) dispatch('state', { state: 'loading' });
      for (let index = 0; index < 500; index++) dispatch('faces', { faces: [{}], classifyMs: 1.23456 });
    });
    assert.ok((await page.locator('#events li').count()) <= 50);
    assert.equal(await page.locator('#events li').first().innerText(), 'faces × 500 {"faces":1,"classifyMs":1.23}');
  });
});

test('the arrow keys choose the framework', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await framework(page, 'HTML').focus();
    for (const [key, code] of [
      ['ArrowRight', 'export function Expression'],
      ['End', '@Component'],
      ['ArrowRight', 'YOUR-HOST'],
      ['ArrowLeft', '@Component'],
      ['Home', 'YOUR-HOST'],
    ]) {
      await page.keyboard.press(key);
      assert.ok((await codeOn(page)).includes(code), `${key} shows ${code}`);
      const focused = page.locator('[role="tab"]:focus');
      assert.equal(await focused.getAttribute('aria-selected'), 'true', 'the chosen tab has the focus');
    }
  });
});

test('the code is copied with a button', async () => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  await visit(siteWithoutCamera, { path, permissions }, async (page) => {
    await framework(page, 'Svelte').click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied: Svelte.').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippet('svelte', new Map()));
  });
});

test('where the clipboard cannot be used, as over HTTP, the code is selected', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await visit(siteWithoutCamera, { path, prepare }, async (page) => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('The code is selected').waitFor();
    assert.equal(await page.evaluate(() => getSelection().toString().trim()), snippet('html', new Map()).trim());
  });
});
