// Opens the built site in the engine that a test is run for, with a probe in every page that reports what went wrong.
import assert from 'node:assert/strict';
import { waitUntil } from '../wait-until.mjs';
import { serveProbedSite } from './probed-site.mjs';

/**
 * What a test does with a document, alike in every engine.
 * @typedef {object} EngineDocument
 * @property {(task: (value: any) => any, value?: unknown) => Promise<any>} evaluate awaits what the task returns
 * @property {(...selectors: string[]) => Promise<void>} click each selector is for the shadow tree of the one before
 */
/**
 * What a test does with a page.
 * @typedef {object} EnginePageMethods
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(selector: string, ...paths: string[]) => Promise<void>} setFile chooses a file, or several, in an input
 * @property {(selector: string, steps: (frame: EngineDocument) => Promise<void>) => Promise<void>} inFrame performs the
 * steps in the document of an iframe
 * @property {() => Promise<void>} close ends the engine
 */
/** @typedef {EngineDocument & EnginePageMethods} EnginePage */

/**
 * @typedef {object} EngineOptions
 * @property {number} [proxyPort] of a proxy on this machine, for requests to all other hosts
 * @property {string} [lookupLog] the file in which Firefox writes the hosts that it looks up
 * @property {string} [memoryInfo] the file that WebKit reads in place of /proc/meminfo
 */

/** How each engine is opened. @type {Record<string, (options: EngineOptions) => Promise<EnginePage>>} */
const OPEN = {
  chromium: async (options) => (await import('./chromium.mjs')).openChromium(options),
  firefox: async (options) => (await import('./firefox.mjs')).openFirefox(options),
  webkit: async (options) => (await import('./webkit.mjs')).openWebKit(options),
};

/** The engine of this run: the variable EMOSENSE_ENGINE, or else Chromium. */
export const engine = process.env.EMOSENSE_ENGINE ?? 'chromium';

/** Opens a page in the engine. @param {EngineOptions} [options] */
export async function openPage(options = {}) {
  const open = OPEN[engine];
  assert.ok(open, `EMOSENSE_ENGINE must be one of ${Object.keys(OPEN).join(', ')}, got ${engine}`);
  return open(options);
}

/** Serves the built site with the probe in its pages, and opens the engine. */
export async function openEngine() {
  const server = await serveProbedSite();
  const page = await openPage().catch(async (error) => {
    await server.close();
    throw error;
  });
  return {
    page,
    address: server.address,
    /** Ends the host of the site, as a lost connection does. */
    goOffline: () => server.close(),
    /**
     * Opens a page, performs the steps, and asserts that there were no errors and no requests to other origins.
     * @param {string} path
     * @param {() => Promise<unknown>} steps
     */
    async visit(path, steps) {
      await page.goto(new URL(path, server.address).href);
      await steps();
      const seen = await page.evaluate(() => window.probe());
      assert.deepEqual(seen.errors, [], 'errors, and breaches of the security policy');
      assert.deepEqual(seen.strays, [], 'requests to other origins');
    },
    /** Waits until a predicate is true. @param {(value: any) => unknown} predicate @param {unknown} [value] */
    waitUntil: (predicate, value) => waitUntil(page, predicate, value),
    async close() {
      await page.close();
      await server.close();
    },
  };
}
