// The options of EmotionClient and its methods: what is misspelt or of another type is refused by name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Site } from '../support/chromium.mjs' */

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test('refuses unknown options by name, and signals that are none', async (t) => {
  const page = await openClientPage(site);
  const messages = await page.evaluate(async () => {
    const client = new EmotionClient();
    const canvas = document.createElement('canvas');
    const video = document.createElement('video');
    const landmarks = /** @type {any} */ ({});
    const result = { faces: [], width: 1, height: 1 };
    /** @type {Record<string, () => unknown>} */
    const calls = {
      constructor: () => new EmotionClient(/** @type {any} */ ({ maxFace: 1 })),
      'constructor with a string': () => new EmotionClient(/** @type {any} */ ('./pkg/')),
      'constructor with null': () => new EmotionClient(null),
      // Vue's reactive arrays are such proxies.
      'constructor with a proxy': () => new EmotionClient({ emotions: new Proxy([], {}) }).ready,
      classify: () => client.classify(photo, /** @type {any} */ ({ stil: true })),
      explain: () => client.explain(photo, landmarks, /** @type {any} */ ({ sginal: 1 })),
      useModel: () => client.useModel(null, /** @type {any} */ ({ abort: 1 })),
      watch: () => client.watch(video, /** @type {any} */ ({ interval: 1 })).next(),
      'watch with an interval': () => client.watch(video, { intervalMs: -1 }).next(),
      'watch with an image': () => client.watch(/** @type {any} */ (new Image())).next(),
      openCamera: () => client.openCamera(/** @type {any} */ ({ deviceid: 'x' })),
      'openCamera with a direction': () => client.openCamera(/** @type {any} */ ({ facing: 'front' })),
      draw: () => client.draw(canvas, result, /** @type {any} */ ({ mirror: true })),
      'draw on a text': () => client.draw(/** @type {any} */ ('canvas'), result),
      'draw on a transferred canvas': () => {
        const transferred = document.createElement('canvas');
        transferred.transferControlToOffscreen();
        client.draw(transferred, result);
      },
      'draw without a size': () => client.draw(canvas, /** @type {any} */ ({ faces: [] })),
      'draw with a language': () => client.draw(canvas, result, { lang: null }),
      'draw with null': () => client.draw(null, result),
      'draw with faces': () => client.draw(canvas, /** @type {any} */ ([])),
      'a controller': () => client.classify(photo, { signal: /** @type {any} */ (new AbortController()) }),
    };
    const messages = {};
    for (const [name, call] of Object.entries(calls)) {
      messages[name] = await (async () => call())().then(
        () => 'none',
        (error) => `${error.name} ${error.code}: ${error.message}`,
      );
    }
    client.close();
    return messages;
  });
  const expected = {
    constructor: /Unknown option 'maxFace', expected one of emotions, .*maxFaces.*ownWorker\.$/,
    'constructor with a string': /The options must be an object, got the string "\.\/pkg\/"\.$/,
    'constructor with a proxy': /must be plain data, not proxies or functions/,
    'constructor with null': /The options must be an object, got null\.$/,
    classify: /Unknown option 'stil', expected one of still, atMs, signal\.$/,
    explain: /Unknown option 'sginal', expected one of signal\.$/,
    useModel: /Unknown option 'abort', expected one of signal\.$/,
    watch: /Unknown option 'interval', expected one of signal, intervalMs\.$/,
    'watch with an interval': /intervalMs must be a number of at least 0, got -1\.$/,
    'watch with an image': /^EmotionError image-unreadable: Expected a playing video element.*got an HTMLImageElement/,
    openCamera: /Unknown option 'deviceid', expected one of facing, deviceId, signal\.$/,
    'openCamera with a direction': /facing must be 'user' or 'environment', got the string "front"\.$/,
    draw: /Unknown option 'mirror', expected one of mirrored, lang\.$/,
    'draw on a text': /Expected a canvas for drawing in 2D, got the string "canvas"\.$/,
    'draw on a transferred canvas': /got one that has another context, or was transferred to an OffscreenCanvas\.$/,
    'draw without a size': /Expected a result of classify or watch, got an Object\.$/,
    'draw with a language': /lang must be the tag of a language, such as 'de', got null\.$/,
    'draw with null': /Expected a canvas for drawing in 2D, got null\.$/,
    'draw with faces': /Expected a result of classify or watch, got an Array\.$/,
    'a controller': /signal must be an AbortSignal, got an AbortController\.$/,
  };
  for (const [name, pattern] of Object.entries(expected)) {
    await t.test(name, () => {
      if (!name.includes('image')) assert.match(messages[name], /^EmotionError invalid-setting: /);
      assert.match(messages[name], pattern);
    });
  }
  await page.close();
});
