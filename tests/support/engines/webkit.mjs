// Drives WebKitGTK: WebKitWebDriver and MiniBrowser on a display and with settings of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Builder, By, Capabilities, error } from 'selenium-webdriver';
import { ensureWebKit } from '../../../www/build/install.mjs';
import { end, start } from './children.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { AddressInfo } from 'node:net' */
/** @import { Readable } from 'node:stream' */
/** @import { WebDriver, WebElement } from 'selenium-webdriver' */
/** @import { EngineDocument, EngineOptions, EnginePage } from './engine.mjs' */

/** For programs to start, and for a script in a page, in milliseconds. */
const LIMIT_MS = 120_000;
const INTERVAL_MS = 100;

/** @param {EngineOptions} options @returns {Promise<EnginePage>} */
export async function openWebKit({ proxyPort, memoryInfo }) {
  const { driver, browser, display } = await ensureWebKit();
  const home = mkdtempSync(join(tmpdir(), 'emosense-webkit-'));
  /** @type {ChildProcess[]} */
  const children = [];
  const endAll = () => {
    for (const child of children.reverse()) end(child);
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const screen = start(display, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(screen);
    const number = await firstLine(/** @type {Readable} */ (screen.stdio[3]));
    const port = await freePort();
    const [program, ...args] = [...(memoryInfo ? mountMemoryInfo(memoryInfo) : []), driver, `--port=${port}`];
    children.push(start(program, args, { env: environment(number, home) }));
    await waitForDriver(`http://127.0.0.1:${port}/status`);
    const capabilities = capabilitiesOf(browser, proxyPort);
    return await openSession(`http://127.0.0.1:${port}`, capabilities, endAll);
  } catch (error) {
    endAll();
    throw error;
  }
}

/** Returns the command before one that is to read a file in place of /proc/meminfo, which other programs still see. */
const mountMemoryInfo = (/** @type {string} */ file) => [
  'unshare',
  '--mount',
  ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
  ...['sh', '-c', 'mount --bind "$0" /proc/meminfo && exec "$@"', file],
];

/** @param {string} display @param {string} home @returns {Record<string, string>} */
function environment(display, home) {
  return {
    DISPLAY: `:${display}`,
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    LANG: 'en_US.UTF-8',
    // Machines of tests have no graphics card. Through OpenGL in software WebKit is slower, keeps its textures in main
    // memory, and after some minutes Skia's cache of them (GrResourceCache) ends the page's process.
    WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
    ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }), // The sandbox refuses root.
  };
}

/** @param {Readable} stream @returns {Promise<string>} */
const firstLine = (stream) =>
  new Promise((resolve, reject) => {
    stream.once('data', (chunk) => resolve(String(chunk).trim()));
    stream.once('close', () => reject(new Error('Expected Xvfb to name its display, but it ended.')));
  });

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

async function waitForDriver(/** @type {string} */ url) {
  const end = Date.now() + LIMIT_MS;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (Date.now() > end) throw new Error(`Expected WebKitWebDriver to start within ${LIMIT_MS} ms.`);
    await setTimeout(INTERVAL_MS);
  }
}

/** @param {string} binary @param {number} [proxyPort] */
function capabilitiesOf(binary, proxyPort) {
  const args = [
    ...['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
    '--features=-CanvasUsesAcceleratedDrawing', // For the same reasons as WEBKIT_SKIA_ENABLE_CPU_RENDERING above.
  ];
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args } });
  const address = `127.0.0.1:${proxyPort}`;
  if (proxyPort) capabilities.setProxy({ proxyType: 'manual', httpProxy: address, sslProxy: address });
  return capabilities;
}

/** @param {string} server @param {Capabilities} capabilities @param {() => void} endAll @returns {Promise<EnginePage>} */
async function openSession(server, capabilities, endAll) {
  const session = await new Builder()
    .disableEnvironmentOverrides()
    .usingServer(server)
    .withCapabilities(capabilities)
    .build();
  await session.manage().setTimeouts({ script: LIMIT_MS, pageLoad: LIMIT_MS });
  return {
    ...documentOf(session),
    goto: (url) => session.get(url),
    setFile: (selector, ...paths) => session.findElement(By.css(selector)).sendKeys(paths.join('\n')),
    inFrame: async (selector, steps) => {
      await session.switchTo().frame(session.findElement(By.css(selector)));
      try {
        await steps(documentOf(session));
      } finally {
        await session.switchTo().defaultContent();
      }
    },
    close: async () => {
      await session.quit().catch(() => {}); // What does not end by itself is ended below.
      endAll();
    },
  };
}

/** Returns the document in which the session is. @param {WebDriver} session @returns {EngineDocument} */
const documentOf = (session) => ({
  evaluate: async (task, value) => {
    const { result, failure } = await session.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
      Promise.resolve(arguments[0]).then(${task}).then((result) => done({ result }), (error) => done({ failure: String(error) }));`,
      value,
    );
    if (failure) throw new Error(failure);
    return result;
  },
  click: async (...selectors) => {
    const click = async () => {
      const element = await session.executeScript(
        'return arguments[0].reduce((found, selector) => (found?.shadowRoot ?? found)?.querySelector(selector), document)',
        selectors,
      );
      try {
        await /** @type {WebElement | null} */ (element)?.click();
        return element !== null;
      } catch (problem) {
        if (problem instanceof error.ElementNotInteractableError) return false; // It is hidden, or not yet in view.
        throw problem;
      }
    };
    await session.wait(click, LIMIT_MS, `Expected to be able to click ${selectors.join(', ')}`);
  },
});
