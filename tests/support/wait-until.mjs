// Waits for what a page can tell only asynchronously: Playwright's `waitForFunction` takes any promise for a success.
import { setTimeout } from 'node:timers/promises';

/** For an outcome on a busy machine, in milliseconds. */
const LIMIT_MS = 120_000;
const INTERVAL_MS = 50;

/**
 * Waits until a predicate, which runs in the page, resolves with true.
 * @param {{ evaluate: (task: (value: any) => any, value?: unknown) => Promise<any> }} page
 * @param {(value: any) => unknown} predicate
 * @param {unknown} [value] that the predicate gets
 */
export async function waitUntil(page, predicate, value) {
  const end = Date.now() + LIMIT_MS;
  for (let cause; ; ) {
    try {
      if (await page.evaluate(predicate, value)) return;
    } catch (error) {
      cause = error; // While the page is being left, nothing can run in it.
    }
    if (Date.now() > end) {
      throw new Error(`Expected this to become true within ${LIMIT_MS} ms: ${predicate}`, { cause });
    }
    await setTimeout(INTERVAL_MS);
  }
}
