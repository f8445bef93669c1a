// A blank page with the WebAssembly module in it, for tests and benchmarks of the boundary itself, without worker or interface.
import { basename, join } from 'node:path';
import { root } from '../../www/build/steps.mjs';
import { mimeType } from './host.mjs';

/** The crate's builds, as folders of www/package/client/pkg. @type {('.' | 'relaxed-simd' | 'custom-models')[]} */
export const BUILDS = ['.', 'relaxed-simd', 'custom-models'];

/**
 * Opens the page; `openModule`'s globals there are `Recognizer` and, made from it, `recognizer`.
 * @param {Awaited<ReturnType<typeof import('./chromium.mjs').openSite>>} site
 * @param {(typeof BUILDS)[number]} [build]
 */
export async function openModule(site, build = '.') {
  const page = await openBlank(site, build);
  await page.evaluate(async () => {
    const { default: init, Recognizer } = await import('../browser/emosense.js');
    await init();
    Object.assign(globalThis, { Recognizer, recognizer: new Recognizer() });
  });
  return page;
}

/**
 * Opens the page without loading the module, which lies beside it as `emosense.js`.
 * @param {Awaited<ReturnType<typeof import('./chromium.mjs').openSite>>} site
 * @param {(typeof BUILDS)[number]} [build]
 */
export async function openBlank(site, build = '.') {
  const page = await site.browser.newPage();
  await page.route('**/module/*', (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    if (name === 'blank.html')
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Module</title>' });
    return route.fulfill({
      path: join(root, 'www/package/client/pkg', build, name),
      contentType: mimeType(name),
    });
  });
  await page.goto(new URL('module/blank.html', site.address).href);
  return page;
}
