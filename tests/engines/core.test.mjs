// What every engine must do: each page opens without an error, a photo is classified, the camera starts and stops.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dist, root } from '../../www/build/paths.mjs';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { LIMITS } from '../support/engines/limits.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

const isReady = () => document.querySelector('#consent:enabled') !== null;
const isHappy = () => document.querySelector('.card[data-state="happy"]') !== null;

for (const path of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
  test(`${engine}: ${path} opens without an error`, { skip: LIMITS[engine]?.[path] }, () =>
    site.visit(path, () => site.waitUntil(() => document.readyState === 'complete')),
  );
}

test(`${engine}: a photo of a happy face is classified`, () =>
  site.visit('index.html', async () => {
    await site.waitUntil(isReady);
    await site.page.setFile('#image-input', join(root, 'tests/data/astronaut.png'));
    await site.waitUntil(isHappy);
  }));

test(`${engine}: the camera starts and shows a happy face; stopping releases it`, () =>
  site.visit('index.html', async () => {
    await site.waitUntil(isReady);
    await site.page.click('#consent');
    await site.waitUntil(isHappy);
    await site.page.click('#toggle');
    await site.waitUntil(() => document.querySelector('#stage')?.getAttribute('data-shows') === 'message');
    assert.equal(await site.page.evaluate(() => window.cameraTrack.readyState), 'ended');
  }));
