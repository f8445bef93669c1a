// Drives Chromium, with Playwright, as the tests in tests/browser do.
import { openBrowser } from '../chromium.mjs';

/** @import { Frame } from 'playwright-core' */
/** @import { EngineDocument, EngineOptions, EnginePage } from './engine.mjs' */

/** @param {EngineOptions} options @returns {Promise<EnginePage>} */
export async function openChromium({ proxyPort }) {
  const browser = await openBrowser();
  const proxy = proxyPort ? { server: `http://127.0.0.1:${proxyPort}` } : undefined;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, proxy });
  return {
    ...documentOf(page.mainFrame()),
    goto: (url) => page.goto(url),
    setFile: (selector, ...paths) => page.locator(selector).setInputFiles(paths),
    inFrame: async (selector, steps) => {
      const iframe = await page.waitForSelector(selector);
      await steps(documentOf(/** @type {Frame} */ (await iframe.contentFrame())));
    },
    close: () => browser.close(),
  };
}

/** @param {Frame} frame @returns {EngineDocument} */
const documentOf = (frame) => ({
  evaluate: (task, value) => frame.evaluate(task, value),
  click: (...selectors) => frame.locator(selectors.join(' ')).click(),
});
