// Builds the npm package into dist/emosense: modules for bundlers, one file for a script tag, the worker with its modules, types.
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { elementManifest } from './element-manifest.mjs';
import { rawCss } from './raw-css.mjs';
import { root, run } from './steps.mjs';

const www = join(root, 'www/package');
/** Inside the site, so that pages elsewhere can name its script there. */
export const out = join(root, 'dist/emosense');

/** What can be imported, and the module of www that it is. */
const modules = { '.': 'client/client', './element': 'element/element', './define': 'element/define' };
/** For a script tag: the element with all it needs, defined. */
const script = 'emo-sense.js';

/** The package's own package.json. @param {{ version: string, description: string, license: string }} root the repository's package.json */
const manifest = ({ version, description, license }) => ({
  name: 'emosense',
  version,
  description,
  license,
  keywords: ['facial expression', 'emotion', 'face detection', 'webassembly', 'web component', 'on-device'],
  type: 'module',
  exports: {
    ...Object.fromEntries(
      Object.entries(modules).map(([path, module]) => [
        path,
        { types: `./types/${module}.d.ts`, default: `./${basename(module)}.js` },
      ]),
    ),
    './pkg/*': './pkg/*',
    './package.json': './package.json',
  },
  sideEffects: ['./define.js', `./${script}`],
  customElements: 'custom-elements.json',
  unpkg: script,
  jsdelivr: script,
});

/** Needs www/package/client/pkg with the worker in it; see wasm.mjs and worker.mjs. */
export async function buildPackage() {
  rmSync(out, { recursive: true, force: true });
  const files = Object.values(modules).map((module) => `${module}.js`);
  // Modules apart, so that what a bundler takes in twice is there once; one that is no part of them is left as it is.
  await bundle(files, { dir: out, chunkFileNames: '[name].js' });
  await bundle(['element/define.js'], { file: join(out, script), minify: true });
  await run(join(root, 'node_modules/.bin/tsc'), [
    ...files.map((file) => join(www, file)),
    '--ignoreConfig',
    '--allowJs',
    '--declaration',
    '--emitDeclarationOnly',
    '--noCheck',
    '--target',
    'es2022',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--strict',
    '--types',
    '',
    '--rootDir',
    www,
    '--outDir',
    join(out, 'types'),
  ]);
  // The shapes of faces and cards; the module itself, which follows them, is the worker's own.
  const shapes = readFileSync(join(www, 'client/pkg/emosense.d.ts'), 'utf8');
  const end = shapes.lastIndexOf('/**', shapes.indexOf('export class Recognizer'));
  mkdirSync(join(out, 'types/client/pkg'));
  writeFileSync(join(out, 'types/client/pkg/emosense.d.ts'), shapes.slice(0, end));
  cpSync(join(www, 'client/protocol.d.ts'), join(out, 'types/client/protocol.d.ts'));
  appendFileSync(
    join(out, 'types/element/define.d.ts'),
    `declare global {
    interface HTMLElementTagNameMap {
        'emo-sense': EmoSenseElement;
    }
}
`,
  );
  writeFileSync(join(out, 'custom-elements.json'), `${JSON.stringify(elementManifest(join(out, 'types')), null, 2)}\n`);
  for (const file of [
    'worker.js',
    'emosense_bg.wasm',
    'relaxed-simd/emosense_bg.wasm',
    'embedded.js',
    'custom-models/worker.js',
    'custom-models/emosense_bg.wasm',
  ])
    cpSync(join(www, 'client/pkg', file), join(out, 'pkg', file));
  cpSync(join(www, 'README.md'), join(out, 'README.md'));
  cpSync(join(root, 'models/face.LICENSE'), join(out, 'face.LICENSE'));
  const own = manifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  console.log(`  For a script tag: ${script}, integrity="${integrity(join(out, script))}"`);
}

/** @param {string[]} input @param {import('rolldown').OutputOptions} output */
async function bundle(input, output) {
  const made = await rolldown({
    input: input.map((file) => join(www, file)),
    preserveEntrySignatures: 'allow-extension', // or each is a file that names another
    // The copy of the worker for bundlers that leave the worker's file behind: fetched then only.
    plugins: [
      rawCss,
      { name: 'embedded', resolveId: (id) => (id.endsWith('/embedded.js') ? { id, external: true } : null) },
    ],
    logLevel: 'warn',
  });
  await made.write({ format: 'es', ...output });
  await made.close();
}

/** What `integrity` of a script tag says. @param {string} file */
export function integrity(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
