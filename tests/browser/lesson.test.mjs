// The lesson: an expression is held, the others are skipped, and nothing is stored.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { closeSites, DESKTOP, openSites, PHONE, siteWithCamera, visit } from '../support/visit.mjs';

/** The level-one heading is on the first step only. */
const AFTER_START = { disableRules: ['page-has-heading-one'] };

before(openSites);
after(closeSites);

for (const [colorScheme, viewport] of /** @type {const} */ ([
  ['light', DESKTOP],
  ['dark', PHONE],
])) {
  test(`goes through the seven expressions: ${colorScheme}, ${viewport.width} pixels`, async () => {
    await visit(siteWithCamera, { path: 'lesson.html', colorScheme, viewport }, async (page) => {
      await page.getByText('no school, course or employer may assign this exercise').waitFor();
      await assertAccessible(page);

      await page.getByRole('button', { name: 'I understand' }).click();
      await page.getByRole('heading', { name: 'Look happy' }).waitFor({ timeout: 60_000 });
      // The face in the video is always happy, so this expression is done without anyone's help.
      await page.getByText('That’s it').or(page.getByText('Well done')).first().waitFor();
      await page.getByRole('heading', { name: 'Look surprised' }).waitFor({ timeout: 60_000 });
      await page.getByRole('status').filter({ hasText: 'Done: happy.' }).waitFor();
      await assertAccessible(page, AFTER_START);

      await page.getByRole('button', { name: 'Skip this one' }).focus();
      for (let press = 0; press < 6; press++) await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'That was all seven' }).waitFor();
      assert.equal(await page.locator('.total').innerText(), 'You managed 1 of 7.');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'done', 'the heading has the focus');
      await assertAccessible(page, AFTER_START);
      assert.equal(await page.evaluate(() => document.querySelector('emo-sense').state), 'stopped');

      const stored = await page.evaluate(async () => ({
        localStorage: localStorage.length,
        sessionStorage: sessionStorage.length,
        cookies: document.cookie,
        databases: await indexedDB.databases(),
      }));
      assert.deepEqual(stored, { localStorage: 0, sessionStorage: 0, cookies: '', databases: [] });

      await page.getByRole('button', { name: 'Practice again' }).click();
      await page.getByRole('heading', { name: 'Look happy' }).waitFor();
    });
  });
}
