// Installs the two npm packages as their users do, packed and in a project of their own, and opens pages of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCustomModels, builtPackage, root } from '../../www/build/paths.mjs';
import { openBrowser, strayRequests } from './chromium.mjs';
import { host } from './host.mjs';

/** @import { Page } from 'playwright-core' */

const FIXTURES = join(root, 'tests/support/fixtures');
/** What the pages load: a photo of one happy face, and a model that says that every face is angry. */
export const DATA = ['tests/data/astronaut.png', 'tests/data/models/permuted.onnx', 'tests/data/models/permuted.json'];
/** How long a page may take to classify the photo, in milliseconds. */
const LIMIT_MS = 120_000;

/**
 * What a page reports, and what it has requested. That of fixtures/classify.js reports `element`, `builtIn` and
 * `custom`: an emotion each, or why there is none.
 * @typedef {Record<string, any> & { requests: string[] }} Outcome
 */
/** @typedef {{ baseUrl?: string, customModelsUrl?: string }} Locations */

/** Packs a built package into a folder, and returns the path of the tarball. @returns {string} */
export function pack(/** @type {string} */ folder, /** @type {string} */ into) {
  const [{ filename }] = JSON.parse(npm(into, 'pack', '--json', '--pack-destination', into, folder));
  return join(into, filename);
}

/** Runs npm in a folder, and returns what it prints. */
export function npm(/** @type {string} */ cwd, /** @type {string[]} */ ...args) {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

/**
 * Makes a project with the fixtures in which both packages are installed. It is in the repository, so that the fixtures
 * find their tools, and ignored by git.
 * @param {string} name of its folder in target/
 */
export async function installPackages(name) {
  const work = join(root, 'target', name);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'data'), { recursive: true });
  // The projects of tests/frameworks.mjs are apart: Vite would look for what their pages import.
  const filter = (/** @type {string} */ path) => !path.startsWith(join(FIXTURES, 'frameworks'));
  cpSync(FIXTURES, work, { recursive: true, filter });
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  npm(work, 'install', '--offline', '--no-save', ...[builtPackage, builtCustomModels].map((it) => pack(it, work)));
  for (const file of DATA) cpSync(join(root, file), join(work, 'data', String(file.split('/').at(-1))));
  const browser = await openBrowser();

  return {
    work,
    installed: (/** @type {string} */ path) => join(work, 'node_modules', path),

    /** Creates a folder with the page, for a tool that only creates the script. */
    createPage(/** @type {string} */ name) {
      const folder = join(work, name);
      mkdirSync(folder);
      cpSync(join(work, 'index.html'), join(folder, 'index.html'));
      return folder;
    },

    /**
     * Opens a page, which must have no errors and make no requests to other origins.
     * @template T
     * @param {string} address
     * @param {(page: Page) => Promise<T>} steps
     * @param {Locations} [locations] the page's `locations`
     */
    async visit(address, steps, locations = {}) {
      const context = await browser.newContext();
      /** @type {string[]} */
      const requests = [];
      /** @type {string[]} */
      const errors = [];
      context.on('request', (request) => requests.push(request.url()));
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      try {
        await page.addInitScript((locations) => Object.assign(window, { locations }), locations);
        await page.goto(address);
        const result = await steps(page);
        assert.deepEqual(errors, []);
        const loaded = requests.filter((url) => !url.startsWith('data:'));
        assert.deepEqual(strayRequests(loaded, new URL('/', address).href), []);
        return { result, requests };
      } finally {
        await context.close();
      }
    },

    /**
     * Returns the outcome of the page in a folder.
     * @param {string} folder
     * @param {Locations} [locations]
     * @returns {Promise<Outcome>}
     */
    async outcome(folder, locations) {
      cpSync(join(work, 'data'), folder, { recursive: true });
      const site = await host({ '/': folder });
      try {
        const { result, requests } = await this.visit(`${site.address}index.html`, outcomeOf, locations);
        return { ...result, requests };
      } finally {
        await site.close();
      }
    },

    close: () => browser.close(),
  };
}

/** Waits for the outcome of classify.js on a page. */
export async function outcomeOf(/** @type {Page} */ page) {
  await page.waitForFunction(() => 'outcome' in window, null, { timeout: LIMIT_MS });
  return page.evaluate(() => window.outcome);
}

/** Asserts that the element, the built-in model and the custom model have classified the photo. */
export function assertAll(/** @type {Record<string, any>} */ { element, builtIn, custom }) {
  assert.deepEqual({ element, builtIn, custom }, { element: 'happy', builtIn: 'happy', custom: 'angry' });
}
