// The npm package as its users have it: packed, installed, bundled by their tools or by none, and run in Chromium.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as vite from 'vite';
import { integrity, withIntegrity } from '../../www/build/package.mjs';
import { builtCustomModels, builtPackage } from '../../www/build/paths.mjs';
import { UserError } from '../../www/build/script.mjs';
import { host } from '../support/host.mjs';
import { assertAll, installPackages, npm } from '../support/installed-package.mjs';

/** The most bytes that the package may have, unpacked. */
const MAX_BYTES = 3e6;

/** @type {Awaited<ReturnType<typeof installPackages>>} */
let project;

before(async () => {
  project = await installPackages('package-test');
});
after(() => project?.close());

/** Returns what npm says about a package that it would publish. */
function contents(/** @type {string} */ folder) {
  const [{ unpackedSize, files }] = JSON.parse(npm(folder, 'pack', '--dry-run', '--json'));
  return { unpackedSize, paths: files.map(({ path }) => path) };
}

test('the package contains what it needs, and nothing for custom models', () => {
  const { unpackedSize, paths } = contents(builtPackage);
  assert.ok(unpackedSize <= MAX_BYTES, `${unpackedSize} bytes`);
  const expected = [
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'client.js',
    'custom-elements.json',
    'define.js',
    'element.js',
    'emo-sense.js',
    'face.LICENSE',
    'package.json',
    'pkg/emosense_bg.wasm',
    'pkg/relaxed-simd/emosense_bg.wasm',
    'pkg/worker.js',
    'testing.js',
  ];
  const imported = paths.filter((path) => path.endsWith('.js')).flatMap(importsOf);
  const isShared = (/** @type {string} */ path) => imported.includes(path) && !expected.includes(path);
  assert.deepEqual(paths.filter((path) => !path.startsWith('types/') && !isShared(path)).sort(), expected);
  assert.deepEqual(
    paths.filter((path) => path.startsWith('types/') && !path.endsWith('.d.ts')),
    [],
  );
  const { name, version, exports, main } = manifestOf(builtPackage);
  assert.deepEqual([name, main], ['emosense', './client.js']);
  for (const file of ['./emo-sense.js', './custom-elements.json']) assert.equal(exports[file], file);
  assert.equal(manifestOf(builtCustomModels).peerDependencies.emosense, version);
});

