/**
 * Keeps the files of the site's earlier versions for as long as a tab shows one of them: it may still load the
 * recorder, a worker or a language. Runs in the service worker.
 */
import { OUTDATED_FILES } from './cache-names.js';

/** The entry of the cache that lists the ids of the tabs. */
const TABS = 'outdated-tabs';

/**
 * @typedef {object} Tabs
 * @property {(options: object) => Promise<{ id: string }[]>} matchAll
 * @property {(id: string) => Promise<unknown>} get
 */

/**
 * Moves the files of earlier versions out of the caches, when a new version is about to delete or replace them.
 * @param {string[]} cacheNames
 * @param {(url: string) => boolean} isOutdated
 * @param {Tabs} tabs all of which show an earlier version
 */
export async function keepOutdatedFiles(cacheNames, isOutdated, tabs) {
  /** @type {[Cache, Request][]} */
  const moves = [];
  for (const name of cacheNames) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (isOutdated(request.url)) moves.push([cache, request]);
  }
  if (!moves.length) return; // as on the first visit
  const outdated = await caches.open(OUTDATED_FILES);
  for (const [cache, request] of moves) {
    const response = await cache.match(request);
    if (response) await outdated.put(request.url, response);
    await cache.delete(request);
  }
  const open = await tabs.matchAll({ type: 'window', includeUncontrolled: true });
  await outdated.put(TABS, Response.json(open.map(({ id }) => id)));
  await discardOutdatedFiles(tabs);
}

/** Returns the file of an earlier version, undefined if there is none. @param {Request} request */
export async function findOutdatedFile(request) {
  return caches.match(request, { cacheName: OUTDATED_FILES });
}

/** Deletes the files if no tab shows an earlier version any longer. @param {Tabs} tabs */
export async function discardOutdatedFiles(tabs) {
  const list = await caches.match(TABS, { cacheName: OUTDATED_FILES });
  if (!list) return;
  /** @type {string[]} */
  const ids = await list.json();
  const open = await Promise.all(ids.map((id) => tabs.get(id)));
  if (!open.some(Boolean)) await caches.delete(OUTDATED_FILES);
}
