// The data of a recording: sampling, summaries, CSV, and JSON that is written and read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_NOTES } from '../../www/package/domain/limits.js';
import { parseRecording } from '../../www/site/recording/parse-recording.js';
import { Recording } from '../../www/site/recording/recording.js';
import { appendTrack, emptyTrack } from '../../www/site/recording/track-samples.js';

/** @import { Face } from '../../www/package/client/pkg/emosense.js' */

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

/** Returns scores with the given score for one emotion, and the rest in equal parts for the others. */
const scores = (/** @type {string} */ emotion, /** @type {number} */ score) =>
  Object.fromEntries(EMOTIONS.map((other) => [other, other === emotion ? score : (1 - score) / 6]));

/** @param {number} id @param {string} emotion @param {number} [score] @param {string} [quality] */
const face = (id, emotion, score = 0.8, quality = 'good') =>
  /** @type {Face} */ (
    /** @type {unknown} */ ({
      quality,
      track: { id, emotion, scores: scores(emotion === 'uncertain' ? 'neutral' : emotion, score) },
    })
  );

/** Records 30 frames per second: face 1 is happy for 2 s, away for 1 s, sad for 1 s, uncertain for 1 s; 2 stays. */
function makeRecording() {
  const recording = new Recording(Date.parse('2026-11-25T10:00:00Z'));
  for (let frame = 0; frame < 150; frame++) {
    const atMs = (frame * 1000) / 30;
    const faces = [face(2, 'neutral')];
    if (atMs < 2000) faces.push(face(1, 'happy', 0.6 + atMs / 10_000));
    else if (atMs >= 3000) faces.push(face(1, atMs < 4000 ? 'sad' : 'uncertain'));
    recording.addFaces(faces, atMs);
  }
  return recording;
}

/** @param {Recording} recording @param {number} id */
function trackOf(recording, id) {
  const track = recording.tracks.get(id);
  assert.ok(track, `track ${id}`);
  return track;
}

/** @param {number} actual @param {number} expected @param {number} tolerance @param {string} what */
function assertNear(actual, expected, tolerance, what) {
  assert.ok(Math.abs(actual - expected) < tolerance, `${what}: expected about ${expected}, got ${actual}`);
}

test('samples are at least a tenth of a second apart', () => {
  const { times } = trackOf(makeRecording(), 2);
  assert.ok(times.length > 35 && times.length <= 50, `${times.length} samples`);
  for (const [index, atMs] of times.slice(1).entries()) {
    assert.ok(atMs - times[index] >= 99, `${atMs} ms after ${times[index]} ms`);
  }
});

test('faces of poor quality and faces without a track are left out, and their time counts', () => {
  const recording = makeRecording();
  const untracked = /** @type {Face} */ (/** @type {unknown} */ ({ quality: 'good', track: null }));
  recording.addFaces([face(3, 'happy', 0.8, 'too-dark'), untracked], 6000);
  assert.deepEqual([...recording.tracks.keys()].sort(), [1, 2]);
  assert.equal(recording.durationMs, 6000);
});

test('summaries come by descending time in view', () => {
  const [longest, other] = makeRecording().summarize();
  assert.equal(longest.id, 2);
  assert.equal(longest.dominant, 'neutral');
  assert.equal(longest.shares.neutral, 1);
  assertNear(longest.seconds, 5, 0.2, 'seconds of face 2');
  assert.equal(other.id, 1);
});

test('a summary has shares of the time in view, changes and peaks', () => {
  const [, summary] = makeRecording().summarize();
  assertNear(summary.seconds, 4, 0.3, 'seconds, without the one in which the face was away');
  assert.equal(summary.dominant, 'happy');
  assertNear(summary.shares.happy, 0.5, 0.05, 'share of happy');
  assertNear(summary.shares.sad, 0.25, 0.05, 'share of sad');
  assertNear(summary.shares.uncertain, 0.25, 0.05, 'share of uncertain');
  assert.equal(summary.changes, 1);
  assert.ok(summary.peaks.happy, 'a peak of happy');
  assert.ok(summary.peaks.happy.atMs > 1800, `peak at ${summary.peaks.happy.atMs} ms`);
  assert.ok(summary.peaks.happy.score > 0.77, `peak of ${summary.peaks.happy.score}`);
  assert.equal(summary.peaks.angry, undefined);
});

/** Returns a recording as the JSON of its file. @param {Recording} recording */
const toJson = (recording) => JSON.parse(JSON.stringify(recording));

test('a recording that is written as JSON and read again is the same', () => {
  const recording = makeRecording();
  recording.addNote('She laughs, "really"', 1500);
  recording.title = 'A visit';
  recording.rename(2, 'Anna');
  const json = toJson(recording);
  assert.equal(json.title, 'A visit');
  assert.deepEqual(json.names, [{ track: 2, name: 'Anna' }]);
  assert.deepEqual(toJson(parseRecording(json)), json);
});

