// A model of the visitor's own, in every engine: it classifies the image again.
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { isHappy, isReady } from '../support/engines/live-page.mjs';

const data = (/** @type {string} */ path) => fileURLToPath(new URL(`../data/${path}`, import.meta.url));

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

const hasStatus = (/** @type {string} */ text) =>
  document.querySelector('.custom-model-status')?.textContent?.includes(text);
const isAngry = () => document.querySelector('.card[data-state="angry"]') !== null;

test(`${engine}: a custom model is used, a damaged one refused, and the built-in one used again`, () =>
  site.visit('index.html', async () => {
    await site.waitUntil(isReady);
    await site.page.setFile('#image-input', data('astronaut.png'));
    await site.waitUntil(isHappy);
    await site.page.click('#custom-model summary');
    await site.page.setFile('#custom-model input', data('models/permuted.onnx'), data('models/permuted.json'));
    await site.waitUntil(hasStatus, 'permuted.onnx is in use. It recognizes angry, happy, and surprised.');
    await site.waitUntil(isAngry);
    await site.page.setFile('#custom-model input', data('models/empty-kernel.onnx'), data('models/permuted.json'));
    await site.waitUntil(hasStatus, '"pooled" (MaxPool)');
    await site.page.click('.use-built-in');
    await site.waitUntil(isHappy);
  }));
