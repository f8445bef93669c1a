// The explanation of a result: for images, for the camera, with the keyboard, and with custom models.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { recordedSeconds, startAgain, waitForSeconds } from '../support/recorder-page.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  DESKTOP,
  makeImage,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const models = new URL('../data/models/', import.meta.url).pathname;

before(openSites);
after(closeSites);

const section = (/** @type {Page} */ page) => page.getByRole('region', { name: 'Why this result?' });
const explainButton = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Explain this result' });
const waitForExplanation = (/** @type {Page} */ page) => page.locator('#explanation[data-state="shown"]').waitFor();
const focusedId = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement.id);

async function explain(/** @type {Page} */ page) {
  await explainButton(page).click();
  await waitForExplanation(page);
}

/** Asserts that the heatmap is brightest at the mouth, and much brighter there than in the upper half of the face. */
async function assertMouthImportant(/** @type {Page} */ page) {
  const { x, y, brightest, upperHalf } = await page
    .locator('.explanation-heatmap')
    .evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      // Green minus blue is the brightness of the color scale, whatever gray of the face is below it.
      const heat = Array.from({ length: width * height }, (_, index) => data[index * 4 + 1] - data[index * 4 + 2]);
      const top = heat.reduce((best, value, index) => (value > heat[best] ? index : best), 0);
      return {
        x: (top % width) / width,
        y: Math.floor(top / width) / height,
        brightest: heat[top],
        upperHalf: Math.max(...heat.slice(0, (width * height) / 2)),
      };
    });
  // Alignment puts the mouth at about three quarters of the crop's height, between a third and two thirds of its width.
  assert.ok(x > 0.25 && x < 0.75 && y > 0.66 && y < 0.92, `the brightest spot is at ${x}, ${y}`);
  assert.ok(brightest > upperHalf + 60, `brightness ${brightest} there, ${upperHalf} in the upper half`);
}

test('for a happy face the mouth is the most important part, in the heatmap and in the text', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await explain(page);
    await assertMouthImportant(page);
    const text = await section(page).locator('.explanation-text').textContent();
    const pattern = /^Covering the mouth lowers “happy” from (\d+)% to (\d+)%: it matters most\./;
    const [, from, to] = pattern.exec(text) ?? assert.fail(text);
    assert.ok(Number(from) > 80, text);
    assert.ok(Number(to) < (Number(from) * 2) / 3, text);
  });
});

test('the scores are on one card, and there is one way back', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await explain(page);
    assert.equal(await page.getByRole('heading', { name: 'Looks happy' }).count(), 1);
    assert.equal(await page.getByRole('button', { name: 'Back to the camera' }).count(), 1);
    assert.equal(await explainButton(page).count(), 0);
  });
});

test('a frozen picture says when it was, keeps the number of its face, and is explained mirrored', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await page.getByRole('switch', { name: 'Mirrored' }).check();
    await explain(page);
    const frozen = page.locator('#stage .hint').filter({ hasText: /^Frozen at 0:\d\d$/ });
    await frozen.waitFor();
    const crop = section(page).locator('.explanation-crop');
    const flip = () => crop.evaluate((canvas) => new DOMMatrix(getComputedStyle(canvas).transform).a);
    assert.equal(await flip(), -1);
    await page.waitForTimeout(6000); // longer than the tracks of a video last without frames
    await section(page).getByRole('button', { name: 'Back to the camera' }).click();
    await frozen.waitFor({ state: 'detached' });
    const seconds = await recordedSeconds(page);
    await waitForSeconds(page, seconds + 1);
    assert.equal(await page.locator('.overlay .number').textContent(), '1', 'the same face as before');
    await page.getByRole('switch', { name: 'Mirrored' }).uncheck();
    await page.locator('.overlay .mark').waitFor({ state: 'attached' });
    await explain(page);
    assert.equal(await flip(), 1);
  });
});

test('the explanation of an image shows the crop that the model sees, and no way back to a camera', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await explain(page);
    const crop = section(page).locator('.explanation-crop');
    const { width, height, isGray, shades } = await crop.evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      const pixels = Array.from({ length: width * height }, (_, index) => [...data.subarray(index * 4, index * 4 + 4)]);
      return {
        width,
        height,
        isGray: pixels.every(([red, green, blue, alpha]) => red === green && green === blue && alpha === 255),
        shades: new Set(pixels.map(([red]) => red)).size,
      };
    });
    assert.deepEqual([width, height], [48, 48]);
    assert.ok(isGray, 'every pixel is gray and opaque');
    assert.ok(shades > 60, `${shades} shades of gray`);
    assert.equal(await page.getByRole('button', { name: 'Back to the camera' }).count(), 0);
  });
});

