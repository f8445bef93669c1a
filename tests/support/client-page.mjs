// Opens a blank page with the client's sources, as they are, and the test models next to them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../www/build/paths.mjs';
import { mimeType } from './host.mjs';

/** @import { Site } from './chromium.mjs' */

/** Where the files of these paths are; all others are the client's sources. */
const FOLDERS = [
  ['models/', 'tests/data'],
  ['emosense-custom-models/', 'dist'],
];
const BLANK = '<!doctype html><title>Client</title>';

/**
 * Opens the page. Its globals are `EmotionClient`, `photo`, a file with one happy face, and `codeOf`, which resolves
 * with the code of the EmotionError that a promise rejects with, or 'none'. Models are at `models/`; `missing/` and
 * `models/missing.onnx` do not exist.
 * @param {Site} site
 */
export async function openClientPage(site) {
  const page = await site.browser.newPage();
  await page.route('**/source/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/source/')[1];
    if (path === 'blank.html') return route.fulfill({ contentType: 'text/html', body: BLANK });
    if (path === 'models/missing.onnx' || path.startsWith('missing/')) return route.fulfill({ status: 404 });
    const folder = FOLDERS.find(([start]) => path.startsWith(start))?.[1] ?? 'www/package';
    return route.fulfill({ path: join(root, folder, path), contentType: mimeType(path) });
  });
  await page.goto(new URL('source/blank.html', site.address).href);
  await page.evaluate(
    async (base64) => {
      const script = './client/client.js'; // Beside the page; see above.
      const customModels = './emosense-custom-models/index.js';
      await import(customModels);
      /** @type {typeof import('../../www/package/client/client.js')} */
      const { EmotionClient, EmotionError } = await import(script);
      const photo = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const codeOf = (/** @type {Promise<unknown>} */ promise) =>
        promise.then(
          () => 'none',
          (/** @type {unknown} */ error) =>
            error instanceof EmotionError ? error.code : `not an EmotionError: ${error}`,
        );
      Object.assign(window, { EmotionClient, photo, codeOf });
    },
    readFileSync(join(root, 'tests/data/astronaut.png'), 'base64'),
  );
  return page;
}
