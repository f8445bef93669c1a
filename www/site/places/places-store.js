/** The counts of all places by hour, in this browser's IndexedDB. */
import { localTime } from '../export/local-time.js';
import { Database, randomId } from '../offline/storage.js';

/** @import { Transaction } from '../offline/storage.js' */

/**
 * A visitor who is counted.
 * @typedef {object} SeenVisitor
 * @property {number} happy share of time they looked happy, 0 to 1
 * @property {Date} seenAt when they were seen last
 */
/**
 * One hour of a place, as one device counted it.
 * @typedef {object} Hour
 * @property {string} device a random id of the browser that counted, so that importing an export twice adds nothing; with
 * a slash and another random id for those who were in view when the counting ended
 * @property {string} place
 * @property {string} hour local time, such as 2026-11-25T14
 * @property {number} people the number of visitors whose expression was classified
 * @property {number} happy the sum, over the visitors, of the share of time they looked happy, 0 to 1 each
 */

const database = new Database('emosense-places', 1, (created) => {
  created.createObjectStore('hours', { keyPath: ['device', 'place', 'hour'] });
  created.createObjectStore('device').put(randomId(), 'name');
});

/** Opens the store, and creates it if it does not exist. Returns the id of this device. @returns {Promise<string>} */
export async function openPlaces() {
  return /** @type {string} */ (await database.update(['device'], deviceOf));
}

/** Adds visitors. @param {string} place @param {SeenVisitor[]} visitors */
export async function addVisitors(place, visitors) {
  await database.update(['hours', 'device'], async (transaction) => {
    const hours = transaction.objectStore('hours');
    for (const row of hoursOf(await deviceOf(transaction), place, visitors)) {
      const before = (await hours.get([row.device, place, row.hour])) ?? { people: 0, happy: 0 };
      await hours.put({ ...row, people: before.people + row.people, happy: before.happy + row.happy });
    }
  });
}

/**
 * Adds the visitors who are in view when the counting ends, in rows of their own: the page may be about to disappear,
 * without time to read what the rows of this hour have so far. The writing begins before this function returns.
 * @param {string} device as from `openPlaces`
 * @param {string} place
 * @param {SeenVisitor[]} visitors
 */
export async function addLastVisitors(device, place, visitors) {
  const rows = hoursOf(`${device}/${randomId()}`, place, visitors);
  await database.write(['hours'], (transaction) => rows.map((row) => transaction.objectStore('hours').put(row)));
}

/** @returns {Promise<Hour[]>} */
export async function loadHours() {
  return (await database.read((connection) => connection.getAll('hours'))) ?? [];
}

/**
 * Adds hours that other devices, or this one, have exported. What this device has counted remains; its id may have a
 * suffix after a slash. Of another device's hour that is stored already, the one with more people remains.
 * @param {Hour[]} hours
 */
export async function importHours(hours) {
  await database.update(['hours', 'device'], async (transaction) => {
    const store = transaction.objectStore('hours');
    const ownDevice = await deviceOf(transaction);
    const stored = new Map((await store.getAll()).map((hour) => [keyOf(hour), hour.people]));
    const added = hours.filter((hour) => {
      const people = stored.get(keyOf(hour)) ?? 0;
      const isOwn = hour.device === ownDevice || hour.device.startsWith(`${ownDevice}/`);
      return isOwn ? people === 0 : people < hour.people;
    });
    await Promise.all(added.map((hour) => store.put(hour)));
  });
}

/** @param {Hour} hour */
function keyOf({ device, place, hour }) {
  return JSON.stringify([device, place, hour]);
}

/** @param {string} place */
export async function deletePlace(place) {
  await database.update(['hours'], async (transaction) => {
    for await (const cursor of transaction.objectStore('hours')) {
      if (cursor.value.place === place) await cursor.delete();
    }
  });
}

/** Deletes the counts of all places, and the id of this device. */
export async function deletePlaces() {
  await database.delete();
}

/** Returns the counts of visitors by hour. @param {string} device @param {string} place @param {SeenVisitor[]} visitors */
function hoursOf(device, place, visitors) {
  /** @type {Map<string, Hour>} */
  const hours = new Map();
  for (const { happy, seenAt } of visitors) {
    const hour = formatHour(seenAt);
    const before = hours.get(hour) ?? { device, place, hour, people: 0, happy: 0 };
    hours.set(hour, { ...before, people: before.people + 1, happy: before.happy + happy });
  }
  return [...hours.values()];
}

/** Returns the id of this device. @param {Transaction} transaction @returns {Promise<string>} */
function deviceOf(transaction) {
  return transaction.objectStore('device').get('name');
}

/** Returns the hour of a time as the store has it, such as 2026-11-25T14. @param {Date} time */
function formatHour(time) {
  return localTime(time).slice(0, 13);
}
