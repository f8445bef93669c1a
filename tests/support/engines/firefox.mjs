// Drives Firefox over WebDriver BiDi, with Puppeteer: Playwright sets media features, which Firefox ESR refuses.
import puppeteer from 'puppeteer-core';
import { ensureFirefox } from '../../../www/build/install.mjs';

/** @import { ElementHandle, Frame } from 'puppeteer-core' */
/** @import { EngineDocument, EngineOptions, EnginePage } from './engine.mjs' */

/** @param {EngineOptions} options @returns {Promise<EnginePage>} */
export async function openFirefox({ proxyPort, lookupLog }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    protocolTimeout: 120_000,
    env: { ...process.env, ...(lookupLog && { MOZ_LOG: 'nsHostResolver:5', MOZ_LOG_FILE: lookupLog }) },
    extraPrefsFirefox: { 'intl.accept_languages': 'en-US', ...(proxyPort && proxyPreferences(proxyPort)) },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on('dialog', (dialog) => dialog.accept()); // A page with a recording that is not saved asks before it is left.
  return {
    ...documentOf(page.mainFrame()),
    goto: (url) => page.goto(url),
    setFile: async (selector, ...paths) => {
      const input = /** @type {ElementHandle<HTMLInputElement>} */ (await page.$(selector));
      await input.uploadFile(...paths);
    },
    inFrame: async (selector, steps) => {
      const iframe = /** @type {ElementHandle<HTMLIFrameElement>} */ (await page.waitForSelector(selector));
      await steps(documentOf(/** @type {Frame} */ (await iframe.contentFrame())));
    },
    close: () => browser.close(),
  };
}

/** Returns the preferences for a proxy for all hosts but this machine. @param {number} port */
const proxyPreferences = (port) => ({
  'network.proxy.type': 1,
  ...Object.fromEntries(['http', 'ssl'].map((scheme) => [`network.proxy.${scheme}`, '127.0.0.1'])),
  ...Object.fromEntries(['http', 'ssl'].map((scheme) => [`network.proxy.${scheme}_port`, port])),
});

/** @param {Frame} frame @returns {EngineDocument} */
const documentOf = (frame) => ({
  evaluate: (task, value) => frame.evaluate(task, value),
  click: (...selectors) => frame.locator(selectors.join(' >>> ')).click(),
});
