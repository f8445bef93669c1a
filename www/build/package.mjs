// Builds the npm package into dist/emosense: modules for bundlers, a script for script tags, the worker, and types.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { createElementManifest } from './element-manifest.mjs';
import { legacyTypes, typeExports, writeTypes } from './package-types.mjs';
import { builtPackage, packageSource, root, wasmFolder } from './paths.mjs';
import { rawCss } from './raw-css.mjs';
import { UserError } from './script.mjs';
import { keepSourceMaps } from './source-maps.mjs';

/** @import { OutputOptions } from 'rolldown' */

/** What can be imported from the package, and the module of www/package that it is. */
const MODULES = {
  '.': 'client/client',
  './element': 'element/element',
  './define': 'element/define',
  './testing': 'testing/testing',
};
/** The script for pages without a bundler: it defines the element and contains everything else. */
const SCRIPT = 'emo-sense.js';
/** The files that can be imported or fetched by their names, apart from those in `pkg`. */
const EXPORTED_FILES = [SCRIPT, 'custom-elements.json', 'package.json'];
/** The files of www/package/client/pkg in the package; those for custom models are in a package of their own. */
const WASM_FILES = ['worker.js', 'emosense_bg.wasm', 'relaxed-simd/emosense_bg.wasm'];
/** Stands for the integrity of the script in the package's README. */
const INTEGRITY_PLACEHOLDER = '{{integrity}}';

/** Builds the package. Needs the worker's bundle. */
export async function buildPackage() {
  rmSync(builtPackage, { recursive: true, force: true });
  const sources = Object.values(MODULES).map((module) => `${module}.js`);
  // As separate modules, so that a project which imports two of them bundles the shared code once.
  await bundle(sources, { dir: builtPackage, chunkFileNames: '[name].js' });
  await bundle(['element/define.js'], { file: join(builtPackage, SCRIPT), minify: true });
  await writeTypes(sources);
  writeJson('custom-elements.json', createElementManifest());
  for (const file of WASM_FILES) cpSync(join(wasmFolder, file), join(builtPackage, 'pkg', file));
  writeReadme();
  cpSync(join(root, 'LICENSE'), join(builtPackage, 'LICENSE'));
  cpSync(join(root, 'models/face.LICENSE'), join(builtPackage, 'face.LICENSE'));
  writeJson('package.json', packageManifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))));
}

/** Writes the README with the script's integrity, and prints it. */
function writeReadme() {
  const integrityOfScript = integrity(join(builtPackage, SCRIPT));
  const text = readFileSync(join(packageSource, 'README.md'), 'utf8');
  writeFileSync(join(builtPackage, 'README.md'), withIntegrity(text, integrityOfScript));
  console.log(`  For a script tag: ${SCRIPT}, integrity="${integrityOfScript}"`);
}

/**
 * Returns the README with the script's integrity, which whoever pastes its script tag needs.
 * @param {string} text
 * @param {string} integrityOfScript
 */
export function withIntegrity(text, integrityOfScript) {
  if (!text.includes(INTEGRITY_PLACEHOLDER)) {
    throw new UserError(
      `www/package/README.md must contain ${INTEGRITY_PLACEHOLDER} where the integrity of ${SCRIPT} belongs, ` +
        'and does not contain it.',
    );
  }
  return text.replaceAll(INTEGRITY_PLACEHOLDER, integrityOfScript);
}

/** Returns the value of a script tag's attribute `integrity`. */
export function integrity(/** @type {string} */ file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}

/**
 * @param {string[]} sources
 * @param {OutputOptions} output
 */
async function bundle(sources, output) {
  const bundle = await rolldown({
    experimental: { attachDebugInfo: 'none' }, // Comments with the path of each module are of use here only.
    input: sources.map((file) => join(packageSource, file)),
    preserveEntrySignatures: 'allow-extension', // Otherwise each entry becomes a file that only re-exports another.
    plugins: [rawCss, keepSourceMaps],
    logLevel: 'warn',
  });
  // The types have the documentation.
  await bundle.write({ format: 'es', sourcemap: 'hidden', comments: { jsdoc: false }, ...output });
  await bundle.close();
}

/**
 * Returns the package's own package.json.
 * @param {{ version: string, description: string, author: string, license: string, keywords: string[], repository?: object }} manifest
 */
function packageManifest({ version, description, author, license, keywords, repository }) {
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
    repository,
    keywords,
    type: 'module',
    main: './client.js', // For tools that do not know `exports`, such as Parcel.
    ...legacyTypes,
    exports: {
      ...typeExports,
      ...Object.fromEntries(modules),
      ...Object.fromEntries(EXPORTED_FILES.map((file) => [`./${file}`, `./${file}`])),
      './pkg/*': './pkg/*',
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
