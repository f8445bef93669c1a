// EmotionClient.explain: which parts of a face its scores rest on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
  page = await openClientPage(site);
});
after(() => site.close());

test('explains the scores of a face in a file and in an ImageBitmap', async () => {
  const { face, explanation, importanceInBitmap } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const [face] = (await client.classify(photo, { still: true })).faces;
    const { side, pixels, importance, occluded, scores, emotion } = await client.explain(photo, face.landmarks);
    const fromBitmap = await client.explain(await createImageBitmap(photo), face.landmarks);
    client.close();
    return {
      face: { scores: face.scores, emotion: face.emotion },
      explanation: {
        side,
        occluded,
        scores,
        emotion,
        pixels: { type: pixels.constructor.name, length: pixels.length },
        importance: { type: importance.constructor.name, values: [...importance] },
      },
      importanceInBitmap: [...fromBitmap.importance],
    };
  });
  const { side, pixels, importance, occluded } = explanation;
  assert.deepEqual({ scores: explanation.scores, emotion: explanation.emotion }, face);
  assert.equal(side, 48);
  assert.deepEqual(pixels, { type: 'Uint8ClampedArray', length: 48 * 48 * 4 });
  assert.equal(importance.type, 'Float32Array');
  assert.equal(importance.values.length, 48 * 48);
  const row = Math.floor(importance.values.indexOf(Math.max(...importance.values)) / side);
  assert.ok(row > 32 && row < 44, `the most important pixel is near the mouth: row ${row}`);
  assert.ok(occluded.mouth < (face.scores.happy * 2) / 3, `happy without the mouth: ${occluded.mouth}`);
  assert.ok(occluded.eyes > 0.8, `happy without the eyes: ${occluded.eyes}`);
  assert.ok(occluded.nose > 0.8, `happy without the nose: ${occluded.nose}`);
  assert.deepEqual(importanceInBitmap, importance.values);
});

test('takes landmarks from the reactive state of a framework, which consists of proxies', async () => {
  const emotion = await page.evaluate(async () => {
    const client = new EmotionClient();
    const [{ landmarks }] = (await client.classify(photo, { still: true })).faces;
    const get = (/** @type {any} */ target, /** @type {string} */ name) =>
      typeof target[name] === 'object' ? new Proxy(target[name], { get }) : target[name];
    const { emotion } = await client.explain(photo, new Proxy(landmarks, { get }));
    client.close();
    return emotion;
  });
  assert.equal(emotion, 'happy');
});

test('an explanation needs landmarks and an image, and can be aborted', async (t) => {
  const { codes, frame, reason } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const [{ landmarks }] = (await client.classify(photo, { still: true })).faces;
    const codes = {};
    const invalid = { undefined: undefined, null: null, '{}': {}, NaN: { ...landmarks, nose: { x: NaN, y: 1 } } };
    for (const [name, value] of Object.entries(invalid)) codes[name] = await codeOf(client.explain(photo, value));
    codes['not an image'] = await codeOf(client.explain(new Blob(['not an image']), landmarks));
    const controller = new AbortController();
    const explaining = client.explain(photo, landmarks, { signal: controller.signal });
    const aborted = explaining.catch((reason) => reason);
    const frame = await codeOf(client.classify(photo));
    controller.abort('aborted');
    const reason = await aborted;
    client.close();
    return { codes, frame, reason };
  });
  for (const [name, code] of Object.entries(codes)) {
    const expected = name === 'not an image' ? 'image-unreadable' : 'invalid-landmarks';
    await t.test(name, () => assert.equal(code, expected));
  }
  assert.equal(frame, 'busy', 'a video frame during an explanation');
  assert.equal(reason, 'aborted');
});
