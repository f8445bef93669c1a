// "Use your own model" on the live page: files are chosen or dropped, and what is wrong with them is said.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../support/accessibility.mjs';
import { chooseSetting } from '../support/settings-page.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  DESKTOP,
  folder,
  openSites,
  PHONE,
  siteWithCamera,
  siteWithoutCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

const file = (/** @type {string} */ name) => new URL(`../data/models/${name}`, import.meta.url).pathname;
const config = JSON.parse(readFileSync(file('permuted.json'), 'utf8'));

before(openSites);
after(closeSites);

const status = (/** @type {Page} */ page) => page.locator('.custom-model-status');
const openSection = (/** @type {Page} */ page) => page.getByText('Use your own model').click();
const useBuiltIn = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Use the built-in model' });
const waitForAngryFace = (/** @type {Page} */ page) => page.locator('.card[data-state="angry"]').waitFor();

async function chooseFiles(/** @type {Page} */ page, /** @type {string[]} */ ...paths) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose .onnx and .json' }).click();
  await (await choosing).setFiles(paths);
}

test('uses a model, names the emotions that it does not recognize, and uses the built-in one again', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await openSection(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await page.getByText('permuted.onnx is in use. It recognizes angry, happy, and surprised.').waitFor();
    await waitForAngryFace(page); // the image is classified again
    await page.evaluate(() => document.querySelector('.mark').remove());
    await chooseSetting(page, 'Faces at most', '1'); // another recognizer, which has the model, too
    await page.locator('.mark .box[d]').waitFor();
    await waitForAngryFace(page);
    const meters = page.locator('.card').first().getByRole('meter');
    const bars = await meters.evaluateAll((all) => all.map((bar) => [bar.ariaLabel, bar.ariaValueText]));
    const absent = 'not recognized by this model';
    assert.deepEqual(bars, [
      ['angry', '60%'],
      ['disgusted', absent],
      ['fearful', absent],
      ['happy', '20%'],
      ['neutral', absent],
      ['sad', absent],
      ['surprised', '20%'],
    ]);
    await useBuiltIn(page).click();
    await page.getByText('The built-in model is in use.').waitFor();
    await waitForHappyFace(page);
    assert.equal(await page.locator('.bar.absent').count(), 0, 'emotions that the built-in model does not recognize');
  });
});

test('says what is wrong with the files; the built-in model stays in use, for the camera too', async (t) => {
  const unknownLabel = join(folder, 'permuted.json');
  writeFileSync(unknownLabel, JSON.stringify({ ...config, labels: ['surprised', 'contempt', 'happy', 'angry'] }));
  const notJson = join(folder, 'broken.json');
  writeFileSync(notJson, '{ labels }');
  /** @type {[name: string, files: string[], status: RegExp][]} */
  const cases = [
    ['no config', [file('permuted.onnx')], /Choose the \.json file too/],
    ['no ONNX file', [file('permuted.json')], /Choose the \.onnx file too/],
    [
      'an unknown label',
      [file('permuted.onnx'), unknownLabel],
      /labels.*unknown variant `contempt`.*The built-in model stays in use\./,
    ],
    ['a config that is not JSON', [file('permuted.onnx'), notJson], /The model config is not valid JSON/],
    [
      'a pool without a kernel',
      [file('empty-kernel.onnx'), file('permuted.json')],
      /^Invalid emotion .*"pooled" \(MaxPool\).*\. The built-in model stays in use\./,
    ],
    ['an output of no node', [file('output-of-nothing.onnx'), file('permuted.json')], /output "nothing"/],
  ];
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await openSection(page);
    for (const [name, files, expected] of cases) {
      await t.test(name, async () => {
        await chooseFiles(page, ...files);
        await status(page).filter({ hasText: expected }).waitFor();
      });
    }
    await waitForHappyFace(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await waitForAngryFace(page);
    await page.getByRole('button', { name: 'Stop the camera' }).waitFor();
  });
});

test('a model that makes the module trap is reported, and the previous model stays in use', async () => {
  await visit(siteWithoutCamera, { expectErrors: true }, async (page) => {
    await page.locator('#consent:enabled').waitFor();
    await openSection(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await status(page).filter({ hasText: 'permuted.onnx is in use.' }).waitFor();
    await chooseFiles(page, file('beyond.onnx'), file('beyond.json'));
    const expected =
      'its file is damaged, or it needs what the engine does not support. The previous model stays in use.';
    await status(page).filter({ hasText: expected }).waitFor();
    await chooseImage(page, astronaut);
    await waitForAngryFace(page);
    await useBuiltIn(page).click();
    await page.getByText('The built-in model is in use.').waitFor();
    await waitForHappyFace(page);
  });
});

test('a model that hangs can be canceled while the camera keeps running', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await openSection(page);
    await chooseFiles(page, file('endless.onnx'), file('faulty.json'));
    await page.getByText('Loading the model…').waitFor();
    await waitForHappyFace(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await status(page).filter({ hasText: /^$/ }).waitFor({ state: 'hidden' });
    await waitForHappyFace(page);
    assert.equal(await page.getByRole('button', { name: 'Cancel' }).isVisible(), false);
  });
});

test('a model that never ends is given up in the end', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await page.locator('#consent:enabled').waitFor();
    await openSection(page);
    await chooseFiles(page, file('endless.onnx'), file('faulty.json'));
    const expected = 'The model was not ready within 30 seconds. The built-in model stays in use.';
    await status(page).filter({ hasText: expected }).waitFor({ timeout: 120_000 });
  });
});

test('a model that stops at a face is named, and the built-in one goes on', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page) => {
    await startCamera(page);
    await openSection(page);
    await chooseFiles(page, file('stops-later.onnx'), file('faulty.json'));
    await status(page).filter({ hasText: 'stops-later.onnx failed' }).waitFor({ timeout: 60_000 });
    await page.locator('.card[data-state="happy"]').waitFor();
    assert.equal(await useBuiltIn(page).isVisible(), false);
    assert.equal(await page.locator('.bar.absent').count(), 0, 'emotions that the built-in model does not recognize');
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test(`dropped files are used, and the section is accessible: ${colorScheme}, ${size}`, async () => {
      await visit(siteWithoutCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await page.locator('#consent:enabled').waitFor();
        await page.evaluate(
          ([onnx, json]) => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(onnx), (letter) => letter.charCodeAt(0))], 'mine.onnx'));
            data.items.add(new File([json], 'mine.json'));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
          },
          [readFileSync(file('permuted.onnx'), 'base64'), JSON.stringify(config)],
        );
        await page.getByText('mine.onnx is in use.').waitFor();
        await assertAccessible(page);
        for (const button of await page.locator('.custom-model button:visible').all()) {
          const { height = 0 } = (await button.boundingBox()) ?? {};
          assert.ok(height >= 44, `the button ${await button.textContent()} is ${height} pixels high`);
        }
        await useBuiltIn(page).focus();
        await page.keyboard.press('Enter');
        await page.getByText('The built-in model is in use.').waitFor();
        const focused = await page.evaluate(() => document.activeElement?.className);
        assert.equal(focused, 'choose-model', 'the class of the focused element');
      });
    });
  }
}
