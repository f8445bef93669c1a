// Writes the package's type declarations into dist/emosense/types, and says where TypeScript finds them.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './commands.mjs';
import { builtPackage, packageSource, root, wasmFolder } from './paths.mjs';

/** The declarations of what can be imported, by path: www/package/exports has them. */
const MODULES = { '.': 'client', './element': 'element', './define': 'define', './testing': 'testing' };
/** The frameworks that get types of the element; there is no code to import. */
const FRAMEWORKS = ['react', 'preact', 'vue', 'svelte'];

const declarationsOf = (/** @type {string} */ name) => `./types/exports/${name}.d.ts`;

/**
 * Writes the declarations of the modules.
 * @param {string[]} sources the modules, in www/package
 */
export async function writeTypes(sources) {
  const types = join(builtPackage, 'types');
  await run(join(root, 'node_modules/typescript/bin/tsc'), [
    ...sources.map((file) => join(packageSource, file)),
    ...['--ignoreConfig', '--allowJs', '--strict', '--noCheck', '--declaration', '--emitDeclarationOnly'],
    ...['--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''],
    ...['--rootDir', packageSource, '--outDir', types],
  ]);
  // The compiler does not copy declarations that are written by hand.
  for (const folder of ['client', 'element', 'exports']) {
    for (const name of readdirSync(join(packageSource, folder)).filter((name) => name.endsWith('.d.ts'))) {
      cpSync(join(packageSource, folder, name), join(types, folder, name));
    }
  }
  // Only the types of faces and model configs are public; the class Recognizer, after them, is for the worker.
  const generated = readFileSync(join(wasmFolder, 'emosense.d.ts'), 'utf8');
  const end = generated.lastIndexOf('/**', generated.indexOf('export class Recognizer'));
  mkdirSync(join(types, 'client/pkg'));
  // TypeScript 5.6 knows no typed arrays of a certain buffer, which later versions require for an ImageData.
  const faces = generated.slice(0, end).replaceAll('Uint8ClampedArray<ArrayBuffer>', "ImageData['data']");
  writeFileSync(join(types, 'client/pkg/emosense.d.ts'), faces);
  removeUnused(types);
}

/** Removes the declarations that nothing public refers to: those of the modules inside. @param {string} folder */
function removeUnused(folder) {
  const entries = [...Object.values(MODULES), ...FRAMEWORKS].map((name) => join(folder, 'exports', `${name}.d.ts`));
  const used = new Set(entries);
  for (const file of used) {
    // Documentation comments import, too, and name types that are not public.
    const code = readFileSync(file, 'utf8').replace(/\/\*\*.*?\*\//gs, '');
    for (const [, path] of code.matchAll(/(?:from |import\()'(\.[^']*)\.js'/g)) {
      used.add(join(dirname(file), `${path}.d.ts`));
    }
  }
  for (const name of /** @type {string[]} */ (readdirSync(folder, { recursive: true }))) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !used.has(file)) rmSync(file);
  }
}

/** Returns the conditions of each module's entry in `exports`, by path. @type {Record<string, { types: string }>} */
export const typeExports = Object.fromEntries([
  ...Object.entries(MODULES).map(([path, name]) => [path, { types: declarationsOf(name) }]),
  ...FRAMEWORKS.map((name) => [`./${name}`, { types: declarationsOf(name) }]),
]);

/** What package.json says for `moduleResolution: node10`, which does not read `exports`. */
export const legacyTypes = {
  types: declarationsOf(MODULES['.']),
  typesVersions: {
    '*': Object.fromEntries(
      Object.entries(typeExports)
        .filter(([path]) => path !== '.')
        .map(([path, { types }]) => [path.slice(2), [types]]),
    ),
  },
};
