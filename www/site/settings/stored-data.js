/** What this site has stored on the device: a list of it, and its deletion. */
import { Consent } from '../../package/element/consent.js';
import { ASSETS, OUTDATED_FILES, SHARED_IMAGE } from '../offline/cache-names.js';
import { deletePlaces, loadHours } from '../places/places-store.js';
import { deleteRecordingStore, listRecordings } from '../recording/recording-store.js';

/** @import { Settings } from './settings.js' */
/**
 * How much of each kind is stored.
 * @typedef {object} StoredData
 * @property {number} recordings
 * @property {number} places
 * @property {number} consent 1 if it is remembered
 * @property {number} settings 1 if some have been changed
 * @property {number} files that make the site work offline
 */

/**
 * Counts what is stored; what this browser cannot read is none.
 * @param {Settings} settings
 * @returns {Promise<StoredData>}
 */
export async function countStored(settings) {
  const [recordings, hours, names] = await Promise.all([
    listRecordings().catch(() => []),
    loadHours().catch(() => []),
    cacheNames(),
  ]);
  const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return {
    recordings: recordings.length,
    places: new Set(hours.map(({ place }) => place)).size,
    consent: Number(new Consent().isRemembered),
    settings: Number(settings.areStored),
    files: files.reduce((sum, count) => sum + count, 0),
  };
}

/**
 * Deletes all of it. Rejects with a StorageError if something could not be deleted; the rest is deleted then, too.
 * @param {Settings} settings
 */
export async function deleteStored(settings) {
  settings.reset();
  new Consent().withdraw();
  const results = await Promise.allSettled([deleteRecordingStore(), deletePlaces(), deleteFiles()]);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
}

/** Deletes the offline files, and ends the service worker, which the next visit registers anew. */
async function deleteFiles() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  for (const name of await cacheNames()) await caches.delete(name);
}

/** Returns the names of the caches of this site: its origin may have other ones. */
async function cacheNames() {
  if (!globalThis.caches) return []; // on pages that are served over plain HTTP
  const { href } = new URL('./', document.baseURI);
  const names = await caches.keys().catch(() => []);
  return names.filter((name) => [ASSETS, OUTDATED_FILES, SHARED_IMAGE].includes(name) || name.endsWith(href));
}
