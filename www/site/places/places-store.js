/** The counts of all places by hour, in this browser's IndexedDB. */
import { localTime } from '../export/local-time.js';
import { databaseExists, databaseOpener, withStorageErrors } from '../offline/storage.js';

/**
 * One hour of a place, as one device counted it.
 * @typedef {object} Hour
 * @property {string} device a random id of the browser that counted, so that importing an export twice adds nothing
 * @property {string} place
 * @property {string} hour local time, such as 2026-11-25T14
 * @property {number} people the number of visitors whose expression was classified
 * @property {number} happy the sum, over the visitors, of the share of time they looked happy, 0 to 1 each
 */

const DATABASE = 'emosense-places';
const openDatabase = databaseOpener(DATABASE, (database) => {
  database.createObjectStore('hours', { keyPath: ['device', 'place', 'hour'] });
  database.createObjectStore('device').put(crypto.randomUUID(), 'name');
});

/** Adds a visitor. @param {string} place @param {number} happy share of time they looked happy @param {Date} [at] */
export function addVisitor(place, happy, at = new Date()) {
  return withStorageErrors(async () => {
    const transaction = (await openDatabase()).transaction(['hours', 'device'], 'readwrite');
    const hours = transaction.objectStore('hours');
    const key = { device: await transaction.objectStore('device').get('name'), place, hour: formatHour(at) };
    const before = (await hours.get([key.device, place, key.hour])) ?? { people: 0, happy: 0 };
    await hours.put({ ...key, people: before.people + 1, happy: before.happy + happy });
    await transaction.done;
  });
}

/** @returns {Promise<Hour[]>} */
export function loadHours() {
  return withStorageErrors(async () =>
    (await databaseExists(DATABASE)) ? (await openDatabase()).getAll('hours') : [],
  );
}

/**
 * Adds hours that other devices, or this one, have exported. What this device has counted remains; its id may have a
 * suffix after a slash. Of another device's hour that is stored already, the one with more people remains.
 * @param {Hour[]} hours
 */
export function importHours(hours) {
  return withStorageErrors(async () => {
    const transaction = (await openDatabase()).transaction(['hours', 'device'], 'readwrite');
    const store = transaction.objectStore('hours');
    const ownDevice = await transaction.objectStore('device').get('name');
    const stored = new Map((await store.getAll()).map((hour) => [keyOf(hour), hour.people]));
    const writes = hours
      .filter((hour) => {
        const people = stored.get(keyOf(hour)) ?? 0;
        const isOwn = hour.device === ownDevice || hour.device.startsWith(`${ownDevice}/`);
        return isOwn ? people === 0 : people < hour.people;
      })
      .map((hour) => store.put(hour));
    await Promise.all([...writes, transaction.done]);
  });
}

/** @param {Hour} hour */
function keyOf({ device, place, hour }) {
  return JSON.stringify([device, place, hour]);
}

/** @param {string} place */
export function deletePlace(place) {
  return withStorageErrors(async () => {
    const transaction = (await openDatabase()).transaction('hours', 'readwrite');
    for await (const cursor of transaction.store) if (cursor.value.place === place) await cursor.delete();
    await transaction.done;
  });
}

/** Returns the hour of a time as the store has it, such as 2026-11-25T14. @param {Date} time */
function formatHour(time) {
  return localTime(time).slice(0, 13);
}
