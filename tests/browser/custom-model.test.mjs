// Networks of one's own in Chromium: through the module, through the client with its worker, and on the page.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openModule } from '../support/module.mjs';
import {
  DESKTOP,
  PHONE,
  astronaut,
  chooseImage,
  closeSites,
  folder,
  waitForHappyFace,
  siteWithoutCamera,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

const file = (/** @type {string} */ name) => new URL(`../data/networks/${name}`, import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const card = JSON.parse(readFileSync(file('permuted.json'), 'utf8'));

/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  await openSites();
  page = await openModule(siteWithoutCamera, 'custom-models');
  for (const name of ['permuted', 'rgb-nhwc', 'output-of-nothing', 'empty-kernel']) {
    await page.evaluate(
      ([name, base64]) => {
        window.networks ??= {};
        window.networks[name] = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      },
      [name, readFileSync(file(`${name}.onnx`), 'base64')],
    );
  }
});
after(closeSites);

/** What `setEmotionModel` throws, or null. */
const refused = (/** @type {string} */ name, /** @type {unknown} */ card) =>
  page.evaluate(
    ([name, card]) => {
      try {
        recognizer.setEmotionModel(window.networks[name], card);
        return null;
      } catch (error) {
        return { isError: error instanceof Error, code: error.code, message: error.message };
      }
    },
    [name, card],
  );

test('the module reads labels, layout and color as the card says', async () => {
  assert.equal(await refused('permuted', card), null);
  const scores = await page.evaluate(() => recognizer.classifyCrop(new Uint8Array(48 * 48)));
  const expected = { angry: 0.6, disgusted: 0, fearful: 0, happy: 0.2, neutral: 0, sad: 0, surprised: 0.2 };
  for (const [emotion, score] of Object.entries(expected)) assert.ok(Math.abs(scores[emotion] - score) < 1e-6, emotion);
  assert.deepEqual(await page.evaluate(() => recognizer.emotions), ['angry', 'happy', 'surprised']);

  assert.equal(await refused('rgb-nhwc', JSON.parse(readFileSync(file('rgb-nhwc.json'), 'utf8'))), null);
  const picked = await page.evaluate(() =>
    recognizer.classifyCrop(Uint8Array.from({ length: 20 * 20 * 3 }, (_, index) => [0, 0, 200][index % 3])),
  );
  // As make.py says: red, green and blue pixels for sad, happy and neutral; blue alone is bright.
  const logits = [-10 / 100, -20 / 50, 170 / 25].map(Math.exp);
  const sum = logits.reduce((one, other) => one + other);
  ['sad', 'happy', 'neutral'].forEach((emotion, index) =>
    assert.ok(Math.abs(picked[emotion] - logits[index] / sum) < 1e-5, emotion),
  );
  const wrong = await page.evaluate(() => {
    try {
      recognizer.classifyCrop(new Uint8Array(48 * 48));
    } catch (error) {
      return error.message;
    }
  });
  assert.match(wrong, /1200 bytes are needed, got 2304/);
});

for (const [what, change, words] of [
  ['no labels', { labels: undefined }, 'its card: missing field `labels`'],
  ['a foreign label', { labels: ['surprised', 'contempt', 'happy', 'angry'] }, 'labels: unknown variant `contempt`'],
  ['too few labels', { labels: ['surprised'] }, "its card names 1 labels, its output's shape there is [1, 4]"],
  [
    'a wrong shape',
    { input: { ...card.input, shape: [1, 1, 64, 64] } },
    'its card says an input of [1, 1, 64, 64], the file takes [?, 1, 48, 48]',
  ],
  [
    'a string for a number',
    { normalization: { mean: '0', std: 1 } },
    'normalization: mean: expected a number or a list of numbers',
  ],
  ['no deviation', { normalization: { mean: 0, std: 0 } }, "its card's std is 0"],
]) {
  test(`the module refuses a card with ${what} and goes on`, async () => {
    const error = await refused('permuted', JSON.parse(JSON.stringify({ ...card, ...change })));
    assert.equal(error?.isError, true);
    assert.equal(error.code, 'invalid-model');
    assert.ok(error.message.includes(words), error.message);
    assert.equal(await refused('permuted', card), null);
  });
}

test('files that would stop the module are refused, and it goes on', async () => {
  for (const name of ['output-of-nothing', 'empty-kernel']) {
    const error = await refused(name, card);
    assert.equal(error?.code, 'invalid-model', `${name}: ${error?.message}`);
  }
  assert.equal(await refused('permuted', card), null);
});

