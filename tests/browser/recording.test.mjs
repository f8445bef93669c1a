// What a recording keeps and comes to, and that it survives being written down and read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recording } from '../../www/site/recording/recording.js';

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
const scores = (top, score) =>
  Object.fromEntries(EMOTIONS.map((emotion) => [emotion, emotion === top ? score : (1 - score) / 6]));
const face = (id, emotion, score = 0.8, quality = 'good') => ({
  quality,
  track: { id, emotion, scores: scores(emotion === 'uncertain' ? 'neutral' : emotion, score) },
});

/** Frames at 30 a second: happy for two seconds, away for one, sad for one, uncertain for one; another face all the time. */
function recorded() {
  const recording = new Recording(Date.parse('2026-11-25T10:00:00Z'));
  for (let frame = 0; frame < 150; frame++) {
    const atMs = (frame * 1000) / 30;
    const first =
      atMs < 2000
        ? [face(1, 'happy', 0.6 + atMs / 10_000)]
        : atMs < 3000
          ? []
          : [face(1, atMs < 4000 ? 'sad' : 'uncertain')];
    recording.addFaces([...first, face(2, 'neutral')], atMs);
  }
  return recording;
}

test('a sample at most every tenth of a second; unreadable and unfollowed faces are left out', () => {
  const recording = recorded();
  const { times } = recording.tracks.get(2);
  assert.ok(times.length > 35 && times.length <= 50, String(times.length));
  assert.ok(times.every((atMs, index) => index === 0 || atMs - times[index - 1] >= 99));
  recording.addFaces([face(3, 'happy', 0.8, 'too-dark'), { quality: 'good', track: null }], 6000);
  assert.deepEqual([...recording.tracks.keys()], [1, 2]);
  assert.equal(recording.durationMs, 6000);
});

test('shares of the time seen, changes, the highest of each', () => {
  const [longest, other] = recorded().summarize();
  assert.deepEqual([longest.id, other.id], [2, 1]);
  assert.equal(longest.dominant, 'neutral');
  assert.equal(longest.shares.neutral, 1);
  assert.ok(Math.abs(longest.seconds - 5) < 0.2);
  assert.ok(Math.abs(other.seconds - 4) < 0.3, 'the second in which it was away does not count');
  assert.equal(other.dominant, 'happy');
  assert.ok(
    Math.abs(other.shares.happy - 0.5) < 0.05 &&
      Math.abs(other.shares.sad - 0.25) < 0.05 &&
      Math.abs(other.shares.uncertain - 0.25) < 0.05,
  );
  assert.equal(other.changes, 1);
  assert.ok(other.moments.happy.atMs > 1800 && other.moments.happy.score > 0.77);
  assert.equal(other.moments.angry, undefined);
});

test('JSON and back; what is no recording is refused in words', () => {
  const recording = recorded();
  recording.addNote('She laughs, "really"', 1500);
  const json = JSON.parse(JSON.stringify(recording));
  assert.deepEqual(JSON.parse(JSON.stringify(Recording.fromJson(json))), json);
  const broken = [
    [null, /format/],
    [{ ...json, version: 2 }, /version 2/],
    [{ ...json, startedAt: 'soon' }, /date/],
    [{ ...json, tracks: 3 }, /lists/],
    [{ ...json, tracks: [{ ...json.tracks[0], named: [] }] }, /length/],
    [{ ...json, tracks: [{ ...json.tracks[0], times: json.tracks[0].times.toReversed() }] }, /grow/],
    [{ ...json, tracks: [{ ...json.tracks[0], named: json.tracks[0].named.map(() => 'bored') }] }, /none/],
    [
      { ...json, tracks: [{ ...json.tracks[0], scores: { ...json.tracks[0].scores, happy: json.tracks[0].times } }] },
      /0 to 1/,
    ],
    [{ ...json, tracks: [null] }, /length/],
  ];
  for (const [wrong, words] of broken)
    assert.throws(() => Recording.fromJson(wrong), { name: 'TypeError', message: words });
});

test('CSV: a line a sample, in the order of time; notes are quoted and never formulas', () => {
  const recording = recorded();
  recording.addNote('=1+1, "so"', 1500);
  const lines = recording.toCsv().trimEnd().split('\r\n');
  assert.equal(lines[0], 'seconds,track,resembles,angry,disgusted,fearful,happy,neutral,sad,surprised,note');
  assert.equal(lines.length, 1 + recording.tracks.get(1).times.length + recording.tracks.get(2).times.length + 1);
  const seconds = lines.slice(1).map((line) => Number(line.split(',')[0]));
  assert.ok(seconds.every((second, index) => index === 0 || second >= seconds[index - 1]));
  assert.ok(lines.includes(`1.5,,,,,,,,,,"'=1+1, ""so"""`));
});
