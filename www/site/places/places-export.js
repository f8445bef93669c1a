/** Exports the counts of places as JSON and CSV, and parses exported JSON. */
import { csvFromLines, quoteField } from '../export/csv.js';

/** @import { Hour } from './places-store.js' */

const FORMAT = 'emosense-places';
const VERSION = 1;

/** @param {Hour[]} hours */
export function toJson(hours) {
  return JSON.stringify({ format: FORMAT, version: VERSION, hours });
}

/** @param {Hour[]} hours */
export function toCsv(hours) {
  const lines = hours.map(({ device, place, hour, people, happy }) =>
    [quoteField(place), `${hour}:00`, people, Math.round(happy * 1000) / 1000, quoteField(device)].join(','),
  );
  return csvFromLines(['place,hour,people,happy,device', ...lines]);
}

/** Returns the hours of an export. Throws a TypeError that says what is wrong. @param {any} json @returns {Hour[]} */
export function parseExport(json) {
  if (json?.format !== FORMAT) throw invalid(`expected the format "${FORMAT}", got ${JSON.stringify(json?.format)}`);
  if (json.version !== VERSION) throw invalid(`expected version ${VERSION}, got ${JSON.stringify(json.version)}`);
  if (!Array.isArray(json.hours)) throw invalid(`expected "hours" to be a list, got ${typeof json.hours}`);
  return json.hours.map(parseHour);
}

/** @param {Hour} hour @returns {Hour} */
function parseHour({ device, place, hour, people, happy }) {
  if (typeof device !== 'string') throw invalid(`expected "device" to be a text, got ${JSON.stringify(device)}`);
  if (typeof place !== 'string' || !place.trim()) {
    throw invalid(`expected "place" to be a name, got ${JSON.stringify(place)}`);
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d$/.test(hour)) {
    throw invalid(`expected "hour" as 2026-11-25T14, got ${JSON.stringify(hour)}`);
  }
  if (!Number.isInteger(people) || people < 1) {
    throw invalid(`expected "people" to be an integer of at least 1, got ${JSON.stringify(people)}`);
  }
  if (!(happy >= 0 && happy <= people)) {
    throw invalid(`expected "happy" to be a number from 0 to ${people}, got ${JSON.stringify(happy)}`);
  }
  return { device, place, hour, people, happy };
}

/** @param {string} reason */
function invalid(reason) {
  return new TypeError(`This is not an export of places from EmoSense: ${reason}.`);
}