test('with the keyboard a person opens the explanation, chooses one of two faces, and closes it', async () => {
  const path = await makeImage({
    width: 1100,
    height: 520,
    at: [
      [0, 0, 1],
      [560, 60, 0.85],
    ],
  });
  await visit(siteWithoutCamera, {}, async (page) => {
    const cropUrl = () =>
      section(page)
        .locator('.explanation-crop')
        .evaluate((/** @type {HTMLCanvasElement} */ canvas) => canvas.toDataURL());
    const pressedFaces = () =>
      page
        .getByRole('group', { name: 'Which face' })
        .getByRole('button')
        .evaluateAll((buttons) => buttons.map((button) => button.ariaPressed));
    await chooseImage(page, path);
    await page.locator('#cards .card:not([hidden])').nth(1).waitFor();
    await explainButton(page).focus();
    await page.keyboard.press('Enter');
    await waitForExplanation(page);
    assert.equal(await focusedId(page), 'explanation-heading');
    assert.deepEqual(await pressedFaces(), ['true', 'false']);
    const firstCrop = await cropUrl();
    for (const key of ['Tab', 'Tab', 'Tab', 'Space']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Face 2', pressed: true }).waitFor();
    await waitForExplanation(page);
    assert.deepEqual(await pressedFaces(), ['false', 'true']);
    assert.notEqual(await cropUrl(), firstCrop);
    await assertMouthImportant(page);
    await page.keyboard.press('Escape');
    await section(page).waitFor({ state: 'hidden' });
    assert.equal(await focusedId(page), 'explain');
  });
});

/** Returns the state of the camera's video. */
const videoState = (/** @type {Page} */ page) =>
  page.locator('#video').evaluate((/** @type {HTMLVideoElement} */ { paused, srcObject, currentTime }) => {
    const [track] = /** @type {MediaStream} */ (srcObject)?.getTracks() ?? [];
    return { paused, cameraState: track?.readyState, currentTime };
  });

/** Waits until the camera has delivered several more frames, which a second video shows. */
const waitForCameraFrames = (/** @type {Page} */ page) =>
  page.locator('#video').evaluate(async (/** @type {HTMLVideoElement} */ { srcObject }) => {
    const video = Object.assign(document.createElement('video'), { srcObject, muted: true });
    document.body.append(video); // a video outside the page gets no frames
    await video.play();
    for (let frame = 0; frame < 8; frame++) {
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    }
    video.remove();
  });

test('the camera is frozen while the explanation is open, and resumes after it', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await explain(page);
    await assertMouthImportant(page);
    const frozen = await videoState(page);
    assert.equal(frozen.paused, true);
    assert.equal(frozen.cameraState, 'live', 'the camera stays open');
    await page.getByText(/^Analyzed in \d+ ms$/).waitFor();
    await waitForCameraFrames(page); // a video that plays is ahead by then
    assert.equal((await videoState(page)).currentTime, frozen.currentTime);
    await section(page).getByRole('button', { name: 'Back to the camera' }).click();
    await section(page).waitFor({ state: 'hidden' });
    await page.getByText(/frames per second/).waitFor();
    await waitForHappyFace(page);
    assert.equal((await videoState(page)).paused, false);
    assert.equal(await focusedId(page), 'explain');
  });
});

test('the camera can be stopped and started again from a frozen frame', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await explain(page);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.getByRole('heading', { name: 'The camera is off' }).waitFor();
    assert.equal(await section(page).count(), 0, 'explanations');
    assert.equal(await explainButton(page).count(), 0, 'buttons that explain');
    assert.equal((await videoState(page)).cameraState, undefined, 'no camera is open');
    await startAgain(page);
    await waitForHappyFace(page);
    await page.getByText(/frames per second/).waitFor();
  });
});

test('another model or image closes the explanation, and results of a custom model are explained, too', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await explain(page);
    await page.getByText('Use your own model').click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose .onnx and .json' }).click();
    await (await choosing).setFiles(['rgb-nchw.onnx', 'rgb-nchw.json'].map((name) => join(models, name)));
    await section(page).waitFor({ state: 'hidden' });
    await page.locator('#cards .bar.absent').first().waitFor({ timeout: 60_000 });
    await explain(page);
    await section(page).getByText('20 × 20 pixels').waitFor();
    assert.deepEqual(
      await page.locator('#cards .bar.absent .bar-name').allTextContents(),
      ['angry', 'disgusted', 'fearful', 'surprised'],
      'emotions that the model does not recognize',
    );
    await chooseImage(page, astronaut);
    await section(page).waitFor({ state: 'hidden' });
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const viewport of [DESKTOP, PHONE, { width: 320, height: 640 }]) {
    test(`the explanation is accessible: ${colorScheme}, ${viewport.width} pixels wide`, async () => {
      await visit(siteWithCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await startCamera(page);
        await explain(page);
        await assertAccessible(page);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(excess <= 0, `the page is ${excess} pixels too wide`);
        for (const button of await section(page).getByRole('button').all()) {
          const { height } = await button.boundingBox();
          assert.ok(height >= 44, `${await button.textContent()} is ${height} pixels high`);
        }
      });
    });
  }
}