test('scores are restricted to the emotions that are set', async () => {
  const result = await page.evaluate(() => {
    const recognizer = new Recognizer();
    const crop = new Uint8Array(48 * 48).fill(120);
    const all = recognizer.classifyCrop(crop);
    recognizer.emotions = ['sad', 'happy'];
    const codes = [[], ['glad'], 'happy'].map((emotions) => {
      try {
        recognizer.emotions = emotions;
      } catch (error) {
        return error.code;
      }
    });
    return { all, two: recognizer.classifyCrop(crop), emotions: recognizer.emotions, codes };
  });
  assert.deepEqual(result.emotions, ['happy', 'sad']);
  assert.deepEqual(result.codes, Array(3).fill('invalid-emotions'));
  const { all, two } = result;
  assert.equal(two.angry, 0);
  assert.ok(Math.abs(two.happy - all.happy / (all.happy + all.sad)) < 1e-5);
});

const status = (page) => page.locator('.custom-model-status');
const open = (page) => page.getByText('Use your own model').click();

async function chooseFiles(page, ...names) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose .onnx and .json' }).click();
  await (await choosing).setFiles(names);
}

test('on the page a network is chosen, names what it lacks, and is left again', async () => {
  await visit(siteWithoutCamera, {}, async (page) => {
    await chooseImage(page, astronaut);
    await waitForHappyFace(page);
    await open(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await page.getByText('permuted.onnx is in use. It recognizes angry, happy, and surprised.').waitFor();
    // The picture is read anew.
    await page.locator('.card[data-state="angry"]').waitFor();
    const bars = await page
      .locator('.card')
      .first()
      .getByRole('meter')
      .evaluateAll((all) => all.map((bar) => [bar.getAttribute('aria-label'), bar.getAttribute('aria-valuetext')]));
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
    await page.getByRole('button', { name: 'Use the built-in model' }).click();
    await page.getByText('The built-in model is in use.').waitFor();
    await waitForHappyFace(page);
    assert.equal(await page.locator('.bar.absent').count(), 0);
  });
});

test('on the page a wrong network is refused in words and the one before goes on, live too', async () => {
  const wrongCard = join(folder, 'permuted.json');
  writeFileSync(wrongCard, JSON.stringify({ ...card, labels: ['surprised', 'contempt', 'happy', 'angry'] }));
  const noJson = join(folder, 'broken.json');
  writeFileSync(noJson, '{ labels }');
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await open(page);
    for (const [files, words] of [
      [[file('permuted.onnx')], /Choose the \.json file too/],
      [[file('permuted.json')], /Choose the \.onnx file too/],
      [[file('permuted.onnx'), wrongCard], /labels: unknown variant `contempt`.*The built-in model stays in use\./],
      [[file('permuted.onnx'), noJson], /config is not valid JSON/],
      [
        [file('empty-kernel.onnx'), file('permuted.json')],
        /^Invalid emotion model: its node "pooled" \(MaxPool\) has kernel_shape \[\].* possible\. The built-in/,
      ],
      [[file('output-of-nothing.onnx'), file('permuted.json')], /nothing in it gives its output "nothing"/],
    ]) {
      await chooseFiles(page, ...files);
      await status(page).filter({ hasText: words }).waitFor();
    }
    await waitForHappyFace(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await page.locator('.card[data-state="angry"]').waitFor();
    await page.getByRole('button', { name: 'Stop the camera' }).waitFor();
  });
});

test('a network that stops its module is reported, and the network before goes on in its own worker', async () => {
  await visit(siteWithoutCamera, { expectErrors: true }, async (page) => {
    await page.locator('#consent:enabled').waitFor();
    await open(page);
    await chooseFiles(page, file('permuted.onnx'), file('permuted.json'));
    await status(page).filter({ hasText: 'permuted.onnx is in use.' }).waitFor();
    await chooseFiles(page, file('beyond.onnx'), file('beyond.json'));
    await status(page)
      .filter({ hasText: 'its file is damaged, or it needs what the engine does not support. The previous model stays in use.' })
      .waitFor();
    await chooseImage(page, astronaut);
    await page.locator('.card[data-state="angry"]').waitFor();
    await page.getByRole('button', { name: 'Use the built-in model' }).click();
    await page.getByText('The built-in model is in use.').waitFor();
    await waitForHappyFace(page);
  });
});

test('dropped networks are taken; nothing that axe-core checks is amiss there, and all buttons are large enough', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      await visit(siteWithoutCamera, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await page.locator('#consent:enabled').waitFor();
        await page.evaluate(
          ([onnx, json]) => {
            const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(onnx), (letter) => letter.charCodeAt(0))], 'mine.onnx'));
            data.items.add(new File([json], 'mine.json'));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
          },
          [readFileSync(file('permuted.onnx'), 'base64'), JSON.stringify(card)],
        );
        await page.getByText('mine.onnx is in use.').waitFor();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`)),
          [],
        );
        for (const button of await page.locator('.custom-model button:visible').all())
          assert.ok((await button.boundingBox()).height >= 44);
        await page.getByRole('button', { name: 'Use the built-in model' }).focus();
        await page.keyboard.press('Enter');
        await page.getByText('The built-in model is in use.').waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.className), 'choose-model');
      });
    }
  }
});
