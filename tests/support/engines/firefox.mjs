// Drives Firefox over WebDriver BiDi, with Puppeteer: Playwright sets media features, which Firefox ESR refuses.
import puppeteer from 'puppeteer-core';
import { ensureFirefox } from '../../../www/build/install.mjs';

/** @import { ElementHandle } from 'puppeteer-core' */
/** @import { EngineOptions, EnginePage } from './engine.mjs' */

/** @param {EngineOptions} options @returns {Promise<EnginePage>} */
export async function openFirefox({ proxyPort }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    protocolTimeout: 120_000,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-US', ...(proxyPort && proxyPreferences(proxyPort)) },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  return {
    goto: (url) => page.goto(url),
    evaluate: (task, value) => page.evaluate(task, value),
    click: (selector) => page.locator(selector).click(),
    setFile: async (selector, path) => {
      const input = /** @type {ElementHandle<HTMLInputElement>} */ (await page.$(selector));
      await input.uploadFile(path);
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
