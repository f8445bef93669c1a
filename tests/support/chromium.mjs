// Opens the built site in Chromium, for the tests and the benchmarks.
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../www/build/install.mjs';
import { serveSite } from '../../www/build/serve.mjs';
import { collectCoverage } from './coverage/collector.mjs';
import { freePort } from './coverage/debugging-connection.mjs';

/** @import { BrowserContextOptions } from 'playwright-core' */

/** Options for every browser: no network traffic of its own, and no graphics card, which machines may lack. */
export const CHROMIUM_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether Chromium can use its sandbox: it refuses to start with one as root. */
export const CAN_SANDBOX = process.getuid?.() !== 0;

/** The camera of a browser; a video file (.y4m or .mjpeg) stands in for a person in front of it. */
const CAMERA_ARGS = {
  missing: ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  playing: (/** @type {string} */ video) => [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
    '--use-fake-ui-for-media-stream',
  ],
};

/** @typedef {'missing' | 'denied' | { video: string }} Camera */
/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

/** Starts a browser; for `npm run coverage`, which names a folder, it collects what the browser runs. */
export async function openBrowser(/** @type {Camera} */ camera = 'missing') {
  const coverageFolder = process.env.EMOSENSE_COVERAGE;
  const port = coverageFolder ? await freePort() : null;
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: CAN_SANDBOX,
    args: [
      ...CHROMIUM_ARGS,
      ...(typeof camera === 'string' ? CAMERA_ARGS[camera] : CAMERA_ARGS.playing(camera.video)),
      ...(port ? [`--remote-debugging-port=${port}`] : []),
    ],
  });
  if (coverageFolder && port) await collectCoverage(browser, port, coverageFolder);
  return browser;
}

/**
 * Serves the built site and starts a browser.
 * @param {{ camera?: Camera }} [options]
 */
export async function openSite({ camera } = {}) {
  const server = await serveSite(0);
  const { address } = server;
  const browser = await openBrowser(camera);
  /** @type {string[]} */
  const requests = [];
  return {
    address,
    browser,
    /** The addresses that the pages from `open`, and their workers, have requested. */
    requests,

    /** Returns the requests to other origins; no test expects any. */
    strayRequests: () => strayRequests(requests, address),

    /**
     * Opens a page in its own context.
     * @param {string} [path]
     * @param {BrowserContextOptions} [options]
     */
    async open(path = '', options = {}) {
      const context = await browser.newContext(options);
      context.on('request', (request) => requests.push(request.url()));
      const page = await context.newPage();
      await page.goto(new URL(path, address).href);
      return page;
    },

    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Returns the requests that left an origin.
 * @param {string[]} requests
 * @param {string} address of the origin
 */
export function strayRequests(requests, address) {
  return requests.filter((url) => !url.startsWith(address) && !url.startsWith(`blob:${address}`));
}
