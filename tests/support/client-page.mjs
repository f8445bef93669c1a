// Opens a blank page with the client's sources, as they are, and the test models next to them.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from '../../www/build/paths.mjs';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
const BLANK = '<!doctype html><title>Client</title>';

/**
 * Opens the page. Its globals are `EmotionClient`, `photo`, a file with one happy face, and `codeOf`, which resolves
 * with the code of the EmotionError that a promise rejects with, or 'none'. Models are at `networks/`; `missing/` and
 * `networks/missing.onnx` do not exist.
 * @param {import('./chromium.mjs').Site} site
 */
export async function openClientPage(site) {
  const page = await site.browser.newPage();
  await page.route('**/source/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/source/')[1];
    if (path === 'blank.html') return route.fulfill({ contentType: TYPES['.html'], body: BLANK });
    if (path === 'networks/missing.onnx' || path.startsWith('missing/')) return route.fulfill({ status: 404 });
    const folder = path.startsWith('networks/') ? 'tests/data' : 'www/package';
    return route.fulfill({
      body: readFileSync(join(root, folder, path)),
      contentType: TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'application/octet-stream',
    });
  });
  await page.goto(new URL('source/blank.html', site.address).href);
  await page.evaluate(
    async (base64) => {
      const { EmotionClient, EmotionError } = await import('./client/client.js');
      const photo = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const codeOf = (promise) =>
        promise.then(
          () => 'none',
          (error) => (error instanceof EmotionError ? error.code : `not an EmotionError: ${error}`),
        );
      Object.assign(window, { EmotionClient, photo, codeOf });
    },
    readFileSync(join(root, 'tests/data/astronaut.png'), 'base64'),
  );
  return page;
}
