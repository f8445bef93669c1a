// After Stop: the summary takes the place of the stage and the cards, and nothing replaces it unasked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { stopCamera, summaryOfHappyFace, waitForSeconds } from '../support/recorder-page.mjs';
import {
  closeSites,
  DESKTOP,
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

const startButton = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Start the camera' });
const question = (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'This recording is not saved' });

/** Records for a second, and stops. @param {Page} page */
async function record(page) {
  await startCamera(page);
  await waitForSeconds(page, 1);
  await stopCamera(page);
  await summaryOfHappyFace(page).waitFor();
}

/** Waits until the top of an element is within the viewport. @param {Page} page @param {string} selector */
const isInView = (page, selector) =>
  page.waitForFunction((selector) => {
    const { top } = document.querySelector(selector).getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, selector);

for (const viewport of [DESKTOP, PHONE]) {
  test(`the result is what one sees: ${viewport.width} pixels`, async () => {
    await visit(siteWithCamera, { viewport }, async (page) => {
      await record(page);
      await isInView(page, '#recorder h2');
      assert.equal(await page.getByRole('heading', { name: 'Summary' }).isVisible(), true);
      const { height } = await page.locator('#stage').boundingBox();
      assert.ok(height < 150, `the stage is ${height} pixels high`);
      assert.equal(await page.locator('#cards').isVisible(), false, 'no empty card');
      await assertAccessible(page);
    });
  });
}

test('starting again asks what becomes of a recording that is not saved', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await record(page);
    await startButton(page).click();
    await question(page).getByRole('button', { name: 'Cancel' }).click();
    await summaryOfHappyFace(page).waitFor();

    await startButton(page).click();
    await question(page).getByRole('button', { name: 'Save on this device' }).click();
    await page.getByRole('button', { name: 'Stop the camera' }).waitFor();
    await waitForSeconds(page, 1);
    await stopCamera(page);
    assert.equal(await page.locator('.saved-list li').count(), 1, 'the first one is saved');

    await startButton(page).click();
    await question(page).getByRole('button', { name: 'Discard it' }).click();
    await page.getByRole('button', { name: 'Stop the camera' }).waitFor();
    await waitForSeconds(page, 1);
    assert.equal(await page.locator('.saved-list li').count(), 1, 'the second one is gone');
  });
});

test('nothing asks once a recording is saved', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await record(page);
    await page.getByRole('button', { name: 'Save on this device' }).click();
    await page.getByText('Saved on this device.').waitFor();
    await startButton(page).click();
    await page.getByRole('button', { name: 'Stop the camera' }).waitFor();
    assert.equal(await question(page).count(), 0);
  });
});

test('an error is in view on a phone', async () => {
  await visit(siteWithoutCamera, { viewport: PHONE }, async (page) => {
    await page.locator('#consent').scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator('#consent').click();
    await page.getByRole('heading', { name: 'No camera found' }).waitFor();
    await isInView(page, '#stage h2:not(:empty)');
  });
});
