// Opens pages for the peers in a Chromium that cannot reach any other host.
import { chromium } from 'playwright-core';
import { CAN_SANDBOX } from '../../tests/support/chromium.mjs';
import { ensureChromium } from '../../www/build/install.mjs';
import { openServer } from './server.mjs';

/** @import { Entry } from './entries.mjs' */

/** @typedef {Awaited<ReturnType<typeof openBench>>} Bench */
/** @typedef {Awaited<ReturnType<Bench['openPage']>>['peer']} PeerHandle the object that page.js's `open` returns */

const CHROMIUM_ARGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGL without a graphics card, for MediaPipe.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Starts the server and the browser. */
export async function openBench() {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: CAN_SANDBOX,
    args: CHROMIUM_ARGS,
  });
  const server = await openServer();
  /** Requests to other hosts; all of them failed. @type {Set<string>} */
  const strayRequests = new Set();
  return {
    browser,
    server,
    strayRequests,

    /** Opens a page in its own context for a peer, which is not loaded yet. */
    async openPage(/** @type {Entry} */ { file, index }) {
      const context = await browser.newContext();
      context.on('request', (request) => {
        const expected = [server.address, `blob:${server.address}`, 'data:'];
        if (!expected.some((prefix) => request.url().startsWith(prefix))) strayRequests.add(request.url());
      });
      const page = await context.newPage();
      await page.goto(server.address);
      const peer = await page.evaluateHandle(
        async ([file, index]) => {
          if (crossOriginIsolated) throw new Error('Expected a page that cannot use threads, but this one can.');
          /** @type {typeof import('./page.js')} */
          const { open } = await import(/** @type {any} */ ('/benches/peers/page.js'));
          return open(file, index);
        },
        /** @type {const} */ ([file, index]),
      );
      return { context, peer };
    },

    async close() {
      await browser.close();
      await server.close();
    },
  };
}
