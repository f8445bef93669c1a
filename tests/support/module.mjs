// Opens a blank page with a WebAssembly module, for tests and benchmarks of the module alone.
import { basename, join } from 'node:path';
import { wasmFolder } from '../../www/build/paths.mjs';
import { mimeType } from './host.mjs';

/** @import { Site } from './chromium.mjs' */

/** @typedef {'.' | 'relaxed-simd' | 'custom-models'} Build */

/** The builds of the crate, by their folders in www/package/client/pkg. @type {Build[]} */
export const BUILDS = ['.', 'relaxed-simd', 'custom-models'];

/**
 * Opens a page with the globals `Recognizer`, the class, and `recognizer`, an instance.
 * @param {Site} site
 * @param {Build} [build]
 */
export async function openModule(site, build = '.') {
  const page = await openBlank(site, build);
  await page.evaluate(async () => {
    const script = './emosense.js'; // Beside the page; see openBlank.
    const { default: init, Recognizer } = await import(script);
    await init();
    Object.assign(globalThis, { Recognizer, recognizer: new Recognizer() });
  });
  return page;
}

/**
 * Opens a page without loading the module, which is beside it as emosense.js.
 * @param {Site} site
 * @param {Build} [build]
 */
export async function openBlank(site, build = '.') {
  const page = await site.browser.newPage();
  await page.route('**/module/*', (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    if (name === 'blank.html') {
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Module</title>' });
    }
    return route.fulfill({ path: join(wasmFolder, build, name), contentType: mimeType(name) });
  });
  await page.goto(new URL('module/blank.html', site.address).href);
  return page;
}
