// The consent to the camera after an image: why it is asked for, and that the image stays until the camera runs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

/** Lets the page's camera open only when `window.allowCamera` is called. */
const holdCamera = (/** @type {Page} */ page) =>
  page.addInitScript(() => {
    const allowed = new Promise((resolve) => {
      window.allowCamera = resolve;
    });
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await allowed;
      return open(constraints);
    };
  });

test('the notice after an image says why it comes, and the image stays until the camera runs', async () => {
  await visit(siteWithCamera, { prepare: holdCamera }, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await page.getByRole('button', { name: 'Start the camera', exact: true }).click();
    await page.getByText('So far no camera was needed.').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'consent-reason');
    const assertImageShown = async (/** @type {string} */ when) => {
      assert.equal(await page.locator('#stage').getAttribute('data-shows'), 'image', when);
      assert.equal(await page.locator('#image').isVisible(), true, when);
    };
    await assertImageShown('beside the notice');
    assert.equal(await page.locator('.mark').count(), 1, 'the face is still marked');
    await page.getByRole('button', { name: 'I understand' }).click();
    await page.getByText('If your browser asks').waitFor();
    await assertImageShown('while the browser asks');
    await page.evaluate(() => window.allowCamera());
    await page.locator('#stage[data-shows="video"]').waitFor();
    await waitForHappyFace(page);
    assert.equal(await page.getByText('So far no camera was needed.').isVisible(), false);
    await page.locator('#recorder').waitFor();
  });
});

test('another photo can be chosen instead, which ends the question', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await page.getByRole('button', { name: 'Start the camera', exact: true }).click();
    await page.getByRole('button', { name: 'I understand' }).waitFor();
    await chooseImage(page, astronaut);
    await page.getByRole('button', { name: 'Start the camera', exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'I understand' }).isVisible(), false);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the notice after an image is accessible on a phone: ${colorScheme}`, async () => {
    await visit(siteWithCamera, { viewport: PHONE, colorScheme, reducedMotion: 'reduce' }, async (page) => {
      await chooseImage(page, astronaut);
      await waitForHappyFace(page);
      await page.getByRole('button', { name: 'Start the camera', exact: true }).click();
      await page.getByText('So far no camera was needed.').waitFor();
      await assertAccessible(page);
    });
  });
}

test('sections that open look neither like buttons nor like fields', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    for (const section of await page.locator('details.notice').all()) {
      const look = await section.evaluate((details) => {
        const { backgroundColor, borderRadius, borderInlineStartWidth } = getComputedStyle(details);
        return { backgroundColor, borderRadius, borderInlineStartWidth };
      });
      assert.deepEqual(look, {
        backgroundColor: 'rgba(0, 0, 0, 0)',
        borderRadius: '0px',
        borderInlineStartWidth: '0px',
      });
    }
  });
});
