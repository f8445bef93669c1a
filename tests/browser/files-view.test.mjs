// The tiles of the page "Photos and videos": opened large, filtered, sorted, removed and brought back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { chooseFiles, file, path, photo, waitForTotal } from '../support/files-page.mjs';
import { closeSites, openSites, PHONE, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

const cat = () => file('cat.jpg', readFileSync(new URL('../data/cat.jpg', import.meta.url)), 'image/jpeg');
const names = (/** @type {Page} */ page) => page.locator('.tile .file-name').allTextContents();

/**
 * Opens the page with two photographs of a happy face, and a cat between them.
 * @param {(page: Page) => Promise<void>} steps
 */
const visitWithFiles = (steps) =>
  visit(siteWithoutCamera, { path }, async (page) => {
    await chooseFiles(page, [photo('b.png'), cat(), photo('a.png')]);
    await waitForTotal(page);
    await steps(page);
  });

test('opens a photo large by keyboard, with its seven bars, and leafs through the others', async () => {
  await visitWithFiles(async (page) => {
    await page.getByRole('button', { name: 'Open b.png' }).focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('dialog', { name: 'b.png' });
    assert.equal(await detail.getByRole('meter').count(), 7);
    assert.match(await detail.getByRole('meter', { name: 'happy' }).getAttribute('aria-valuetext'), /^9\d%$/);
    const picture = detail.locator('.detail-picture img');
    await picture.evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
    const [box, overlay] = [await picture.boundingBox(), await detail.locator('svg.overlay').boundingBox()];
    assert.deepEqual(overlay, box, 'the faces are marked where they are');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'cat.jpg' }).getByText('No face found').waitFor();
    assert.equal(await page.getByRole('meter').count(), 0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.ok(await page.getByRole('button', { name: 'Open b.png' }).evaluate((one) => one === document.activeElement));
  });
});

test('the large view is accessible and fits, in both themes', async () => {
  await visitWithFiles(async (page) => {
    await page.getByRole('button', { name: 'Open b.png' }).click();
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme });
      for (const viewport of [{ width: 1280, height: 800 }, PHONE]) {
        await page.setViewportSize(viewport);
        await assertAccessible(page);
        const width = await page
          .locator('#detail')
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        assert.equal(width, 0, `pixels too wide at ${viewport.width}`);
      }
    }
  });
});

test('shows only the files of a group, until its button is pressed again', async () => {
  await visitWithFiles(async (page) => {
    const happy = page.getByRole('button', { name: '2 happy' });
    await happy.click();
    assert.deepEqual(await names(page), ['b.png', 'a.png']);
    assert.equal(await happy.getAttribute('aria-pressed'), 'true');
    await page.getByRole('button', { name: '1 without a face' }).click();
    assert.deepEqual(await names(page), ['cat.jpg']);
    await page.getByRole('button', { name: '1 without a face' }).click();
    assert.equal((await names(page)).length, 3);
  });
});

test('orders the files by name and by score', async () => {
  await visitWithFiles(async (page) => {
    await page.getByLabel('Order').selectOption('by name');
    assert.deepEqual(await names(page), ['a.png', 'b.png', 'cat.jpg']);
    await page.getByLabel('Order').selectOption('highest score first');
    assert.deepEqual(await names(page), ['b.png', 'a.png', 'cat.jpg']);
    await page.getByLabel('Order').selectOption('as added');
    assert.deepEqual(await names(page), ['b.png', 'cat.jpg', 'a.png']);
  });
});

test('brings back one removed file, or all, to where they were, with their results', async () => {
  await visitWithFiles(async (page) => {
    await page.getByRole('button', { name: 'Remove cat.jpg' }).click();
    assert.deepEqual(await names(page), ['b.png', 'a.png']);
    await page.getByText('1 file removed.').waitFor();
    await page.keyboard.press('Enter'); // the focus is on "Undo"
    assert.deepEqual(await names(page), ['b.png', 'cat.jpg', 'a.png']);
    await page.getByRole('button', { name: 'Remove all' }).click();
    assert.equal(await page.locator('#results').isVisible(), false);
    await page.getByText('3 files removed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await names(page), ['b.png', 'cat.jpg', 'a.png']);
    await page.getByText('3 photos with 2 faces.').waitFor();
    assert.equal(await page.locator('#removed').isVisible(), false);
  });
});
