/** Exports the counts of places as JSON and CSV, and parses exported JSON. */
import * as v from 'valibot';
import { MAX_HOURS, MAX_PEOPLE, MAX_PLACES, MAX_TEXT_LENGTH } from '../../package/domain/limits.js';
import { csvFromLines, quoteField } from '../export/csv.js';
import { exactly, integerFrom, listOf, numberFrom, only, parseContent, textUpTo, timeLike } from '../import/schema.js';

/** @import { Hour } from './places-store.js' */

const FORMAT = 'emosense-places';
const VERSION = 1;
const TWICE = 'a list in which no hour of a device and a place comes twice';

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

const schema = exactly({
  format: only(FORMAT),
  version: only(VERSION),
  hours: v.pipe(
    listOf(
      v.pipe(
        exactly({
          device: textUpTo(MAX_TEXT_LENGTH),
          place: textUpTo(MAX_TEXT_LENGTH),
          hour: timeLike(/^\d{4}-\d\d-\d\dT\d\d$/, '2026-11-25T14'),
          people: integerFrom(1, MAX_PEOPLE),
          happy: numberFrom(0, MAX_PEOPLE),
        }),
        v.forward(
          v.check(({ people, happy }) => happy <= people, 'at most as many as people'),
          ['happy'],
        ),
      ),
      MAX_HOURS,
    ),
    v.check(
      (hours) => countDistinct(hours, ({ device, place, hour }) => [device, place, hour]) === hours.length,
      TWICE,
    ),
    v.check((hours) => countDistinct(hours, ({ place }) => place) <= MAX_PLACES, `of at most ${MAX_PLACES} places`),
  ),
});

/**
 * Returns the hours of an export. Throws an ImportError with the code 'invalid', which names the entry that is wrong.
 * @param {unknown} json
 * @returns {Hour[]}
 */
export function parseExport(json) {
  return parseContent(schema, json).hours;
}

/** @param {Hour[]} hours @param {(hour: Hour) => unknown} key */
function countDistinct(hours, key) {
  return new Set(hours.map((hour) => JSON.stringify(key(hour)))).size;
}
