// What a person sees and does on the live page, in every engine. The predicates run in the page.

/** @import { EnginePage } from './engine.mjs' */

/** Whether the camera can be started. */
export const isReady = () => document.querySelector('#consent:enabled') !== null;
/** Whether a face is shown as happy. */
export const isHappy = () => document.querySelector('.card[data-state="happy"]') !== null;
/** Whether the stage shows neither a video nor an image. */
export const isStopped = () => document.querySelector('#stage')?.getAttribute('data-shows') === 'message';

/**
 * Starts the camera on the live page, and waits for the first result.
 * @param {{ page: EnginePage, waitUntil: (predicate: () => unknown) => Promise<void> }} site
 */
export async function startCamera({ page, waitUntil }) {
  await waitUntil(isReady);
  await page.click('#consent');
  await waitUntil(isHappy);
}
