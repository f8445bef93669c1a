// The readers of JSON from outside, without a browser: any content is read within its bounds, or refused in a sentence.
// `npm run fuzz -- json` runs each property of any content for minutes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { EMOTIONS } from '../../www/package/domain/emotions.js';
import { MAX_DURATION_MS, MAX_PEOPLE } from '../../www/package/domain/limits.js';
import { ImportError } from '../../www/site/import/import-error.js';
import { readJsonFile } from '../../www/site/import/json-file.js';
import { parseExport, toJson } from '../../www/site/places/places-export.js';
import { parseRecording } from '../../www/site/recording/parse-recording.js';
import { DEFAULT_SETTINGS } from '../../www/site/settings/settings.js';
import { parseSettings, settingsSchema } from '../../www/site/settings/settings-schema.js';

/** Nested deeper than the stack. */
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** How long `npm run fuzz` runs a property of any content, in seconds; the tests run 2,000 contents. */
const seconds = Number(process.env.EMOSENSE_FUZZ_SECONDS ?? 0);
const anyContent = seconds
  ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 }
  : { numRuns: 2000 };

const text = fc.string({ minLength: 1, maxLength: 30 }).filter((value) => value.trim() !== '');
const time = fc.nat(MAX_DURATION_MS);
const id = fc.nat();
const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

/** The columns of a track. */
const track = fc.array(time, { maxLength: 4 }).chain((times) => {
  /** @template T @param {fc.Arbitrary<T>} value */
  const column = (value) => fc.array(value, { minLength: times.length, maxLength: times.length });
  const scores = column(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs));
  return fc.record({
    id,
    times: fc.constant(times.toSorted((one, other) => one - other)),
    named: column(fc.constantFrom(...EMOTIONS, 'uncertain')),
    scores: fc.record(Object.fromEntries(EMOTIONS.map((emotion) => [emotion, scores]))),
  });
});

/** The content of a valid file with a recording: what `Recording.toJSON` returns. */
const recordings = fc.record({
  format: fc.constant('emosense-recording'),
  version: fc.constant(1),
  startedAt: date.map((value) => value.toISOString()),
  durationMs: fc.constant(MAX_DURATION_MS),
  title: text,
  notes: fc.array(fc.record({ atMs: time, text }), { maxLength: 3 }).map(inOrder),
  pauses: fc.array(fc.record({ atMs: time, durationMs: time }), { maxLength: 3 }).map(inOrder),
  names: fc.uniqueArray(fc.record({ track: id, name: text }), { maxLength: 3, selector: (name) => name.track }),
  tracks: fc.uniqueArray(track, { maxLength: 3, selector: (columns) => columns.id }),
});

const hours = fc.uniqueArray(
  fc.integer({ min: 1, max: MAX_PEOPLE }).chain((people) =>
    fc.record({
      device: text,
      place: text,
      hour: date.map((value) => value.toISOString().slice(0, 13)),
      people: fc.constant(people),
      happy: fc.double({ min: 0, max: people, noNaN: true }).map(Math.abs),
    }),
  ),
  { maxLength: 4, selector: ({ device, place, hour }) => JSON.stringify([device, place, hour]) },
);

const settings = fc.record({
  sensitivity: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
  smoothingMs: fc.nat(1000),
  maxFaces: fc.nat(10),
  landmarks: fc.boolean(),
  labels: fc.boolean(),
  camera: fc.string(),
  resolution: fc.constant(480),
  theme: fc.constantFrom('system', 'light', 'dark'),
  language: fc.constantFrom('', 'en', 'de', 'fr'),
  keys: fc.boolean(),
  legendRead: fc.boolean(),
});

/**
 * Contents in which one value, at any depth, is replaced, removed, or added.
 * @param {fc.Arbitrary<unknown>} contents
 */
function mutated(contents) {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, -1e-9, MAX_DURATION_MS + 1, MAX_PEOPLE + 1, 1.5, 1e308));
  return fc.tuple(contents, fc.nat(), value, fc.constantFrom('replace', 'remove', 'add')).map(mutate);
}

/** @param {[content: unknown, choice: number, value: unknown, change: string]} mutation */
function mutate([content, choice, value, change]) {
  const copy = structuredClone(content);
  /** @type {[owner: any, key: string][]} */
  const entries = [];
  const collect = (/** @type {any} */ owner) => {
    for (const key of Object.keys(Object(owner))) {
      if (typeof owner !== 'object') return;
      entries.push([owner, key]);
      collect(owner[key]);
    }
  };
  collect(copy);
  const [owner, key] = entries[choice % entries.length];
  if (change === 'remove') delete owner[key];
  else owner[change === 'add' ? `${key}?` : key] = value;
  return JSON.parse(JSON.stringify(copy));
}

