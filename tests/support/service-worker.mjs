// Waits for the service worker of the site.

/** @import { Page } from 'playwright-core' */

/** Waits until the service worker controls the page: all files of the site are cached by then. @param {Page} page */
export const waitForServiceWorker = (page) =>
  page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    null,
    { timeout: 60_000 },
  );
