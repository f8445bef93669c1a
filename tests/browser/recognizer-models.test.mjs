// The WebAssembly module with custom models: what it reads from a config, and what it rejects.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openModule } from '../support/module.mjs';

const file = (/** @type {string} */ name) => new URL(`../data/networks/${name}`, import.meta.url);
const readConfig = (/** @type {string} */ name) => JSON.parse(readFileSync(file(`${name}.json`), 'utf8'));
const config = readConfig('permuted');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openModule(site, 'custom-models');
  for (const name of ['permuted', 'rgb-nhwc', 'output-of-nothing', 'empty-kernel']) {
    await page.evaluate(
      ([name, base64]) => {
        window.models ??= {};
        window.models[name] = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      },
      [name, readFileSync(file(`${name}.onnx`), 'base64')],
    );
  }
});
after(() => site.close());

/** Sets a model. Returns the error that the module throws, or null. @returns {Promise<any>} */
const setModel = (/** @type {string} */ name, /** @type {unknown} */ config) =>
  page.evaluate(
    ([name, config]) => {
      try {
        recognizer.setEmotionModel(window.models[/** @type {string} */ (name)], config);
        return null;
      } catch (error) {
        return { isError: error instanceof Error, code: error.code, message: error.message };
      }
    },
    [name, config],
  );

test('reads the labels of a config', async () => {
  assert.equal(await setModel('permuted', config), null);
  const scores = await page.evaluate(() => recognizer.classifyCrop(new Uint8Array(48 * 48)));
  const expected = { angry: 0.6, disgusted: 0, fearful: 0, happy: 0.2, neutral: 0, sad: 0, surprised: 0.2 };
  for (const [emotion, score] of Object.entries(expected)) {
    assert.ok(Math.abs(scores[emotion] - score) < 1e-6, `${emotion}: ${scores[emotion]}, expected ${score}`);
  }
  assert.deepEqual(await page.evaluate(() => recognizer.emotions), ['angry', 'happy', 'surprised']);
});

test('reads the layout, color and normalization of a config', async () => {
  assert.equal(await setModel('rgb-nhwc', readConfig('rgb-nhwc')), null);
  const scores = await page.evaluate(() =>
    recognizer.classifyCrop(Uint8Array.from({ length: 20 * 20 * 3 }, (_, index) => [0, 0, 200][index % 3])),
  );
  // As in tests/data/networks/make.py: red stands for sad, green for happy, blue for neutral; only blue is bright.
  const exponentials = [-10 / 100, -20 / 50, 170 / 25].map(Math.exp);
  const sum = exponentials.reduce((total, value) => total + value, 0);
  ['sad', 'happy', 'neutral'].forEach((emotion, index) => {
    const expected = exponentials[index] / sum;
    assert.ok(Math.abs(scores[emotion] - expected) < 1e-5, `${emotion}: ${scores[emotion]}, expected ${expected}`);
  });
  const message = await page.evaluate(() => {
    try {
      return `got ${JSON.stringify(recognizer.classifyCrop(new Uint8Array(48 * 48)))}`;
    } catch (error) {
      return error.message;
    }
  });
  assert.match(message, /1200 bytes.* got 2304/, 'a crop of another size');
});

/** @type {[name: string, change: object, message: RegExp][]} */
const INVALID_CONFIGS = [
  ['no labels', { labels: undefined }, /missing field `labels`/],
  ['an unknown label', { labels: ['surprised', 'contempt', 'happy', 'angry'] }, /labels.*unknown variant `contempt`/],
  ['too few labels', { labels: ['surprised'] }, /1 labels.* \[1, 4\]/],
  ['another input shape', { input: { ...config.input, shape: [1, 1, 64, 64] } }, /\[1, 1, 64, 64\].*1, 48, 48\]/],
  [
    'a string for a number',
    { normalization: { mean: '0', std: 1 } },
    /normalization.*mean: expected a number or a list of numbers/,
  ],
  ['a standard deviation of 0', { normalization: { mean: 0, std: 0 } }, /std.* 0/],
];

for (const [name, change, message] of INVALID_CONFIGS) {
  test(`rejects a config with ${name}, and continues`, async () => {
    const error = await setModel('permuted', JSON.parse(JSON.stringify({ ...config, ...change })));
    assert.ok(error, 'nothing was thrown');
    assert.equal(error.isError, true, 'an instance of Error');
    assert.equal(error.code, 'invalid-model');
    assert.match(error.message, message);
    assert.equal(await setModel('permuted', config), null, 'the next model');
  });
}

for (const name of ['output-of-nothing', 'empty-kernel']) {
  test(`rejects a file that would make the module trap, and continues: ${name}.onnx`, async () => {
    const error = await setModel(name, config);
    assert.equal(error?.code, 'invalid-model', error?.message);
    assert.equal(await setModel('permuted', config), null, 'the next model');
  });
}

test('shares scores among the emotions that are set', async () => {
  const { all, shared, emotions } = await page.evaluate(() => {
    const recognizer = new Recognizer();
    const crop = new Uint8Array(48 * 48).fill(120);
    const all = recognizer.classifyCrop(crop);
    recognizer.emotions = ['sad', 'happy'];
    return { all, shared: recognizer.classifyCrop(crop), emotions: recognizer.emotions };
  });
  assert.deepEqual(emotions, ['happy', 'sad']);
  assert.equal(shared.angry, 0);
  assert.ok(Math.abs(shared.happy - all.happy / (all.happy + all.sad)) < 1e-5, `happy: ${shared.happy}`);
});

for (const emotions of [[], ['glad'], 'happy']) {
  test(`rejects the emotions ${JSON.stringify(emotions)}`, async () => {
    const code = await page.evaluate((emotions) => {
      try {
        new Recognizer().emotions = /** @type {any} */ (emotions);
      } catch (error) {
        return error.code;
      }
    }, emotions);
    assert.equal(code, 'invalid-emotions');
  });
}
