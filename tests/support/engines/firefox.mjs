// Drives Firefox over WebDriver BiDi, with Puppeteer: Playwright sets media features, which Firefox ESR refuses.
import puppeteer from 'puppeteer-core';
import { ensureFirefox } from '../../../www/build/install.mjs';

/** @import { ElementHandle, Frame } from 'puppeteer-core' */
/** @import { EngineDocument, EnginePage } from './engine.mjs' */

/** @returns {Promise<EnginePage>} */
export async function openFirefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    protocolTimeout: 120_000,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-US' },
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

/** @param {Frame} frame @returns {EngineDocument} */
const documentOf = (frame) => ({
  evaluate: (task, value) => frame.evaluate(task, value),
  click: (...selectors) => frame.locator(selectors.join(' >>> ')).click(),
});
