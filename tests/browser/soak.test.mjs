// The soak's figures: its video is the same each time, and tracks are compared with who was in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countIdentities } from '../../benches/soak/identities.mjs';
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