test('a file of an older version has no names', () => {
  const { names, ...older } = toJson(makeRecording());
  const recording = parseRecording(older);
  assert.deepEqual([recording.title, recording.names.size], ['', 0]);
  const numbered = (/** @type {number} */ number) => `Face ${number}`;
  assert.equal(recording.nameOf(2, numbered), 'Face 2');
});

test('a face has its name in the CSV, until the name is deleted', () => {
  const recording = makeRecording();
  recording.rename(2, 'Anna');
  assert.match(recording.toCsv(), /^0,2,"Anna",neutral,/m);
  recording.rename(2, '');
  assert.match(recording.toCsv(), /^0,2,,neutral,/m);
});

const valid = toJson(makeRecording());
const [track] = valid.tracks;
const withTrack = (/** @type {object} */ changes) => ({ ...valid, tracks: [{ ...track, ...changes }] });
for (const [name, json, message] of /** @type {[string, unknown, RegExp][]} */ ([
  ['null', null, /the file must be an object, got null/],
  ['another format', { ...valid, format: 'something' }, /format must be "emosense-recording", got "something"/],
  ['another version', { ...valid, version: 2 }, /version must be 1, got 2/],
  ['no duration', { ...valid, durationMs: undefined }, /durationMs must be a number from 0 to/],
  [
    'an endless duration',
    JSON.parse(JSON.stringify({ ...valid, durationMs: 7e77 }).replace('7e77', '1e999')),
    /duration/,
  ],
  ['an unknown property', { ...valid, constructor: 1 }, /constructor is not part of the format/],
  ['a start that is not a date', { ...valid, startedAt: 'soon' }, /startedAt must be a time such as .*, got "soon"/],
  ['a year of 5', { ...valid, startedAt: '5' }, /startedAt must be a time/],
  ['a year before the computers', { ...valid, startedAt: '0005-01-01T00:00:00.000Z' }, /startedAt must be a time/],
  ['a day that does not exist', { ...valid, startedAt: '2026-02-30T00:00:00.000Z' }, /startedAt must be a time/],
  ['null as a note', { ...valid, notes: [null] }, /notes\[0\] must be an object, got null/],
  ['a note without a text', { ...valid, notes: [{ atMs: 1 }] }, /notes\[0\]\.text is missing/],
  [
    'a note of a megabyte',
    { ...valid, notes: [{ atMs: 1, text: 'a'.repeat(1e6) }] },
    /notes\[0\]\.text must be a text of/,
  ],
  ['tracks that are not an array', { ...valid, tracks: 3 }, /tracks must be a list, got 3/],
  ['a track that is null', { ...valid, tracks: [null] }, /tracks\[0\] must be an object, got null/],
  [
    'two tracks with one id',
    { ...valid, tracks: [track, track] },
    /tracks must be a list of tracks with an id of their own/,
  ],
  ['columns of different lengths', withTrack({ named: [] }), /tracks\[0\] must be a track with as many times as/],
  ['descending times', withTrack({ times: track.times.toReversed() }), /tracks\[0\]\.times must be .* ascending/],
  [
    'an unknown label',
    withTrack({ named: track.named.map(() => 'bored') }),
    /tracks\[0\]\.named\[0\] must be an emotion/,
  ],
  [
    'scores above 1',
    withTrack({ scores: { ...track.scores, happy: track.times } }),
    /scores\.happy\[1\] must be a number/,
  ],
])) {
  test(`JSON with ${name} is refused by the name of the entry`, () => {
    assert.throws(() => parseRecording(json), { name: 'ImportError', code: 'invalid', message });
  });
}

test('a recording with as many notes as are allowed is read in linear time', { timeout: 60_000 }, () => {
  const notes = Array.from({ length: MAX_NOTES }, (_, index) => ({ atMs: MAX_NOTES - index, text: 'A smile' }));
  assert.equal(parseRecording({ ...valid, notes }).notes[0].atMs, 1);
});

test('days of samples are appended to a track', () => {
  const appended = emptyTrack(1);
  appendTrack(appended, { ...emptyTrack(1), times: Array(864_000).fill(1) });
  appendTrack(appended, { ...emptyTrack(1), times: Array(864_000).fill(2) });
  assert.equal(appended.times.length, 2 * 864_000);
});

test('CSV has a line for each sample and note in the order of time', () => {
  const recording = makeRecording();
  recording.addNote('A smile', 1500);
  const [header, ...lines] = recording.toCsv().trimEnd().split('\r\n');
  assert.equal(header, '\ufeffseconds,face,name,emotion,angry,disgusted,fearful,happy,neutral,sad,surprised,note');
  assert.equal(lines.length, trackOf(recording, 1).times.length + trackOf(recording, 2).times.length + 1);
  const seconds = lines.map((line) => Number(line.split(',')[0]));
  assert.deepEqual(
    seconds,
    seconds.toSorted((one, other) => one - other),
  );
});

test('CSV quotes notes, and no spreadsheet takes one for a formula', () => {
  const recording = makeRecording();
  recording.addNote('=1+1, "so"', 1500);
  assert.ok(recording.toCsv().split('\r\n').includes(`1.5,,,,,,,,,,,"'=1+1, ""so"""`));
});
