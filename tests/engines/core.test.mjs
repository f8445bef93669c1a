// What every engine must do: each page opens without an error, and a photo is classified.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dist, root } from '../../www/build/paths.mjs';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { LIMITS } from '../support/engines/limits.mjs';
import { isHappy, isReady } from '../support/engines/live-page.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

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
