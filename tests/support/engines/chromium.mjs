// Drives Chromium, with Playwright, as the tests in tests/browser do.
import { openBrowser } from '../chromium.mjs';

/** @import { EnginePage } from './engine.mjs' */

/** @returns {Promise<EnginePage>} */
export async function openChromium() {
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    goto: (url) => page.goto(url),
    evaluate: (task, value) => page.evaluate(task, value),
    click: (selector) => page.locator(selector).click(),
    setFile: (selector, path) => page.locator(selector).setInputFiles(path),
    close: () => browser.close(),
  };
}
