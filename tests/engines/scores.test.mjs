// The results of every engine equal the native ones, through the package's client and through the REST API.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { classifyNatively } from '../support/native-crate.mjs';

/** @import { Face } from '../../www/package/client/client.js' */

/** How far a score may be from the native one: the modules add up in different orders. */
const TOLERANCE = 1e-4;
const PHOTOGRAPH = 'tests/data/astronaut.png';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
/** @type {Face[]} */
let expected;
before(async () => {
  site = await openEngine();
  expected = classifyNatively(PHOTOGRAPH);
});
after(() => site?.close());

/** Puts the photograph into the page, as a Blob. */
const bringPhotograph = () =>
  site.page.evaluate(
    (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      window.photo = new Blob([bytes], { type: 'image/png' });
    },
    readFileSync(join(root, PHOTOGRAPH), 'base64'),
  );

/** @param {Face[]} faces */
function assertEqualsNative(faces) {
  assert.equal(faces.length, expected.length);
  for (const [index, { emotion, scores }] of faces.entries()) {
    assert.equal(emotion, expected[index].emotion);
    for (const [label, native] of Object.entries(expected[index].scores)) {
      const score = scores[/** @type {keyof typeof scores} */ (label)];
      assert.ok(Math.abs(score - native) < TOLERANCE, `${label}: ${score}, natively ${native}`);
    }
  }
}

test(`${engine}: the client returns the native scores`, () =>
  site.visit('example-plain.html', async () => {
    await bringPhotograph();
    const { faces } = await site.page.evaluate(async () => {
      const script = './emosense/client.js';
      const { EmotionClient } = await import(script);
      const client = new EmotionClient();
      const result = await client.classify(window.photo, { still: true });
      client.close();
      return result;
    });
    assertEqualsNative(faces);
  }));

test(`${engine}: the REST API returns the native scores, and describes the model`, () =>
  site.visit('index.html', async () => {
    await site.waitUntil(() => navigator.serviceWorker.controller !== null);
    await bringPhotograph();
    const { status, faces } = await site.page.evaluate(async () => {
      const response = await fetch('api/v1/classify', { method: 'POST', body: window.photo });
      return { status: response.status, ...(await response.json()) };
    });
    assert.equal(status, 200);
    assertEqualsNative(faces);
    const model = await site.page.evaluate(async () => (await fetch('api/v1/model')).json());
    assert.equal(model.sha256, JSON.parse(readFileSync(join(root, 'models/emotion.json'), 'utf8')).sha256);
    const missing = await site.page.evaluate(async () => (await fetch('api/v1/people')).json());
    assert.equal(missing.error.code, 'not-found');
  }));
