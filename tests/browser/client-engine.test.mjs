// EmotionClient with the engine tract: the same faces and scores, from the module for custom models.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** How far a score may be from that of the other engine: they add up in different orders. */
const SCORE_TOLERANCE = 1e-3;

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openClientPage(site);
});
after(() => site.close());

test('runs the built-in models in tract if asked, with the same scores', async () => {
  /** @type {string[]} */
  const modules = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && modules.push(request.url()));
  const { builtIn, tract } = await page.evaluate(async () => {
    const classify = async (/** @type {'built-in' | 'tract'} */ engine) => {
      const client = new EmotionClient({ engine });
      const still = await client.classify(photo, { still: true });
      const video = await client.classify(photo, { atMs: 0 });
      client.close();
      return [...still.faces, ...video.faces].map(({ emotion, scores, bounds }) => ({ emotion, scores, bounds }));
    };
    return { tract: await classify('tract'), builtIn: await classify('built-in') };
  });
  assert.equal(modules.length, 2, `${modules}`);
  assert.match(modules[0], /emosense-custom-models\/emosense_bg\.wasm$/);
  assert.doesNotMatch(modules[1], /custom-models/);
  assert.equal(builtIn.length, 2);
  for (const [index, face] of builtIn.entries()) {
    assert.equal(tract[index].emotion, face.emotion);
    for (const [emotion, score] of Object.entries(face.scores)) {
      const other = tract[index].scores[/** @type {keyof typeof face.scores} */ (emotion)];
      assert.ok(Math.abs(other - score) <= SCORE_TOLERANCE, `${emotion}: ${other} in tract, ${score} in our engine`);
    }
    assert.ok(Math.abs(tract[index].bounds.x - face.bounds.x) < 0.1, `${tract[index].bounds.x}, ${face.bounds.x}`);
  }
});

test('uses a custom model and the built-in one again, in tract', async () => {
  const emotions = await page.evaluate(async () => {
    const client = new EmotionClient({ engine: 'tract' });
    const emotions = [];
    for (const model of [{ onnx: 'models/permuted.onnx', config: 'models/permuted.json' }, null]) {
      await client.useModel(model);
      const { faces } = await client.classify(photo, { still: true });
      emotions.push(faces[0].emotion);
    }
    client.close();
    return emotions;
  });
  assert.deepEqual(emotions, ['angry', 'happy']);
});

test('refuses the name of another engine', async () => {
  const error = await page.evaluate(() => {
    try {
      new EmotionClient({ engine: /** @type {any} */ ('onnxruntime') });
      return null;
    } catch ({ code, message }) {
      return { code, message };
    }
  });
  const message = `engine must be 'built-in' or 'tract', got the string "onnxruntime".`;
  assert.deepEqual(error, { code: 'invalid-setting', message });
});
