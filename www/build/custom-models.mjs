// Adds the module for custom models to the site and the package, both of which are usable without it.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPackage, dist, packageSource } from './paths.mjs';
import { customModelsBuild, wasmFingerprint } from './wasm.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

/** The files that a browser loads. The worker is last: once it is there, the rest is, too. */
const FILES = ['emosense_bg.wasm', 'worker.js'];

/**
 * Returns the path of the module's folder in the site, with a slash at its end. It contains a digest of the sources, as
 * caches keep what is in assets/ for good, and as the pages name the folder before the module is built.
 */
export function customModelsUrlPath() {
  const hash = createHash('sha256').update(wasmFingerprint(customModelsBuild));
  for (const folder of ['client', 'domain']) {
    const names = readdirSync(join(packageSource, folder)).filter((name) => name.endsWith('.js'));
    for (const name of names.sort()) hash.update(`${name}\0`).update(readFileSync(join(packageSource, folder, name)));
  }
  return `assets/custom-models-${hash.digest('hex').slice(0, 8)}/`;
}

/** Copies the built module and its worker into the built site and the built package. */
export function copyCustomModels() {
  for (const folder of [join(dist, customModelsUrlPath()), join(builtPackage, 'pkg/custom-models')]) {
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) cpSync(join(customModelsBuild.folder, file), join(folder, file));
  }
}

/**
 * Returns a middleware that answers requests for the module with status 503 for as long as the folder lacks it.
 * @param {string} folder the built site
 */
export function answerWhileBuilding(folder) {
  return (
    /** @type {IncomingMessage} */ request,
    /** @type {ServerResponse} */ response,
    /** @type {() => void} */ next,
  ) => {
    const path = (request.url ?? '').split('?')[0].slice(1);
    const isModule = /^assets\/custom-models-[0-9a-f]+\//.test(path);
    if (!isModule || existsSync(join(folder, path))) {
      next();
      return;
    }
    const body = {
      code: 'module-building',
      message: 'The module for custom models is still being built. Try again in a few minutes.',
    };
    response
      .writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '60' })
      .end(JSON.stringify(body));
  };
}
