// Waits for what a page can tell only asynchronously: Playwright's `waitForFunction` takes any promise for a success.
import { setTimeout } from 'node:timers/promises';

/** @import { Page } from 'playwright-core' */

const LIMIT_MS = 60_000;
const INTERVAL_MS = 50;

/**
 * Waits until a predicate, which runs in the page, resolves with true.
 * @param {Page} page
 * @param {() => Promise<boolean>} predicate
 */
export async function waitUntil(page, predicate) {
  const end = Date.now() + LIMIT_MS;
  // While the page is being left, nothing can run in it.
  while (!(await page.evaluate(predicate).catch(() => false))) {
    if (Date.now() > end) throw new Error(`Expected this to become true within ${LIMIT_MS} ms: ${predicate}`);
    await setTimeout(INTERVAL_MS);
  }
}
