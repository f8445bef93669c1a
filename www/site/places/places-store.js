/** Places and their hours, kept in this browser's IndexedDB; exported, and merged with those of other devices. */
import { openDB } from 'idb';
import { csvFromLines, quoteField } from '../export/csv.js';
import { databaseExists, withStorageErrors } from '../offline/storage.js';

/**
 * One hour of a place, as one device counted it.
 * @typedef {object} Hour
 * @property {string} device a random word for the browser that counted, so that an export that is merged twice counts once
 * @property {string} place
 * @property {string} hour in local time, as 2026-11-25T14
 * @property {number} people faces whose expression was read
 * @property {number} happy the sum of each one's share of the time, 0 to 1, in which it resembled happy
 */
/** @typedef {{ format: 'emosense-places', version: 1, hours: Hour[] }} PlacesJson */

const NAME = 'emosense-places';
/** @type {ReturnType<typeof openDB> | undefined} */
let opened;

/** @returns {ReturnType<typeof openDB>} */
function database() {
  opened ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('hours', { keyPath: ['device', 'place', 'hour'] });
      db.createObjectStore('device').put(crypto.randomUUID(), 'name');
    },
  });
  opened.catch(() => (opened = undefined)); // the next time it may be there
  return opened;
}

/** One face more. @param {string} place @param {number} happy its share @param {Date} [at] */
export function count(place, happy, at = new Date()) {
  return withStorageErrors(async () => {
    const transaction = (await database()).transaction(['hours', 'device'], 'readwrite');
    const hours = transaction.objectStore('hours');
    const key = { device: await transaction.objectStore('device').get('name'), place, hour: hourOf(at) };
    const before = (await hours.get([key.device, place, key.hour])) ?? { people: 0, happy: 0 };
    await hours.put({ ...key, people: before.people + 1, happy: before.happy + happy });
    await transaction.done;
  });
}

/** @returns {Promise<Hour[]>} */
export function all() {
  return withStorageErrors(async () => ((await databaseExists(NAME)) ? (await database()).getAll('hours') : []));
}

/** Adds what other devices, or this one before, have exported; the larger of two counts of the same hour of the same device stays. @param {Hour[]} hours */
export function merge(hours) {
  return withStorageErrors(async () => {
    const transaction = (await database()).transaction('hours', 'readwrite');
    for (const hour of hours) {
      const before = await transaction.store.get([hour.device, hour.place, hour.hour]);
      if (!before || before.people < hour.people) await transaction.store.put(hour);
    }
    await transaction.done;
  });
}

/** @param {string} place */
export function remove(place) {
  return withStorageErrors(async () => {
    const transaction = (await database()).transaction('hours', 'readwrite');
    for await (const cursor of transaction.store) if (cursor.value.place === place) await cursor.delete();
    await transaction.done;
  });
}

/** @param {Hour[]} hours @returns {PlacesJson} */
export function toJson(hours) {
  return { format: 'emosense-places', version: 1, hours };
}

/** @param {Hour[]} hours */
export function toCsv(hours) {
  const lines = hours.map(({ device, place, hour, people, happy }) =>
    [quoteField(place), `${hour}:00`, people, Math.round(happy * 1000) / 1000, quoteField(device)].join(','),
  );
  return csvFromLines(['place,hour,people,happy,device', ...lines]);
}

/** Throws a TypeError that names what is wrong. @param {any} json @returns {Hour[]} */
export function fromJson(json) {
  const wrong = (/** @type {string} */ what) => new TypeError(`This is no export of EmoSense’s places: ${what}.`);
  if (json?.format !== 'emosense-places') throw wrong('it has no format "emosense-places"');
  if (json.version !== 1) throw wrong(`it is of version ${json.version}, and 1 is known here`);
  if (!Array.isArray(json.hours)) throw wrong('its hours are no list');
  return json.hours.map((/** @type {Hour} */ { device, place, hour, people, happy }) => {
    if (typeof device !== 'string' || typeof place !== 'string' || !place.trim())
      throw wrong('an hour has no place or device');
    if (!/^\d{4}-\d\d-\d\dT\d\d$/.test(hour)) throw wrong(`"${hour}" is no hour`);
    if (!Number.isInteger(people) || people < 1) throw wrong(`"${people}" is no number of people`);
    if (!(happy >= 0 && happy <= people)) throw wrong(`of ${people} people, ${happy} cannot be happy`);
    return { device, place, hour, people, happy };
  });
}

/** @param {Date} at */
function hourOf(at) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}`;
}
