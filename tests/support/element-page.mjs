// A page of an author who uses <emo-sense>, for the tests of the element.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { root } from '../../www/build/paths.mjs';
import { host } from './host.mjs';
import { astronaut, folder, siteWithCamera } from './visit.mjs';

/** @import { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core' */

const builtPackage = join(root, 'dist/emosense');
const builtCustomModels = join(root, 'dist/emosense-custom-models');

/**
 * @typedef {object} Options
 * @property {Browser} [browser]
 * @property {string} [policy] a Content-Security-Policy
 * @property {boolean} [sameOrigin] whether the script is on the origin of the page
 * @property {boolean} [expectErrors] whether errors in the console are expected
 */

/** The script's origin, which is not that of the pages. @type {Awaited<ReturnType<typeof host>>} */
let scriptHost;

/** Serves the package, for scripts from another origin than the pages'. */
export async function openScriptHost() {
  scriptHost = await host({ '/emosense/': builtPackage }, () => ({ 'Access-Control-Allow-Origin': '*' }));
}

export async function closeScriptHost() {
  await scriptHost?.close();
}

/**
 * Opens a page with this body, runs the steps, and asserts that there were no errors in the console, no violations of
 * the page's policy, and no requests to other origins. The element's events are in `window.events`.
 * @param {string} body
 * @param {(page: Page) => Promise<void>} steps
 * @param {BrowserContextOptions & Options} [options]
 */
export async function visitElement(body, steps, options = {}) {
  const {
    browser = siteWithCamera.browser,
    policy = '',
    sameOrigin = false,
    expectErrors,
    ...contextOptions
  } = options;
  const script = `${sameOrigin ? '/' : scriptHost.address}emosense/emo-sense.js`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>A page</title>
    ${policy ? '' : '<link rel="icon" href="data:,">'}
    <script type="module" src="${script}"></script><main><h1>A page</h1>${body}</main></html>`;
  const site = await host(
    {
      '/page.html': html,
      '/data/': dirname(astronaut),
      '/made/': folder,
      '/emosense/': builtPackage,
      '/custom-models/': builtCustomModels,
    },
    /** @returns {Record<string, string>} */
    () => (policy ? { 'Content-Security-Policy': `${policy}; report-uri /report` } : {}),
  );
  const context = await browser.newContext(contextOptions);
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  try {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(() => {
      window.thrownBy = (/** @type {() => void} */ action) => {
        try {
          action();
        } catch (caught) {
          const error = /** @type {Error & { code?: string }} */ (caught);
          return { isError: error instanceof Error, code: error.code, message: error.message };
        }
        return null;
      };
      window.events = [];
      for (const type of ['state', 'error', 'emotion', 'faces']) {
        const record = (/** @type {Event} */ event) => {
          const { target, detail } = /** @type {CustomEvent} */ (event);
          if (target instanceof Element && target.localName === 'emo-sense') window.events.push({ type, ...detail });
        };
        document.addEventListener(type, record, true);
      }
    });
    await page.goto(`${site.address}page.html`);
    await page.waitForFunction(() => customElements.get('emo-sense'));
    await steps(page);
    if (!expectErrors) assert.deepEqual(errors, [], 'errors in the console');
    assert.deepEqual(site.reports, [], 'violations of the policy');
    const allowed = [site.address, scriptHost.address, 'blob:'];
    const foreign = requests.filter((url) => !allowed.some((start) => url.startsWith(start)));
    assert.deepEqual(foreign, [], 'requests to other origins');
  } finally {
    await context.close();
    await site.close();
  }
}

/** The button that gives consent. */
export const consentButton = (/** @type {Page | FrameLocator} */ page) =>
  page.getByRole('button', { name: 'I understand' });

/** Waits until the element has this state. */
export const waitForState = (/** @type {Page} */ page, /** @type {string} */ state) =>
  page.waitForFunction((state) => document.querySelector('emo-sense')?.state === state, state, { timeout: 60_000 });

/** Waits until a card shows a happy face. */
export const waitForHappyCard = (/** @type {Page} */ page) =>
  page.locator('.card[data-state="happy"]').waitFor({ timeout: 60_000 });

/** Returns the element's events of a type, with their details. */
export const eventsOf = (/** @type {Page} */ page, /** @type {string} */ type) =>
  page.evaluate((type) => window.events.filter((/** @type {{ type: string }} */ event) => event.type === type), type);
