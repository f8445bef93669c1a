// A photo whose expression is unclear: it is called so on every page, as the camera's is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseFiles, download, file, path, photo, resultText, waitForTotal } from '../support/files-page.mjs';
import { closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

/** Returns the photograph, blurred so far that its most probable emotion has 43 %. @param {Page} page */
async function blurredPhoto(page) {
  const base64 = await page.evaluate(async (photograph) => {
    const bytes = Uint8Array.from(atob(photograph), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context.filter = 'blur(7.6px)';
    context.drawImage(image, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1];
  }, photo('').buffer.toString('base64'));
  return file('blurred.png', Buffer.from(base64, 'base64'), 'image/png');
}

test('a photo is called unclear in its tile, in the counts and in the exports', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await chooseFiles(page, [await blurredPhoto(page), photo('sharp.png')]);
    await waitForTotal(page);
    assert.match(await resultText(page, 'blurred.png'), /^1 unclear$/);
    assert.match(await resultText(page, 'sharp.png'), /looks happy/);
    assert.deepEqual(await page.locator('.counts li').allTextContents(), ['1 happy', '1 unclear']);
    const csv = String(await download(page, page.getByRole('button', { name: 'CSV' })));
    assert.match(csv, /^"?blurred\.png"?,1,.*,good,uncertain,/m);
    const json = JSON.parse(String(await download(page, page.getByRole('button', { name: 'JSON' }))));
    assert.deepEqual(
      json.images.map(({ faces: [face] }) => face.emotion),
      ['uncertain', 'happy'],
    );
  });
});

test('a photo is called unclear on the card and at the box', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await page.locator('#image-input').setInputFiles(await blurredPhoto(page));
    await page.getByRole('heading', { name: 'The expression is unclear' }).waitFor();
    assert.equal(await page.locator('.overlay .name').textContent(), 'unclear');
    assert.equal(await page.locator('.bar.main').count(), 0, 'no bar stands out');
  });
});
