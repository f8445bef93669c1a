// The modules of the page of places without a browser: the visitor counter and the happiness index.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { happinessIndex } from '../../www/site/places/happiness-index.js';
import { VisitorCounter } from '../../www/site/places/visitor-counter.js';

/** Returns a face, as far as the counter uses it. @returns {any} */
const face = (/** @type {number} */ id, /** @type {string} */ emotion, quality = 'good') => ({
  quality,
  track: { id, emotion },
});

test('counts each visitor once, by the share of time they looked happy', () => {
  /** @type {object[]} */
  const counted = [];
  const counter = new VisitorCounter();
  for (let atMs = 0; atMs <= 4000; atMs += 100) {
    const halfHappy = atMs <= 2000 ? [face(1, atMs < 1050 ? 'happy' : 'sad')] : [];
    counted.push(...counter.update([...halfHappy, face(2, 'happy')], atMs));
  }
  assert.deepEqual(counted, [{ happy: 0.5, lastMs: 2000 }], 'the one who left, when they were seen last');
  assert.deepEqual(counter.finish(), [{ happy: 1, lastMs: 4000 }], 'the one who stayed to the end');
  assert.equal(counter.inView, 0);
});

for (const [description, faces] of /** @type {[string, (atMs: number) => any[]][]} */ ([
  ['who are in view only briefly', (atMs) => (atMs <= 400 ? [face(1, 'happy')] : [])],
  ['whose expression is uncertain', () => [face(1, 'uncertain')]],
  ['whose face is too small', () => [face(1, 'happy', 'too-small')]],
  ['without a track', () => [{ quality: 'good', track: null }]],
])) {
  test(`does not count visitors ${description}`, () => {
    const counter = new VisitorCounter();
    for (let atMs = 0; atMs <= 4000; atMs += 100) assert.deepEqual(counter.update(faces(atMs), atMs), []);
    assert.deepEqual(counter.finish(), []);
  });
}

test('does not count the time between two frames that are far apart', () => {
  const counter = new VisitorCounter();
  assert.deepEqual(counter.update([face(1, 'happy')], 0), []);
  assert.deepEqual(counter.update([face(1, 'happy')], 60_000), []);
  assert.deepEqual(counter.finish(), []);
});

test('returns the index with its Wilson score interval', () => {
  const { people, index, low, high } = happinessIndex([
    { people: 6, happy: 1 },
    { people: 4, happy: 1 },
  ]);
  assert.equal(people, 10);
  assert.equal(index, 20);
  // Textbooks give 5.7 to 51.0 % for 2 of 10.
  assert.equal(low.toFixed(1), '5.7');
  assert.equal(high.toFixed(1), '51.0');
});

test('returns no index for fewer than ten people, of all counts together', () => {
  const nine = { people: 9, happy: 9 };
  assert.equal(happinessIndex([]), null);
  assert.equal(happinessIndex([nine]), null);
  assert.equal(happinessIndex([nine, { people: 1, happy: 1 }]).index, 100);
});
