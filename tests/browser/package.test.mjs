// The npm package as its users have it: packed, installed, bundled by their tools or by none, and run in Chromium.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { root } from '../../www/build/paths.mjs';
import { openBrowser } from '../support/chromium.mjs';
import { host } from '../support/host.mjs';

/** @import { Browser } from 'playwright-core' */

/** In the repository, so that the fixtures find their tools, and ignored by git. */
const work = join(root, 'target/package-test');
const installed = join(work, 'node_modules/emosense');
const data = ['tests/data/astronaut.png', 'tests/data/models/permuted.onnx', 'tests/data/models/permuted.json'];

/** @type {Browser} */
let browser;

before(async () => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  cpSync(join(root, 'tests/support/fixtures'), work, { recursive: true });
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  npm('pack', '--silent', '--pack-destination', work, join(root, 'dist/emosense'));
  npm('install', '--offline', '--no-save', ...readdirSync(work).filter((name) => name.endsWith('.tgz')));
  mkdirSync(join(work, 'data'));
  for (const file of data) cpSync(join(root, file), join(work, 'data', file.split('/').at(-1)));
  browser = await openBrowser();
});
after(() => browser?.close());

function npm(/** @type {string[]} */ ...args) {
  const { status, stderr } = spawnSync('npm', args, { cwd: work, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** Opens a page and asserts that it has no errors. Returns its requests, and the result of `steps`. */
async function visit(address, steps, { prepare = () => {} } = {}) {
  const context = await browser.newContext();
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await page.addInitScript(prepare);
    await page.goto(address);
    const result = await steps(page);
    assert.deepEqual(errors, []);
    return { result, requests };
  } finally {
    await context.close();
  }
}

async function outcomeOf(page) {
  await page.waitForFunction(() => 'outcome' in window); // the script has run
  return page.evaluate(() =>
    Promise.race([window.outcome, new Promise((resolve) => setTimeout(resolve, 60_000, { message: 'no outcome' }))]),
  );
}
const foreign = (requests, address) =>
  requests.filter((url) => !url.replace(/^blob:/, '').startsWith(address) && !url.startsWith('data:'));
const requestsFor = (requests, part) => requests.filter((url) => url.includes(part));

/** Returns the outcome of classify.js on the page in the folder. */
async function outcome(folder, prepare) {
  for (const file of readdirSync(join(work, 'data'))) cpSync(join(work, 'data', file), join(folder, file));
  const site = await host({ '/': folder });
  try {
    const { result, requests } = await visit(`${site.address}index.html`, outcomeOf, { prepare });
    assert.deepEqual(foreign(requests, site.address), []);
    return { ...result, requests };
  } finally {
    await site.close();
  }
}

function assertAll({ element, builtIn, custom, message }) {
  assert.equal(element, 'happy', `the element: ${message}`);
  assert.equal(builtIn, 'happy', `the built-in model: ${message}`);
  assert.equal(custom, 'angry', `the custom model: ${message}`);
}

/** Creates a folder with the page, for a tool that only creates the script. */
function createPage(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  cpSync(join(work, 'index.html'), join(folder, 'index.html'));
  return folder;
}

test('Vite finds the worker and the modules, and does not load the embedded copy', async () => {
  const folder = join(work, 'vite');
  await vite.build({ root: work, configFile: false, logLevel: 'error', base: './', build: { outDir: folder } });
  const found = await outcome(folder);
  assertAll(found);
  assert.deepEqual(requestsFor(found.requests, 'embedded'), []);
});

test('Vite serves it in development, with its dependency optimizer', async () => {
  const server = await vite.createServer({
    root: work,
    configFile: false,
    logLevel: 'error',
    publicDir: 'data',
    server: { port: 0 },
  });
  await server.listen();
  try {
    const [address] = server.resolvedUrls.local;
    const { result, requests } = await visit(address, outcomeOf);
    assertAll(result);
    assert.deepEqual(foreign(requests, address), []);
    assert.equal(requestsFor(requests, '/.vite/deps/emosense.js').length, 1);
  } finally {
    await server.close();
  }
});

test('webpack finds the worker and the modules, and does not load the embedded copy', async () => {
  const folder = createPage('webpack');
  const compiler = webpack({
    mode: 'production',
    context: work,
    entry: './classify.js',
    output: { path: folder, filename: 'classify.js' },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  assert.ok(!stats.hasErrors(), stats.toString('errors-only'));
  const found = await outcome(folder);
  assertAll(found);
  assert.deepEqual(requestsFor(found.requests, 'embedded'), []);
});

/** @type {[description: string, options: esbuild.BuildOptions][]} */
const ESBUILD_FORMATS = [
  ['as modules', { format: 'esm', splitting: true }],
  ['as one classic script', { format: 'iife', logOverride: { 'empty-import-meta': 'silent' } }],
];
for (const [format, options] of ESBUILD_FORMATS) {
  test(`esbuild bundles it ${format}: the worker is in the bundle, custom models need baseUrl`, async () => {
    const folder = createPage(`esbuild-${options.format}`);
    await esbuild.build({
      entryPoints: [join(work, 'classify.js')],
      bundle: true,
      minify: true,
      outdir: folder,
      logLevel: 'error',
      ...options,
    });
    const bare = await outcome(folder);
    assert.equal(bare.element, 'happy', bare.message);
    assert.equal(bare.builtIn, 'happy', bare.message);
    assert.equal(bare.code, 'load-failed', bare.message);
    assert.match(bare.message, /folder "pkg".*baseUrl/);
    cpSync(join(installed, 'pkg'), join(folder, 'static'), { recursive: true });
    const based = await outcome(folder, () => (window.baseUrl = './static'));
    assertAll(based);
    assert.equal(requestsFor(based.requests, '/static/worker.js').length, 1);
  });
}

test('a script tag uses the installed files as they are', async () => {
  const folder = createPage('plain');
  const imports = { emosense: './emosense/client.js', 'emosense/define': './emosense/define.js' };
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  writeFileSync(
    join(folder, 'index.html'),
    readFileSync(join(folder, 'index.html'), 'utf8').replace('<script', `${map}\n<script`),
  );
  cpSync(join(work, 'classify.js'), join(folder, 'classify.js'));
  cpSync(installed, join(folder, 'emosense'), { recursive: true });
  const found = await outcome(folder);
  assertAll(found);
  assert.deepEqual(requestsFor(found.requests, 'embedded'), []);
});

test('React shows its results, in strict mode', async () => {
  const folder = createPage('react');
  await vite.build({
    configFile: false,
    root: work,
    logLevel: 'error',
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: join(work, 'react-page.js'), output: { entryFileNames: 'classify.js' } },
    },
  });
  cpSync(join(work, 'data/astronaut.png'), join(folder, 'astronaut.png'));
  const site = await host({ '/': folder });
  await visit(`${site.address}index.html`, async (page) => {
    await page.getByText('looks happy', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('the element says happy').waitFor({ timeout: 60_000 });
  });
  await site.close();
});

test('React renders it on a server, where importing it does nothing', async () => {
  const { renderToString } = await import('react-dom/server');
  const { createElement } = await import('react');
  const { Element, Expression } = await import(pathToFileURL(join(work, 'react.js')).href);
  assert.match(renderToString(createElement(Expression, { src: 'face.png' })), /<img src="face.png"\/><figcaption>…/);
  assert.match(
    renderToString(createElement(Element, { src: 'face.png' })),
    /<emo-sense src="face.png" hide="scores"><\/emo-sense>/,
  );
  const script = `
    const { EmotionClient } = await import('emosense');
    await import('emosense/element');
    new EmotionClient().ready.catch(({ code }) => console.log(code));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: work,
    encoding: 'utf8',
  });
  assert.deepEqual([stdout, stderr], ['unsupported\n', '']);
});
