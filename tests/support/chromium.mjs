// Opens the built site in a real Chromium, for the tests and the benchmark: its cameras, and all it asked for.
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../www/build/install.mjs';
import { serveSite } from '../../www/build/site.mjs';

// Nothing of the browser's own on the network, and no graphics card: the same everywhere.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The cameras a browser can have; a video file (.y4m or .mjpeg) stands for a person before it. */
const cameras = {
  missing: ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  playing: (/** @type {string} */ video) => [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
    '--use-fake-ui-for-media-stream',
  ],
};

/** @typedef {'missing' | 'denied' | { video: string }} Camera */

/** @param {Camera} [camera] */
export async function openBrowser(camera = 'missing') {
  return chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to sandbox itself as root
    args: [...quiet, ...(typeof camera === 'string' ? cameras[camera] : cameras.playing(camera.video))],
  });
}

/**
 * Serves dist and starts a browser.
 * @param {{ camera?: Camera }} [options]
 */
export async function openSite({ camera } = {}) {
  const server = await serveSite(0);
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await openBrowser(camera);
  /** @type {string[]} every address that a page or a worker asked for */
  const requests = [];
  return {
    address,
    browser,
    requests,

    /** The requests that left the site's origin; a test wants none. */
    strayRequests: () => requests.filter((url) => !url.startsWith(address) && !url.startsWith(`blob:${address}`)),

    /**
     * A page in a context of its own, opened on `path`.
     * @param {string} [path]
     * @param {import('playwright-core').BrowserContextOptions} [options] viewport, colorScheme …
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
