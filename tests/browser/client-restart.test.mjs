// EmotionClient when a model or worker hangs, stops silently or cannot be loaded: it reports the error and recovers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Opens a page with a client in `window.client`, whose recognizer is loaded. @param {() => Promise<void>} steps */
async function withClient(steps) {
  page = await openClientPage(site);
  await page.evaluate(async () => {
    window.client = new EmotionClient();
    await window.client.ready;
    /** Resolves with the emotion of the photo, or the code of the error. */
    window.classify = () =>
      window.client.classify(photo, { still: true }).then(
        (/** @type {any} */ { faces }) => faces[0].emotion,
        (/** @type {any} */ { code }) => code,
      );
  });
  await steps();
  await page.close();
}

/** Lets the worker of the page be silent from now on. */
const silence = () => page.workers()[0].evaluate(() => close());
const classify = () => page.evaluate(() => window.classify());
const useModel = (/** @type {string} */ onnx) =>
  page.evaluate(
    (onnx) => codeOf(window.client.useModel({ onnx: `models/${onnx}`, config: 'models/faulty.json' })),
    onnx,
  );

/** Waits until only the worker in use is left: the browser takes a moment to end a busy one. */
async function waitForOneWorker() {
  while (page.workers().length > 1) await setTimeout(100);
}

/** Keeps the worker's script from loading. Returns a function that undoes it. */
async function blockWorker() {
  const url = '**/client/pkg/worker.js';
  await page.route(url, (route) => route.abort());
  return () => page.unroute(url);
}

test('a worker that dies silently is missed, and a new one takes the next frame', async () => {
  await withClient(async () => {
    await silence();
    assert.equal(await classify(), 'timeout');
    assert.equal(await classify(), 'happy');
  });
});

test('a frame that was given up does not keep the next one waiting', async () => {
  await withClient(async () => {
    await silence();
    const codes = await page.evaluate(async () => {
      const giveUp = new AbortController();
      const first = window.client.classify(photo, { still: true, signal: giveUp.signal });
      window.setTimeout(() => giveUp.abort('given up'), 100);
      const reason = await first.catch(String);
      return [reason, await window.classify()];
    });
    assert.deepEqual(codes, ['given up', 'happy']);
  });
});

test('a script that could not be loaded once is loaded with the next request', async () => {
  page = await openClientPage(site);
  const unblock = await blockWorker();
  const code = await page.evaluate(() => {
    window.client = new EmotionClient();
    return codeOf(window.client.ready);
  });
  assert.equal(code, 'load-failed');
  await unblock();
  assert.equal(await page.evaluate(() => codeOf(window.client.ready)), 'none');
  const model = { onnx: 'models/permuted.onnx', config: 'models/permuted.json' };
  assert.equal(await page.evaluate((model) => codeOf(window.client.useModel(model)), model), 'none');
  await page.close();
});

test('a restart that fails is tried again with the next request', async () => {
  await withClient(async () => {
    const unblock = await blockWorker();
    await silence();
    assert.equal(await classify(), 'timeout');
    assert.equal(await classify(), 'load-failed');
    await unblock();
    assert.equal(await classify(), 'happy');
  });
});

test('a custom model that hangs is abandoned; the model in use keeps running', async () => {
  await withClient(async () => {
    const used = useModel('endless.onnx');
    assert.equal(await classify(), 'happy');
    const cancelled = page.evaluate(() => {
      const signal = AbortSignal.timeout(60_000); // longer than the limit
      return codeOf(window.client.useModel({ onnx: 'models/missing.onnx', config: {} }, { signal }));
    });
    assert.equal(await used, 'timeout');
    assert.equal(await cancelled, 'load-failed');
    assert.equal(await classify(), 'happy');
    await waitForOneWorker();
  });
});

test('a custom model that is loaded can be given up', async () => {
  await withClient(async () => {
    const reason = await page.evaluate(async () => {
      const giveUp = new AbortController();
      const model = { onnx: 'models/endless.onnx', config: 'models/faulty.json' };
      const used = window.client.useModel(model, { signal: giveUp.signal });
      window.setTimeout(() => giveUp.abort('given up'), 3000);
      return used.catch(String);
    });
    assert.equal(reason, 'given up');
    assert.equal(await classify(), 'happy');
    await waitForOneWorker();
  });
});

test('a custom model that stops at a face is named, and the built-in one goes on', async () => {
  await withClient(async () => {
    assert.equal(await useModel('stops-later.onnx'), 'none');
    assert.equal(await classify(), 'model-stopped');
    assert.equal(await classify(), 'happy');
    assert.equal(await page.evaluate(() => window.client.emotions.length), 7);
  });
});
