// Builds projects like those of the frameworks' official starters with the packed packages, and runs each in Chromium.
// `npm run test:frameworks` runs all of them, `npm run test:frameworks -- vue` those whose names contain a word.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { builtCustomModels, builtPackage, root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { openBrowser } from './support/chromium.mjs';
import { host } from './support/host.mjs';
import { DATA, pack } from './support/installed-package.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { AddressInfo } from 'node:net' */

const FIXTURES = join(root, 'tests/support/fixtures/frameworks');
const WORK = join(root, 'target/frameworks');
/** How long a server may take to start, and a page to show both results, in milliseconds. */
const LIMIT_MS = 120_000;
/** What a page shows. */
const CLIENT = 'client: happy, custom model: angry';
const ELEMENT = 'element: happy';

/**
 * A project: its folder in fixtures/frameworks, where its sources and public files are, how it is built, and the folder
 * or the server that serves it.
 * @typedef {object} Framework
 * @property {string} name
 * @property {string} folder
 * @property {string} sources
 * @property {string} files
 * @property {string[]} build
 * @property {string} [output] a folder of static files
 * @property {string[]} [server] a command; it gets the variable PORT
 */
/** @type {Framework[]} */
const FRAMEWORKS = [
  {
    name: 'next-turbopack',
    folder: 'next',
    sources: 'app',
    files: 'public',
    build: ['next', 'build', '--turbopack'],
    server: ['next', 'start'],
  },
  {
    name: 'next-webpack',
    folder: 'next',
    sources: 'app',
    files: 'public',
    build: ['next', 'build', '--webpack'],
    server: ['next', 'start'],
  },
  { name: 'vue', folder: 'vue', sources: 'src', files: 'public', build: ['vite', 'build'], output: 'dist' },
  {
    name: 'sveltekit',
    folder: 'sveltekit',
    sources: 'src',
    files: 'static',
    build: ['vite', 'build'],
    server: ['node', 'build'],
  },
  { name: 'astro', folder: 'astro', sources: 'src', files: 'public', build: ['astro', 'build'], output: 'dist' },
  {
    name: 'angular-ssr',
    folder: 'angular',
    sources: 'src',
    files: 'public',
    build: ['ng', 'build'],
    server: ['node', 'dist/app/server/server.mjs'],
  },
  { name: 'parcel', folder: 'parcel', sources: 'src', files: 'dist', build: ['parcel', 'build'], output: 'dist' },
  { name: 'rspack', folder: 'rspack', sources: 'src', files: 'dist', build: ['rspack', 'build'], output: 'dist' },
];

await runScript(async () => {
  const words = process.argv.slice(2);
  const chosen = FRAMEWORKS.filter(({ name }) => !words.length || words.some((word) => name.includes(word)));
  if (!chosen.length) throw new UserError(`No framework is called ${words.join(' or ')}.`);
  mkdirSync(WORK, { recursive: true });
  const tarballs = [builtPackage, builtCustomModels].map((folder) => pack(folder, WORK));
  /** @type {string[]} */
  const failed = [];
  for (const framework of chosen) {
    await task(framework.name, () => check(framework, tarballs)).catch((error) => {
      console.error(error.message);
      failed.push(framework.name);
    });
  }
  if (failed.length) throw new UserError(`Failed: ${failed.join(', ')}. What failed is above.`);
});

/**
 * Installs, builds and opens a project.
 * @param {Framework} framework
 * @param {string[]} tarballs
 */
async function check(framework, tarballs) {
  const { name, folder, sources, files, build } = framework;
  const project = join(WORK, name);
  rmSync(project, { recursive: true, force: true });
  cpSync(join(FIXTURES, folder), project, { recursive: true });
  for (const shared of ['classify.js', 'plain-page.js']) cpSync(join(FIXTURES, shared), join(project, sources, shared));
  for (const file of DATA) cpSync(join(root, file), join(project, files, basename(file)));
  await finished(start(project, ['npm', 'install', '--no-audit', '--no-fund', ...tarballs]));
  await finished(start(project, ['npx', '--no-install', ...build]));
  const site = await serve(project, framework);
  try {
    await open(site.address, [CLIENT, ELEMENT]);
  } finally {
    await site.close();
  }
}

/**
 * Starts a command in a project.
 * @param {string} project
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 */
function start(project, [program, ...args], env = {}) {
  const quiet = { CI: '1', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' };
  return spawn(program, args, {
    cwd: project,
    env: { ...process.env, ...quiet, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true, // A group of its own, so that it ends with all that it has started.
  });
}

/** Resolves when a command has succeeded, or rejects. */
function finished(/** @type {ChildProcess} */ child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(undefined);
      else reject(new UserError(`${child.spawnargs.join(' ')} failed with ${code}. Its own message is above.`));
    });
  });
}

/**
 * Serves a built project.
 * @param {string} project
 * @param {Framework} framework
 */
async function serve(project, { output, server = [] }) {
  if (output) {
    const site = await host({ '/': join(project, output) });
    return { ...site, address: `${site.address}index.html` };
  }
  const port = await freePort();
  const address = `http://localhost:${port}/`;
  const command = server[0] === 'node' ? server : ['npx', '--no-install', ...server];
  const child = start(project, command, { PORT: String(port) });
  const close = async () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid);
  };
  const endMs = performance.now() + LIMIT_MS;
  while (!(await fetch(address).catch(() => null))) {
    if (performance.now() > endMs || child.exitCode !== null) {
      await close();
      throw new UserError(`${command.join(' ')} did not serve ${address}. Its own message is above.`);
    }
    await setTimeout(200);
  }
  return { address, close };
}

/** Returns a port that is free at the moment. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = /** @type {AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Opens a page and waits until it shows the texts. Rejects on an error in the page, and on a request that fails.
 * @param {string} address
 * @param {string[]} texts
 */
async function open(address, texts) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('response', (response) => {
      const isIcon = response.url().endsWith('/favicon.ico');
      if (response.status() >= 400 && !isIcon) errors.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(address);
    for (const text of texts) {
      const shown = page.getByText(text, { exact: true });
      await shown.waitFor({ timeout: LIMIT_MS }).catch(async () => {
        throw new UserError(
          `Expected "${text}", the page shows:\n${await page.innerText('body')}\n${errors.join('\n')}`,
        );
      });
    }
    if (errors.length) throw new UserError(errors.join('\n'));
  } finally {
    await browser.close();
  }
}
