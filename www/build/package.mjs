// Builds the npm package into dist/emosense: modules for bundlers, a script for script tags, the worker, and types.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { createElementManifest } from './element-manifest.mjs';
import { legacyTypes, typeExports, writeTypes } from './package-types.mjs';
import { builtPackage, packageSource, root, wasmFolder } from './paths.mjs';
import { rawCss } from './raw-css.mjs';

/** @import { OutputOptions, Plugin } from 'rolldown' */

/** What can be imported from the package, and the module of www/package that it is. */
const MODULES = { '.': 'client/client', './element': 'element/element', './define': 'element/define' };
/** The script for pages without a bundler: it defines the element and contains everything else. */
const SCRIPT = 'emo-sense.js';
/** The files of www/package/client/pkg in the package; custom-models.mjs adds those for custom models. */
const WASM_FILES = ['worker.js', 'emosense_bg.wasm', 'relaxed-simd/emosense_bg.wasm', 'embedded.js'];

/** Builds the package without the module for custom models. Needs the worker's bundle. */
export async function buildPackage() {
  rmSync(builtPackage, { recursive: true, force: true });
  const sources = Object.values(MODULES).map((module) => `${module}.js`);
  // As separate modules, so that a project which imports two of them bundles the shared code once.
  await bundle(sources, { dir: builtPackage, chunkFileNames: '[name].js' });
  await bundle(['element/define.js'], { file: join(builtPackage, SCRIPT), minify: true });
  await writeTypes(sources);
  writeJson('custom-elements.json', createElementManifest());
  for (const file of WASM_FILES) cpSync(join(wasmFolder, file), join(builtPackage, 'pkg', file));
  cpSync(join(packageSource, 'README.md'), join(builtPackage, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(builtPackage, 'LICENSE'));
  cpSync(join(root, 'models/face.LICENSE'), join(builtPackage, 'face.LICENSE'));
  writeJson('package.json', packageManifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))));
  console.log(`  For a script tag: ${SCRIPT}, integrity="${integrity(join(builtPackage, SCRIPT))}"`);
}

/** Returns the value of a script tag's attribute `integrity`. */
export function integrity(/** @type {string} */ file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}

/**
 * Keeps the embedded worker in a file of its own, because few browsers load it: see worker-bundles.mjs.
 * @type {Plugin}
 */
const externalEmbeddedWorker = {
  name: 'external-embedded-worker',
  resolveId: (id) => (id.endsWith('/embedded.js') ? { id, external: true } : null),
};

/**
 * @param {string[]} sources
 * @param {OutputOptions} output
 */
async function bundle(sources, output) {
  const bundle = await rolldown({
    input: sources.map((file) => join(packageSource, file)),
    preserveEntrySignatures: 'allow-extension', // Otherwise each entry becomes a file that only re-exports another.
    plugins: [rawCss, externalEmbeddedWorker],
    logLevel: 'warn',
  });
  await bundle.write({ format: 'es', ...output });
  await bundle.close();
}

/**
 * Returns the package's own package.json.
 * @param {{ version: string, description: string, author: string, license: string, keywords: string[] }} manifest
 */
function packageManifest({ version, description, author, license, keywords }) {
  const modules = Object.entries(MODULES).map(([path, module]) => [
    path,
    { ...typeExports[path], default: `./${basename(module)}.js` },
  ]);
  return {
    name: 'emosense',
    version,
    description,
    author,
    license,
    keywords,
    type: 'module',
    main: './client.js',
    ...legacyTypes,
    exports: {
      ...typeExports,
      ...Object.fromEntries(modules),
      './pkg/*': './pkg/*',
      './package.json': './package.json',
    },
    sideEffects: ['./define.js', `./${SCRIPT}`],
    customElements: 'custom-elements.json',
    unpkg: SCRIPT,
    jsdelivr: SCRIPT,
  };
}

/**
 * @param {string} file its name in the package
 * @param {object} value
 */
function writeJson(file, value) {
  writeFileSync(join(builtPackage, file), `${JSON.stringify(value, null, 2)}\n`);
}
