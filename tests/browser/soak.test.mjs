// The soak: its video is the same each time, tracks are compared with who was in it, what grows is found, and the Live
// page plays it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soakInBrowser } from '../../benches/soak/browser.mjs';
import { countIdentities } from '../../benches/soak/identities.mjs';
import { judge, STATED } from '../../benches/soak/verdict.mjs';
import { positionsAt, writeVisits } from '../../benches/soak/visits.mjs';

/** @import { Row } from '../../benches/soak/identities.mjs' */

const video = writeVisits(120);

/**
 * Returns a frame for each tenth of a second, in which every person has the track that `trackOf` says.
 * @returns {Row[]}
 */
function framesWith(trackOf) {
  return Array.from({ length: 1200 }, (_, number) => {
    const positions = positionsAt(video, number / 10).filter(({ isAbsent }) => !isAbsent);
    return { atMs: number * 100, ms: 1, faces: positions.map(({ visit, x, y }) => [trackOf(visit, number), x, y]) };
  });
}

test('writes the same video each time, with absences shorter than a second', () => {
  assert.deepEqual(writeVisits(120), video);
  const absences = video.visits.flatMap(({ absences }) => absences);
  assert.ok(absences.length > 0);
  for (const [from, to] of absences) assert.ok(from < to && to < from + 1, `${from} to ${to}`);
});

test('counts one track for each visit of a perfect tracker', () => {
  const counts = countIdentities(
    video,
    framesWith((visit) => visit + 1),
  );
  assert.equal(counts.visits, counts.tracks);
  const { switches, restarts, inherited, strangers } = counts;
  assert.deepEqual(
    { switches, restarts, inherited, strangers },
    { switches: 0, restarts: 0, inherited: 0, strangers: 0 },
  );
  assert.ok(counts.crossings > 0 && counts.absences > 0);
});

test('counts a switch where a track changes, an inherited track, and a face where nobody is', () => {
  const half = framesWith((visit, number) => (number < 600 ? visit + 1 : visit + 1001));
  assert.ok(countIdentities(video, half).switches > 0);
  assert.ok(
    countIdentities(
      video,
      framesWith(() => 1),
    ).inherited > 0,
  );
  /** @type {Row} */
  const stranger = { atMs: 0, ms: 1, faces: [[1, 10, 10]] };
  assert.equal(countIdentities(video, [stranger]).strangers, 1);
});

/** Returns the figures of a long soak, in which nothing grows from the first mark to the last but what is said. */
function figuresWith({
  megabytes = 0,
  heapMegabytes = 0,
  cpuMs = 0,
  switches = STATED.switches,
  framesPerSecond = 30,
} = {}) {
  const samples = Array.from({ length: 41 }, (_, mark) => {
    const [part, noise] = [mark / 40, mark % 7 === 3 ? 2 : 1 + (mark % 3) / 50]; // every seventh is an outlier
    return {
      ...{ frame: mark * 1000, minutes: mark, medianMs: 5, p95Ms: 9 },
      megabytes: 500 * noise * (1 + megabytes * part),
      heapMegabytes: 28.5 * (1 + (part > 0.6 ? heapMegabytes : 0)),
      cpuMs: 8 * noise * (1 + cpuMs * part),
    };
  });
  const identities = { ...countIdentities(video, []), crossings: STATED.events, switches };
  return { samples, identities, framesPerSecond };
}

test('passes a soak in which nothing grows, however noisy it is', () => {
  assert.deepEqual(judge(figuresWith()).faults, []);
});

test('does not judge the ID switches of a machine that is too slow for the stated rate', () => {
  assert.deepEqual(judge(figuresWith({ switches: 3 * STATED.switches, framesPerSecond: 9 })).faults, []);
});

/** What must be found, and how it is said. @type {[Parameters<typeof figuresWith>[0], RegExp][]} */
const FAULTS = [
  [{ megabytes: 0.4 }, /memory to grow by at most 10\.0 %/],
  [{ heapMegabytes: 0.02 }, /the recognizer's memory to grow by at most 1\.0 %/],
  [{ cpuMs: 0.3 }, /the processor time for a frame to grow by at most 15\.0 %/],
  [{ switches: 3 * STATED.switches }, /at most 58 ID switches in 1237 crossings and absences, found 60/],
];
for (const [fault, sentence] of FAULTS) {
  test(`fails a soak with ${JSON.stringify(fault)}`, () => {
    const { faults } = judge(figuresWith(fault));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], sentence);
  });
}

test('plays on the Live page, and measures its memory, its times and the faces where people are', async () => {
  const { frames, identities, samples } = await soakInBrowser('chromium', 0.25);
  assert.ok(frames > 0 && samples.length > 0);
  const { megabytes, heapMegabytes, cpuMs, medianMs } = samples[0];
  for (const value of [megabytes, heapMegabytes, cpuMs, medianMs]) assert.ok(value > 0, JSON.stringify(samples[0]));
  assert.ok(identities.faces > 0, 'faces');
  assert.ok(identities.strangers <= identities.faces / 10, JSON.stringify(identities));
});
