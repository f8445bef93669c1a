// Opens the built site in the engine that a test is run for, with a probe in every page that reports what went wrong.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dist, root } from '../../../www/build/paths.mjs';
import { securityHeaders } from '../../../www/build/security-policy.mjs';
import { host } from '../host.mjs';

/**
 * What a test does with a page, alike in every engine.
 * @typedef {object} EnginePage
 * @property {(url: string) => Promise<unknown>} goto
 * @property {(task: (value: any) => any, value?: unknown) => Promise<any>} evaluate awaits what the task returns
 * @property {(selector: string) => Promise<void>} click
 * @property {(selector: string, path: string) => Promise<void>} setFile chooses a file in an input
 * @property {() => Promise<void>} close ends the engine
 */

/** For an outcome on a busy machine, in milliseconds. */
const LIMIT_MS = 120_000;
const INTERVAL_MS = 100;

/** How each engine is opened. @type {Record<string, () => Promise<EnginePage>>} */
const OPEN = {
  chromium: async () => (await import('./chromium.mjs')).openChromium(),
  firefox: async () => (await import('./firefox.mjs')).openFirefox(),
  webkit: async () => (await import('./webkit.mjs')).openWebKit(),
};

/** The engine of this run: the variable EMOSENSE_ENGINE, or else Chromium. */
export const engine = process.env.EMOSENSE_ENGINE ?? 'chromium';

/** Serves the built site with the probe in its pages, and opens the engine. */
export async function openEngine() {
  const open = OPEN[engine];
  assert.ok(open, `EMOSENSE_ENGINE must be one of ${Object.keys(OPEN).join(', ')}, got ${engine}`);
  const folder = mkdtempSync(join(tmpdir(), 'emosense-engine-'));
  cpSync(dist, folder, { recursive: true });
  cpSync(join(import.meta.dirname, 'probe.js'), join(folder, 'probe.js'));
  cpSync(join(root, 'tests/data/astronaut.png'), join(folder, 'probe.png'));
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), html.replace(/<head[^>]*>/, '$&<script src="./probe.js"></script>'));
  }
  const server = await host({ '/': folder }, securityHeaders);
  const closeServer = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const page = await open().catch(async (error) => {
    await closeServer();
    throw error;
  });
  return {
    page,
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
    /** Waits until a predicate, which runs in the page, resolves with true. @param {() => unknown} predicate */
    async waitUntil(predicate) {
      const end = Date.now() + LIMIT_MS;
      while (!(await page.evaluate(predicate))) {
        if (Date.now() > end) throw new Error(`Expected this to become true within ${LIMIT_MS} ms: ${predicate}`);
        await setTimeout(INTERVAL_MS);
      }
    },
    async close() {
      await page.close();
      await closeServer();
    },
  };
}
