// The keys of the live page: what each does, where they do nothing, and that they can be turned off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { summaryOfHappyFace, waitForSeconds } from '../support/recorder-page.mjs';
import {
  closeSites,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

const keysDialog = (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const stopButton = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Stop the camera' });
const note = (/** @type {Page} */ page) => page.getByRole('textbox', { name: 'Note for this moment' });

/** Starts the camera, waits for the recording, and leaves the focus to no element. @param {Page} page */
async function record(page) {
  await startCamera(page);
  await waitForSeconds(page, 1);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
}

test('space stops and starts, n writes a note, s saves', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await record(page);
    await page.keyboard.press('n');
    await page.keyboard.type('fans? no snow');
    assert.equal(await note(page).inputValue(), 'fans? no snow', 'keys are letters in a field');
    await page.keyboard.press('Enter');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('Space');
    await summaryOfHappyFace(page).waitFor();
    await page.locator('#recorder').getByText('fans? no snow').first().waitFor();

    await page.keyboard.press('s');
    await page.getByText('Saved on this device.').waitFor();
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('Space');
    await stopButton(page).waitFor();
    await waitForSeconds(page, 1);

    await page.keyboard.press('s');
    await page.locator('.save input:checked').waitFor();
    await page.keyboard.press('s');
    assert.equal(await page.locator('.save input').isChecked(), true, 'a second press ends no saving');
  });
});

test('space presses the button that has the focus', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await record(page);
    await page.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    assert.equal(await stopButton(page).isVisible(), true);
  });
});

test('f shows the stage on the full screen, also by its button, and Stop leaves it', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    const isFull = (/** @type {boolean} */ full) =>
      page.waitForFunction((full) => (document.fullscreenElement?.id === 'stage') === full, full);
    await record(page);
    await page.keyboard.press('f');
    await isFull(true);
    await page.getByRole('button', { name: 'Leave full screen' }).click();
    await isFull(false);
    await page.getByRole('button', { name: 'Full screen', exact: true }).click();
    await isFull(true);
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('Space');
    await isFull(false);
    await summaryOfHappyFace(page).waitFor();
  });
});

test('there is no button for the full screen where the browser has none', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => Object.defineProperty(document, 'fullscreenEnabled', { value: undefined }));
  await visit(siteWithCamera, { prepare }, async (page) => {
    await record(page);
    assert.equal(await page.locator('#fullscreen').isVisible(), false);
    await page.keyboard.press('f');
    assert.equal(await page.evaluate(() => document.fullscreenElement), null);
  });
});

test('? and a button show the keys, which do nothing behind a dialog, with Control, or when they are off', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await record(page);
    await page.keyboard.press('?');
    await keysDialog(page).waitFor();
    await keysDialog(page).getByText('write a note for this moment').waitFor();
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('Space');
    await page.keyboard.press('s');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    assert.equal(await stopButton(page).isVisible(), true);
    assert.equal(await page.locator('.save input').isChecked(), false);

    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await keysDialog(page).getByRole('switch', { name: 'Use these keys' }).click();
    await page.keyboard.press('Escape');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.keyboard.press('s');
    await page.keyboard.press('Space');
    await page.keyboard.press('?');
    assert.equal(await stopButton(page).isVisible(), true);
    assert.equal(await page.locator('.save input').isChecked(), false);
    assert.equal(await keysDialog(page).isVisible(), false);
  });
});

for (const colorScheme of ['light', 'dark']) {
  test(`the list of keys is accessible on a phone: ${colorScheme}`, async () => {
    await visit(siteWithoutCamera, { colorScheme, viewport: PHONE, locale: 'fr-FR' }, async (page) => {
      await page.getByRole('button', { name: 'Raccourcis clavier' }).click();
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page);
    });
  });
}
