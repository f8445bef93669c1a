// The npm packages in every bundler: it finds the worker and the modules by itself, or the error says what to copy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { rspack } from '@rspack/core';
import esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import { root } from '../../www/build/paths.mjs';
import { assertAll, installPackages, outcomeOf } from '../support/installed-package.mjs';

/** @type {Awaited<ReturnType<typeof installPackages>>} */
let project;

before(async () => {
  project = await installPackages('bundlers-test');
});
after(() => project?.close());

/** Builds a script of the project with Vite into the folder of a page. */
async function buildWithVite(folder, script) {
  await vite.build({
    root: project.work,
    configFile: false,
    logLevel: 'error',
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: join(project.work, script), output: { entryFileNames: 'classify.js' } },
    },
  });
}

test('Vite finds the worker and the modules', async () => {
  const outDir = join(project.work, 'vite');
  await vite.build({ root: project.work, configFile: false, logLevel: 'error', base: './', build: { outDir } });
  assertAll(await project.outcome(outDir));
});

test('Vite serves it in development, with its dependency optimizer', async () => {
  const server = await vite.createServer({
    root: project.work,
    configFile: false,
    logLevel: 'error',
    publicDir: 'data',
    server: { port: 0 },
  });
  await server.listen();
  try {
    const { result, requests } = await project.visit(server.resolvedUrls.local[0], outcomeOf);
    assertAll(result);
    assert.equal(requests.filter((url) => url.includes('/.vite/deps/emosense.js')).length, 1);
  } finally {
    await server.close();
  }
});

test('Vite finds it from a worker of the page, which it makes a classic script', async () => {
  const folder = project.createPage('own-worker');
  await buildWithVite(folder, 'worker-page.js');
  const { builtIn, requests } = await project.outcome(folder);
  assert.equal(builtIn, 'happy');
  assert.deepEqual(sizesAbove(folder, 100_000), ['astronaut.png', 'emosense_bg', 'emosense_bg'], 'nothing is inlined');
  assert.equal(requests.filter((url) => /own-worker.*\.js$/.test(url)).length, 1);
});

test('Vite leaves it out of a library whose `external` names it', async () => {
  const outDir = join(project.work, 'library');
  /** @type {vite.LibraryOptions} */
  const lib = { entry: join(project.work, 'classify.js'), formats: ['es'], fileName: 'library' };
  const rolldownOptions = { external: /^emosense/ };
  await vite.build({
    root: project.work,
    configFile: false,
    logLevel: 'error',
    build: { outDir, lib, rolldownOptions },
  });
  assert.deepEqual(readdirSync(outDir), ['library.js']);
  assert.match(readFileSync(join(outDir, 'library.js'), 'utf8'), /^import \{.*\} from "emosense";/);
  assert.deepEqual(sizesAbove(outDir, 10_000), []);
});

/** Returns the names of the larger files of a folder and of its assets, without hashes. */
function sizesAbove(folder, bytes) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).length > bytes)
    .map(({ name }) => name.replace(/-[\w-]{8}\.wasm$/, ''))
    .sort();
}

for (const [name, bundler] of Object.entries({ webpack, Rspack: /** @type {any} */ (rspack) })) {
  test(`${name} finds the worker and the modules`, async () => {
    const folder = project.createPage(name);
    const compiler = bundler({
      mode: 'production',
      context: project.work,
      entry: './classify.js',
      output: { path: folder, filename: 'classify.js' },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    assert.ok(!stats.hasErrors(), stats.toString('errors-only'));
    assertAll(await project.outcome(folder));
  });
}

test('Parcel finds the worker and the modules', async () => {
  const parcel = join(root, 'node_modules/.bin/parcel');
  const { status, stdout } = spawnSync(
    parcel,
    ['build', 'index.html', '--dist-dir', 'parcel', '--public-url', './', '--cache-dir', '.cache', '--no-source-maps'],
    { cwd: project.work, encoding: 'utf8' },
  );
  assert.equal(status, 0, stdout);
  assertAll(await project.outcome(join(project.work, 'parcel')));
});

/**
 * Build the page with bundlers that leave the files out.
 * @type {Record<string, (folder: string) => Promise<unknown>>}
 */
const WITHOUT_FILES = {
  'esbuild, as modules': (outdir) => esbuild.build({ ...esbuildOptions(outdir), format: 'esm', splitting: true }),
  'esbuild, as a classic script': (outdir) =>
    esbuild.build({ ...esbuildOptions(outdir), format: 'iife', logOverride: { 'empty-import-meta': 'silent' } }),
  Rollup: async (folder) => {
    const input = join(project.work, 'classify.js');
    const bundle = await rollup({ input, plugins: [resolveInstalled] });
    await bundle.write({ file: join(folder, 'classify.js'), format: 'es' });
  },
};

/** @returns {esbuild.BuildOptions} */
const esbuildOptions = (outdir) => ({
  entryPoints: [join(project.work, 'classify.js')],
  bundle: true,
  minify: true,
  outdir,
  logLevel: 'error',
});

/** Resolves what is installed, as @rollup/plugin-node-resolve does. @type {import('rollup').Plugin} */
const resolveInstalled = {
  name: 'resolve-installed',
  resolveId: (id, importer) => (importer && id.startsWith('emosense') ? createRequire(importer).resolve(id) : null),
};

for (const [name, build] of Object.entries(WITHOUT_FILES)) {
  test(`${name}: the error says what to copy, and then it works`, async () => {
    const folder = project.createPage(name.replace(/\W+/g, '-'));
    await build(folder);
    const isModule = !name.includes('classic');
    const bare = await project.outcome(folder);
    for (const part of ['element', 'builtIn']) {
      assert.match(bare[part], /^load-failed: .*copy .*node_modules\/emosense\/pkg.*baseUrl: '\/pkg\/'/);
    }
    assert.match(bare.custom, /^load-failed: .*emosense-custom-models.*customModelsUrl: '\/emosense-custom-models\/'/);
    const workers = bare.requests.filter((url) => url.endsWith('/worker.js'));
    assert.equal(workers.length > 0, isModule, 'a classic script knows at once that it cannot find the files');

    cpSync(project.installed('emosense/pkg'), join(folder, 'static'), { recursive: true });
    cpSync(project.installed('emosense-custom-models'), join(folder, 'custom'), { recursive: true });
    const located = await project.outcome(folder, { baseUrl: './static', customModelsUrl: './custom' });
    const { builtIn, custom, requests } = located;
    assert.deepEqual({ builtIn, custom }, { builtIn: 'happy', custom: 'angry' });
    assert.equal(requests.filter((url) => url.endsWith('/static/worker.js')).length, 1);

    if (!isModule) return;
    cpSync(project.installed('emosense/pkg'), join(folder, 'pkg'), { recursive: true });
    assertAll(await project.outcome(folder, { customModelsUrl: './custom' }));
  });
}
