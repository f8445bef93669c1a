// The site as an installed app in every engine: its first visit, and without its host.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { startCamera } from '../support/engines/live-page.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

/** Whether the service worker controls the page: all files of the site are cached by then. */
const isControlled = async () => {
  const { active } = await navigator.serviceWorker.ready;
  return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
};
const isUpdateOffered = () => document.querySelector('#update')?.checkVisibility();

test(`${engine}: a first visit is told of no update`, () =>
  site.visit('index.html', async () => {
    await site.waitUntil(isControlled);
    await site.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500))); // when it would have come
    assert.equal(await site.page.evaluate(isUpdateOffered), false);
  }));

test(`${engine}: without its host the page opens again, and the camera runs`, async () => {
  await site.visit('index.html', () => site.waitUntil(isControlled));
  await site.goOffline();
  await site.visit('index.html', () => startCamera(site));
});
