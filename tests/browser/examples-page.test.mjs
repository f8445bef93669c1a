// The page "For your own site": its code can be copied, its examples run on it, in the visitor's language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { assertAccessible } from '../support/accessibility.mjs';
import { closeSites, openSites, PHONE, siteWithCamera, siteWithoutCamera, visit } from '../support/visit.mjs';

const path = 'examples.html';

before(openSites);
after(closeSites);

test('copies the code as it stands there, or selects it where the page may not copy', async () => {
  await visit(
    siteWithoutCamera,
    { path, permissions: ['clipboard-read', 'clipboard-write'] },
    async (page, { context }) => {
      const section = page.getByRole('region', { name: 'React' });
      await section.getByRole('button', { name: 'Copy the code' }).click();
      await section.getByRole('button', { name: 'Copied' }).waitFor();
      const code = await section.locator('pre').textContent();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
      assert.match(code, /^import .*useRef.*\n/);
      await section.getByRole('button', { name: 'Copy the code' }).waitFor();

      await context.clearPermissions();
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'));
      });
      await section.getByRole('button', { name: 'Copy the code' }).click();
      await section.getByRole('button', { name: /^Selected/ }).waitFor();
      assert.equal((await page.evaluate(() => String(getSelection()))).trim(), code.trim());
    },
  );
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`highlights the code in colors that can be read, without changing it: ${colorScheme}`, async () => {
    const source = readFileSync(join(root, 'www/site', path), 'utf8');
    await visit(siteWithoutCamera, { path, colorScheme }, async (page) => {
      const written = await page.evaluate(
        (html) =>
          [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('pre')].map((pre) => pre.textContent),
        source,
      );
      const blocks = page.locator('pre');
      assert.equal(await blocks.count(), 3);
      assert.deepEqual(await blocks.allTextContents(), written);
      for (const block of await blocks.all()) {
        const colors = await block
          .locator('span')
          .evaluateAll((all) => all.map((token) => getComputedStyle(token).color));
        assert.ok(new Set(colors).size >= 3, `${new Set(colors).size} colors`);
      }
      await assertAccessible(page);
    });
  });
}

test('runs the element on the page, in its language, and closes its camera with it', async () => {
  await visit(siteWithCamera, { path: `${path}?lang=de` }, async (page) => {
    const section = page.getByRole('region', { name: 'Ein Script-Tag' });
    await section.getByRole('button', { name: 'Hier zeigen' }).click();
    await section.getByRole('button', { name: 'Verstanden – Kamera starten' }).click();
    await section.locator('.card[data-state="happy"]').waitFor({ timeout: 60_000 });
    const stream = await section
      .locator('video')
      .evaluateHandle((video) => /** @type {HTMLVideoElement} */ (video).srcObject);
    await section.getByRole('button', { name: 'Ausblenden' }).click();
    assert.equal(await section.locator('emo-sense').count(), 0);
    await page.waitForFunction((one) => /** @type {MediaStream} */ (one).getTracks()[0].readyState === 'ended', stream);
  });
});

test('shows the iframe in the language of the page; both examples are accessible on a phone', async () => {
  await visit(siteWithoutCamera, { path: `${path}?lang=fr`, viewport: PHONE }, async (page) => {
    for (const button of await page.locator('.show').all()) await button.click();
    const frame = page.frameLocator('.preview iframe');
    await frame.getByRole('heading', { name: /visage/ }).waitFor();
    await page
      .locator('.preview emo-sense')
      .getByRole('heading', { name: /visage/ })
      .waitFor();
    // The page in the frame has a main landmark, too, and the element another one's headings.
    await assertAccessible(page, { disableRules: ['landmark-unique', 'landmark-no-duplicate-main'] });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `${width} pixels wide`);
  });
});

test('the navigation leads to the exercise and to this page, and fits on a phone in German', async () => {
  await visit(siteWithoutCamera, { path: '?lang=de', viewport: PHONE }, async (page) => {
    const nav = page.getByRole('navigation', { name: 'Seiten' });
    await nav.getByRole('link', { name: 'Einbauen' }).waitFor(); // in the language of the page
    assert.equal(await nav.getByRole('link').count(), 6);
    const excess = await nav.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.equal(excess, 0, 'pixels too wide');
    const [brand, promise] = [page.locator('.brand'), page.locator('.promise')];
    const [{ y: top, height }, { y }] = [await brand.boundingBox(), await promise.boundingBox()];
    assert.ok(y < top + height, 'the promise is in the line of the name');
    await nav.getByRole('link', { name: 'Üben' }).click();
    await page.getByRole('heading', { name: 'Üben Sie sieben Ausdrücke' }).waitFor();
    await nav.getByRole('link', { name: 'Einbauen' }).click();
    await page.getByRole('heading', { name: 'In die eigene Website einbauen' }).waitFor();
  });
});
