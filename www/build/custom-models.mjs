// Adds the module for custom models to the site, which is usable without it, and makes an npm package of its own of it.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCustomModels, customModelsSource, dist, packageSource, root } from './paths.mjs';
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

/** Copies the built module and its worker into the built site, and writes the npm package emosense-custom-models. */
export function addCustomModels() {
  for (const folder of [join(dist, customModelsUrlPath()), builtCustomModels]) {
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) cpSync(join(customModelsBuild.folder, file), join(folder, file));
  }
  for (const file of ['index.js', 'index.d.ts', 'README.md']) {
    cpSync(join(customModelsSource, file), join(builtCustomModels, file));
  }
  cpSync(join(root, 'LICENSE'), join(builtCustomModels, 'LICENSE'));
  cpSync(join(root, 'models/face.LICENSE'), join(builtCustomModels, 'face.LICENSE'));
  const manifest = packageManifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  writeFileSync(join(builtCustomModels, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Returns the package's own package.json. Its worker speaks the protocol of one version of the client.
 * @param {{ version: string, author: string, license: string, keywords: string[], repository?: object }} manifest
 */
function packageManifest({ version, author, license, keywords, repository }) {
  return {
    name: 'emosense-custom-models',
    version,
    description: 'Runs custom emotion models (ONNX) in EmoSense.',
    author,
    license,
    repository,
    keywords: [...keywords, 'onnx'],
    type: 'module',
    main: './index.js',
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './worker.js': './worker.js',
      './emosense_bg.wasm': './emosense_bg.wasm',
      './package.json': './package.json',
    },
    sideEffects: ['./index.js'],
    peerDependencies: { emosense: version },
  };
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