/** @template {{ atMs: number }} Entry @param {Entry[]} entries */
function inOrder(entries) {
  return entries.toSorted((one, other) => one.atMs - other.atMs);
}

/** Asserts the bounds by themselves, apart from the schema. @param {any} recording */
function assertRecordingInBounds({ durationMs, notes, pauses, tracks }) {
  const columns = [...tracks.values()];
  const times = [durationMs, ...[...notes, ...pauses].map(({ atMs }) => atMs), ...columns.flatMap((it) => it.times)];
  assert.ok([...times, ...pauses.map((/** @type {any} */ it) => it.durationMs)].every(isFrom(0, MAX_DURATION_MS)));
  assert.ok(columns.flatMap(({ scores }) => Object.values(scores).flat()).every(isFrom(0, 1)));
}

/** @param {any[]} read */
function assertHoursInBounds(read) {
  for (const { people, happy } of read) {
    assert.ok(Number.isInteger(people) && isFrom(1, MAX_PEOPLE)(people), `${people} people`);
    assert.ok(isFrom(0, people)(happy), `${happy} of ${people} happy`);
  }
}

/** @param {number} min @param {number} max */
function isFrom(min, max) {
  return (/** @type {number} */ value) => value >= min && value <= max;
}

const READERS = /** @type {const} */ ([
  [
    'a recording',
    recordings,
    parseRecording,
    (/** @type {any} */ read) => JSON.stringify(read),
    assertRecordingInBounds,
  ],
  [
    'counts of places',
    hours.map((list) => JSON.parse(toJson(/** @type {any} */ (list)))),
    parseExport,
    (/** @type {any} */ read) => toJson(read),
    assertHoursInBounds,
  ],
]);

for (const [what, contents, parse, write, assertInBounds] of READERS) {
  test(`${what} reads back as it was written`, () => {
    fc.assert(
      fc.property(contents, (content) => {
        const written = JSON.parse(JSON.stringify(content));
        assert.deepEqual(JSON.parse(write(parse(structuredClone(written)))), written);
      }),
    );
  });

  test(`any JSON in place of ${what} is read within its bounds or refused in a sentence`, () => {
    fc.assert(
      fc.property(fc.oneof(mutated(contents), fc.jsonValue()), (content) => {
        let read;
        try {
          read = parse(content);
        } catch (error) {
          assert.ok(error instanceof ImportError, `${error}`);
          assert.equal(error.code, 'invalid');
          assert.match(error.message, /must be .*, got |is missing$|is not part of the format$/su);
          return;
        }
        assertInBounds(read);
        parse(JSON.parse(write(read))); // what was accepted can be saved and read again
      }),
      anyContent,
    );
  });

  test(`${what} with values nested deeper than the stack is refused in a sentence`, () => {
    fc.assert(
      fc.property(contents, fc.nat(), (content, choice) => {
        const keys = Object.keys(/** @type {object} */ (content));
        const key = keys[choice % keys.length];
        const deep = JSON.parse(DEEP);
        assert.throws(() => parse({ .../** @type {object} */ (content), [key]: deep }), ImportError);
      }),
      { numRuns: 20 },
    );
  });
}

test('any stored settings are read within their bounds, and valid ones as they were written', () => {
  fc.assert(
    fc.property(settings, (written) => {
      assert.deepEqual({ ...parseSettings(written, DEFAULT_SETTINGS) }, { ...written });
    }),
  );
  fc.assert(
    fc.property(fc.oneof(mutated(settings), fc.jsonValue(), fc.constant(JSON.parse(DEEP))), (stored) => {
      assert.ok(v.is(settingsSchema, parseSettings(stored, DEFAULT_SETTINGS)));
    }),
    anyContent,
  );
});

test('any bytes of an imported file are JSON, or refused as none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.json()), async (content) => {
      const file = new File([/** @type {BlobPart} */ (content)], 'import.json');
      await readJsonFile(file).catch((error) => {
        assert.ok(error instanceof ImportError, `${error}`);
        assert.equal(error.code, 'not-json');
      });
    }),
    anyContent,
  );
});
