// EmotionClient with custom models and with a restricted set of emotions.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */
/** @import { Emotion, ModelSource } from '../../www/package/client/client.js' */

const ALL = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
/** Those that permuted.onnx recognizes; it says that every face is angry. */
const PERMUTED = ['angry', 'happy', 'surprised'];

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openClientPage(site);
});
after(() => site.close());

test('uses a model from URLs, files and bytes, and the built-in one again', async (t) => {
  const results = await page.evaluate(async () => {
    const onnx = await (await fetch('models/permuted.onnx')).arrayBuffer();
    const config = await (await fetch('models/permuted.json')).json();
    /** @type {[source: string, model: ModelSource | null][]} */
    const models = [
      ['URLs', { onnx: 'models/permuted.onnx', config: new URL('models/permuted.json', location.href) }],
      ['the built-in model', null],
      ['files', { onnx: new Blob([onnx]), config: new Blob([JSON.stringify(config)]) }],
      ['bytes and an object', { onnx, config: { ...config, labels: [null, 'sad', null, null] } }],
    ];
    const client = new EmotionClient();
    const results = [];
    for (const [source, model] of models) {
      await client.useModel(model);
      const { faces } = await client.classify(photo, { still: true });
      results.push({ source, emotion: faces[0].emotion, emotions: client.emotions });
    }
    client.close();
    return results;
  });
  const expected = {
    URLs: { emotion: 'angry', emotions: PERMUTED },
    'the built-in model': { emotion: 'happy', emotions: ALL },
    files: { emotion: 'angry', emotions: PERMUTED },
    'bytes and an object': { emotion: 'sad', emotions: ['sad'] },
  };
  for (const { source, ...result } of results) {
    await t.test(source, () => assert.deepEqual(result, expected[/** @type {keyof typeof expected} */ (source)]));
  }
});

test('an invalid model has a code, and the previous one stays in use', async (t) => {
  const { codes, emotion } = await page.evaluate(async () => {
    const config = await (await fetch('models/permuted.json')).json();
    const models = {
      'a file that does not exist': { onnx: 'models/missing.onnx', config },
      'a config that is not valid JSON': { onnx: 'models/permuted.onnx', config: new Blob(['not JSON']) },
      'an empty config': { onnx: 'models/permuted.onnx', config: {} },
      'a file that is not ONNX': { onnx: 'models/permuted.json', config },
      'a number': { onnx: 17, config },
      'a model that makes the module trap': { onnx: 'models/beyond.onnx', config: 'models/beyond.json' },
    };
    const client = new EmotionClient();
    const codes = {};
    for (const [name, model] of Object.entries(models))
      codes[name] = await codeOf(client.useModel(/** @type {ModelSource} */ (model)));
    const { faces } = await client.classify(photo, { still: true });
    client.close();
    return { codes, emotion: faces[0].emotion };
  });
  for (const [name, code] of Object.entries(codes)) {
    const expected = name === 'a file that does not exist' ? 'load-failed' : 'invalid-model';
    await t.test(name, () => assert.equal(code, expected));
  }
  assert.equal(emotion, 'happy');
});

test('explains the scores of a custom model', async () => {
  const { side, pixels, importance } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const [{ landmarks }] = (await client.classify(photo, { still: true })).faces;
    await client.useModel({ onnx: 'models/rgb-nhwc.onnx', config: 'models/rgb-nhwc.json' });
    const { side, pixels, importance } = await client.explain(photo, landmarks);
    client.close();
    return { side, pixels: pixels.length, importance: importance.length };
  });
  assert.equal(side, 20);
  assert.equal(pixels, 20 * 20 * 4);
  assert.equal(importance, 20 * 20);
});

test('shares scores among the emotions of the options, with every model', async () => {
  const { builtIn, custom, afterTrap } = await page.evaluate(async () => {
    const client = new EmotionClient({ emotions: ['sad', 'angry'] });
    await client.ready;
    const classify = async () => {
      const { faces } = await client.classify(photo, { still: true });
      return { scores: faces[0].scores, emotions: client.emotions };
    };
    const builtIn = await classify();
    await client.useModel({ onnx: 'models/permuted.onnx', config: 'models/permuted.json' });
    const custom = await classify();
    await codeOf(client.useModel({ onnx: 'models/beyond.onnx', config: 'models/beyond.json' }));
    const afterTrap = await classify();
    client.close();
    return { builtIn, custom, afterTrap };
  });
  assert.deepEqual(builtIn.emotions, ['angry', 'sad']);
  assert.equal(builtIn.scores.happy, 0);
  const sum = builtIn.scores.sad + builtIn.scores.angry;
  assert.ok(Math.abs(sum - 1) < 1e-5, `sad and angry share the scores, which sum to ${sum}`);
  assert.deepEqual(custom.emotions, ['angry']);
  assert.equal(custom.scores.angry, 1);
  assert.deepEqual(afterTrap, custom, 'a model that makes the module trap changes nothing');
});

test('emotions that the model does not recognize have a code', async (t) => {
  const codes = await page.evaluate(async () => {
    const config = await (await fetch('models/permuted.json')).json();
    const onlyHappy = { onnx: 'models/permuted.onnx', config: { ...config, labels: ['happy', null, null, null] } };
    const client = new EmotionClient({ emotions: ['sad', 'angry'] });
    const codes = { 'a model without them': await codeOf(client.useModel(onlyHappy)) };
    client.close();
    for (const [name, emotions] of Object.entries({ none: [], 'an unknown one': ['glad'] })) {
      const invalid = new EmotionClient({ emotions: /** @type {Emotion[]} */ (emotions) });
      codes[name] = await codeOf(invalid.ready);
      invalid.close();
    }
    return codes;
  });
  for (const [name, code] of Object.entries(codes)) await t.test(name, () => assert.equal(code, 'invalid-emotions'));
});

test('a model that is given up is not downloaded any further, and starts no worker', async () => {
  const page = await openClientPage(site);
  /** @type {string[]} */
  const workers = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await page.route('**/models/permuted.onnx', () => {}); // never answered
  await page.evaluate(() => {
    window.client = new EmotionClient();
    return window.client.ready;
  });
  const requested = page.waitForRequest('**/models/permuted.onnx');
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('permuted.onnx'));
  const code = page.evaluate(async () => {
    window.leaving = new AbortController();
    const model = { onnx: 'models/permuted.onnx', config: 'models/permuted.json' };
    return window.client.useModel(model, { signal: window.leaving.signal }).catch(String);
  });
  await requested;
  await page.evaluate(() => window.leaving.abort('given up'));
  assert.equal(await code, 'given up');
  await ended;
  assert.equal(workers.length, 1);
  await page.close();
});
