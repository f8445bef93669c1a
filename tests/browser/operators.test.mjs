// The operators of the WebAssembly module for custom models: each is computed as onnxruntime does, others are named.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openModule } from '../support/module.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

const folder = new URL('../data/operators/', import.meta.url);
const readJson = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const config = readJson('config.json');
/**
 * The scores that onnxruntime computes, by model and emotion, for the crop of tests/data/operators/make_operators.py.
 * @type {Record<string, Record<string, number>>}
 */
const expected = readJson('expected.json');

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openModule(site, 'custom-models');
});
after(() => site.close());

/** Returns the scores of a model, or the message of the error. */
const classify = (/** @type {Buffer} */ onnx) =>
  page.evaluate(
    ([base64, config]) => {
      try {
        recognizer.setEmotionModel(
          Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
          config,
        );
        const { input } = config;
        const crop = Uint8Array.from({ length: input.shape[2] * input.shape[3] }, (_, index) => (37 * index) % 253);
        return { scores: /** @type {Record<string, number>} */ ({ ...recognizer.classifyCrop(crop) }) };
      } catch (error) {
        return { error: String(error) };
      }
    },
    /** @type {const} */ ([onnx.toString('base64'), config]),
  );

for (const file of readdirSync(folder).filter((name) => name.endsWith('.onnx'))) {
  const name = file.replace('.onnx', '');
  test(`computes ${name}`, async () => {
    const { scores, error } = await classify(readFileSync(new URL(file, folder)));
    assert.ok(scores, error);
    for (const [emotion, score] of Object.entries(expected[name])) {
      const difference = Math.abs(scores[emotion] - score);
      assert.ok(difference < 1e-4, `${emotion}: ${scores[emotion]}, expected ${score}`);
    }
  });
}

test('names an operator that it lacks, and continues', async () => {
  const relu = readFileSync(new URL('Relu.onnx', folder));
  const name = relu.indexOf('Relu');
  assert.ok(name > 0);
  const unknown = Buffer.from(relu);
  unknown.write('LSTM', name);
  const { error } = await classify(unknown);
  assert.match(error ?? '', /node "y" \(LSTM\) is of an operator that is not supported; the README .* says what to do/);
  assert.ok((await classify(relu)).scores);
});
