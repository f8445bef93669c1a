// Pasting: an image is taken anywhere on the page, but not from what is pasted into a text field.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { waitForSeconds } from '../support/recorder-page.mjs';
import { astronaut, closeSites, openSites, siteWithCamera, startCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

/** Copies what a spreadsheet puts on the clipboard for a cell: its text, and an image of it. @param {Page} page */
async function copyCell(page) {
  await page.context().grantPermissions(['camera', 'clipboard-read', 'clipboard-write']);
  await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = new Blob([bytes], { type: 'image/png' });
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/plain': new Blob(['cell'], { type: 'text/plain' }), 'image/png': image }),
      ]);
    },
    readFileSync(astronaut, 'base64'),
  );
}

test('a spreadsheet cell that is pasted into a note becomes its text; elsewhere its image is taken', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await copyCell(page);
    const note = page.getByRole('textbox', { name: 'Note for this moment' });
    await note.focus();
    await page.keyboard.press('Control+V');
    await page.waitForFunction(
      () => /** @type {HTMLInputElement} */ (document.querySelector('.note input')).value === 'cell',
    );
    await waitForSeconds(page, 3); // the camera goes on
    assert.equal(await page.locator('#stage').getAttribute('data-shows'), 'video');

    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Control+V');
    await page.locator('#stage[data-shows="image"]').waitFor({ timeout: 60_000 });
  });
});
