// Drives Chromium, with Playwright, as the tests in tests/browser do.
import { openBrowser } from '../chromium.mjs';

/** @import { EngineOptions, EnginePage } from './engine.mjs' */

/** @param {EngineOptions} options @returns {Promise<EnginePage>} */
export async function openChromium({ proxyPort }) {
  const browser = await openBrowser();
  const proxy = proxyPort ? { server: `http://127.0.0.1:${proxyPort}` } : undefined;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, proxy });
  return {
    goto: (url) => page.goto(url),
    evaluate: (task, value) => page.evaluate(task, value),
    click: (selector) => page.locator(selector).click(),
    setFile: (selector, path) => page.locator(selector).setInputFiles(path),
    close: () => browser.close(),
  };
}
