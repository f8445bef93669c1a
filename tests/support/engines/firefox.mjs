// Drives Firefox over WebDriver BiDi, with Puppeteer: Playwright sets media features, which Firefox ESR refuses.
import puppeteer from 'puppeteer-core';
import { ensureFirefox } from '../../../www/build/install.mjs';

/** @import { ElementHandle } from 'puppeteer-core' */
/** @import { EnginePage } from './engine.mjs' */

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
