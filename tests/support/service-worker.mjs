// Waits for the service worker of the site.
import { waitUntil } from './wait-until.mjs';

/** @import { Page } from 'playwright-core' */

/** Waits until the service worker controls the page: all files of the site are cached by then. @param {Page} page */
export const waitForServiceWorker = (page) =>
  waitUntil(page, async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