test("the README has the script's integrity; without a place for it, nothing is built", () => {
  const readme = readFileSync(join(builtPackage, 'README.md'), 'utf8');
  assert.deepEqual(readme.match(/(?<=integrity=")[^"]*/g), [integrity(join(builtPackage, 'emo-sense.js'))]);
  assert.doesNotMatch(readme, /\{\{integrity/);
  assert.equal(withIntegrity('a {{integrity}} b', 'sha384-x'), 'a sha384-x b');
  const isClear = (/** @type {Error} */ error) => error instanceof UserError && /\{\{integrity\}\}/.test(error.message);
  assert.throws(() => withIntegrity('integrity=""', 'sha384-x'), isClear);
});

test('the package for custom models contains what it needs', () => {
  const expected = [
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'emosense_bg.wasm',
    'face.LICENSE',
    'index.d.ts',
    'index.js',
  ];
  assert.deepEqual(contents(builtCustomModels).paths.sort(), [...expected, 'package.json', 'worker.js']);
});

/** Returns the files that a module of the package imports, which hold what it shares with others. */
function importsOf(/** @type {string} */ path) {
  const code = readFileSync(join(builtPackage, path), 'utf8');
  return [...code.matchAll(/(?:from|import) ?"\.\/([^"]+)"/g)].map(([, file]) => file);
}

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

test('a page without a bundler uses the installed files as they are', async () => {
  const folder = project.createPage('plain');
  const imports = {
    emosense: './emosense/client.js',
    'emosense/define': './emosense/define.js',
    'emosense-custom-models': './emosense-custom-models/index.js',
  };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<script', `${map}\n<script`));
  cpSync(join(project.work, 'classify.js'), join(folder, 'classify.js'));
  for (const name of ['emosense', 'emosense-custom-models']) {
    cpSync(project.installed(name), join(folder, name), { recursive: true });
  }
  assertAll(await project.outcome(folder));
});

test('a page without the package for custom models is told of both ways to get it', async () => {
  const folder = project.createPage('slim');
  const script = readFileSync(join(project.work, 'classify.js'), 'utf8').replace(
    "import 'emosense-custom-models';",
    '',
  );
  writeFileSync(
    join(folder, 'classify.js'),
    script.replace("'emosense'", "'./emosense/client.js'").replace("'emosense/define'", "'./emosense/define.js'"),
  );
  cpSync(project.installed('emosense'), join(folder, 'emosense'), { recursive: true });
  const { builtIn, custom, requests } = await project.outcome(folder);
  assert.equal(builtIn, 'happy');
  assert.match(custom, /^load-failed: .*npm install emosense-custom-models.*import.*customModelsUrl/);
  assert.equal(requests.filter((url) => url.includes('custom')).length, 0);
  cpSync(project.installed('emosense-custom-models'), join(folder, 'custom'), { recursive: true });
  assertAll(await project.outcome(folder, { customModelsUrl: './custom/' }));
});

test('a lone script says that the folder pkg is to be copied beside it', async () => {
  const folder = project.createPage('lone');
  cpSync(project.installed('emosense/emo-sense.js'), join(folder, 'emo-sense.js'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><script type="module" src="./emo-sense.js"></script><emo-sense src="./astronaut.png"></emo-sense>
    <script>addEventListener('error', ({ detail }) => { window.outcome = detail; }, true);</script>`,
  );
  const { code, message } = await project.outcome(folder);
  assert.equal(code, 'load-failed', message);
  assert.match(message, /copy the folder "pkg".* beside this script/);
  cpSync(project.installed('emosense/pkg'), join(folder, 'pkg'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><script type="module" src="./emo-sense.js"></script><emo-sense src="./astronaut.png"></emo-sense>
    <script>addEventListener('faces', ({ detail }) => { window.outcome = detail; }, true);</script>`,
  );
  const { faces } = await project.outcome(folder);
  assert.equal(faces[0].emotion, 'happy');
});

test('React shows its results, in strict mode', async () => {
  const folder = project.createPage('react');
  await vite.build({
    configFile: false,
    root: project.work,
    logLevel: 'error',
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: join(project.work, 'react-page.js'), output: { entryFileNames: 'classify.js' } },
    },
  });
  cpSync(join(project.work, 'data/astronaut.png'), join(folder, 'astronaut.png'));
  const site = await host({ '/': folder });
  await project.visit(`${site.address}index.html`, async (page) => {
    await page.getByText('looks happy', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('the element says happy').waitFor({ timeout: 60_000 });
  });
  await site.close();
});

test('React renders it on a server, where importing it does nothing', async () => {
  const { renderToString } = await import('react-dom/server');
  const { createElement } = await import('react');
  const { Element, Expression } = await import(pathToFileURL(join(project.work, 'react.js')).href);
  assert.match(renderToString(createElement(Expression, { src: 'face.png' })), /<img src="face.png"\/><figcaption>…/);
  assert.match(
    renderToString(createElement(Element, { src: 'face.png' })),
    /<emo-sense src="face.png" hide="scores"><\/emo-sense>/,
  );
  const script = `
    const { EmotionClient } = await import('emosense');
    await import('emosense/element');
    await import('emosense/testing');
    await import('emosense-custom-models');
    new EmotionClient().ready.catch(({ code }) => console.log(code));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project.work,
    encoding: 'utf8',
  });
  assert.deepEqual([stdout, stderr], ['unsupported\n', '']);
});
