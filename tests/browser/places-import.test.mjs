// Imported counts of places: every wrong entry is named, nothing that this device has counted is changed.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MAX_PLACES } from '../../www/package/domain/limits.js';
import { parseExport } from '../../www/site/places/places-export.js';
import { groupByPlace } from '../../www/site/places/places-table.js';

const hour = { device: 'd', place: 'Park', hour: '2026-11-25T14', people: 5, happy: 2.5 };
const fileOf = (/** @type {unknown[]} */ ...hours) => ({ format: 'emosense-places', version: 1, hours });

test('a valid export is read', () => assert.deepEqual(parseExport(fileOf(hour)), [hour]));

const others = Array.from({ length: MAX_PLACES }, (_, index) => ({ ...hour, place: `Place ${index}` }));
for (const [name, json, message] of /** @type {[string, unknown, RegExp][]} */ ([
  ['null', null, /the file must be an object, got null/],
  ['another format', { ...fileOf(hour), format: 'other' }, /format must be "emosense-places", got "other"/],
  ['version 2', { ...fileOf(hour), version: 2 }, /version must be 1, got 2/],
  ['no list of hours', { ...fileOf(hour), hours: {} }, /hours must be a list, got an object/],
  ['nobody in an hour', fileOf({ ...hour, people: 0 }), /hours\[0\]\.people must be an integer .* got 0/],
  [
    'a text in place of a number',
    fileOf(hour, { ...hour, happy: '5' }),
    /hours\[1\]\.happy must be a number .* got "5"/,
  ],
  ['null in place of a number', fileOf({ ...hour, happy: null }), /hours\[0\]\.happy must be a number .* got null/],
  ['1e308 people', fileOf({ ...hour, people: 1e308 }), /hours\[0\]\.people must be an integer .* got 1e\+308/],
  [
    'more happy people than people',
    fileOf({ ...hour, happy: 6 }),
    /hours\[0\]\.happy must be at most as many as people/,
  ],
  ['an hour in a list', fileOf({ ...hour, hour: [hour.hour] }), /hours\[0\]\.hour must be a time/],
  ['an impossible hour', fileOf({ ...hour, hour: '2026-11-25T24' }), /hours\[0\]\.hour must be a time/],
  ['an impossible day', fileOf({ ...hour, hour: '2026-02-30T12' }), /hours\[0\]\.hour must be a time/],
  ['a blank place', fileOf({ ...hour, place: ' ' }), /hours\[0\]\.place must be a text/],
  ['a name of a megabyte', fileOf({ ...hour, place: 'a'.repeat(1e6) }), /hours\[0\]\.place must be a text/],
  ['a property too many', fileOf({ ...hour, toString: 1 }), /hours\[0\]\.toString is not part of the format/],
  ['an hour twice', fileOf(hour, hour), /hours must be a list in which no hour/],
  ['too many places', fileOf(hour, ...others), /hours must be of at most/],
])) {
  test(`an export with ${name} is refused by the name of the entry`, () => {
    assert.throws(() => parseExport(json), { name: 'ImportError', code: 'invalid', message });
  });
}

const faults = new URL('../../../shared/faults/', import.meta.url);
test('the known faulty exports are refused', { skip: !existsSync(faults) && 'there is no ../shared/faults' }, () => {
  for (const name of readdirSync(faults).filter((file) => /^places-\d+\.json$/.test(file))) {
    const json = JSON.parse(readFileSync(new URL(name, faults), 'utf8'));
    assert.throws(() => parseExport(json), { code: 'invalid', message: /^hours\[\d\]\./ }, name);
  }
});

test('hours are grouped in linear time', { timeout: 60_000 }, () => {
  const hours = Array.from({ length: 1_000_000 }, () => hour);
  assert.equal(groupByPlace(hours).get('Park')?.length, hours.length);
});
