// Bundles the service worker into dist, with the list of the files that it caches.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { customModelsUrlPath } from './custom-models.mjs';
import { newModule } from './new-module.mjs';
import { builtCustomModels, builtPackage, dist, root, siteSource } from './paths.mjs';
import { UserError } from './script.mjs';
import { keepSourceMaps } from './source-maps.mjs';

/** @import { Rolldown } from 'vite' */

const FILE_NAME = 'service-worker.js';

/**
 * Writes dist/service-worker.js and returns what it is bundled from. Needs the built site and the built package.
 * @param {Rolldown.RolldownOutput['output']} output the files that Vite has written
 */
export async function buildServiceWorker(output) {
  const samples = ['samples/astronaut.jpg', 'samples/astronaut.mp4'].map((source) => builtName(output, source));
  const onUse = [customModelsUrlPath(), ...samples];
  const files = cachedFiles(onUse);
  const site = {
    files,
    modules: {
      builtIn: builtName(output, 'pkg/emosense_bg.wasm'),
      relaxed: builtName(output, 'pkg/relaxed-simd/emosense_bg.wasm'),
    },
    onUse,
    version: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12),
  };
  const bundle = await rolldown({
    cwd: root,
    input: join(siteSource, 'offline/service-worker.js'),
    plugins: [newModule, keepSourceMaps],
    transform: {
      define: {
        'globalThis.BUILT_SITE': JSON.stringify(site),
        'process.env.NODE_ENV': '"production"', // Workbox logs a lot otherwise.
      },
    },
    logLevel: 'warn',
  });
  const written = await bundle.write({
    file: join(dist, FILE_NAME),
    format: 'iife',
    sourcemap: 'hidden',
    minify: true,
  });
  await bundle.close();
  return written.output;
}

/**
 * Lists the site's files, with a digest where the name does not change with the content. The packages for other sites,
 * and what few people need, are left out.
 * @param {string[]} onUse the starts of the paths of what is cached once it is used
 */
function cachedFiles(onUse) {
  const packages = [builtPackage, builtCustomModels].map((folder) => `${relative(dist, folder)}/`);
  const excluded = [...packages, ...onUse, FILE_NAME];
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !excluded.some((prefix) => path.startsWith(prefix)))
    .sort();
  return paths.map((url) => ({ url, revision: url.startsWith('assets/') ? null : digestOf(join(dist, url)) }));
}

function digestOf(/** @type {string} */ file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}

/**
 * Returns the name that Vite has given to a file.
 * @param {Rolldown.RolldownOutput['output']} output
 * @param {string} source the end of its path in the sources
 */
function builtName(output, source) {
  const file = output.find(
    (file) => file.type === 'asset' && file.originalFileNames.some((name) => name.endsWith(source)),
  );
  if (!file) throw new UserError(`The built site was expected to contain ${source}, but it does not.`);
  return file.fileName;
}
