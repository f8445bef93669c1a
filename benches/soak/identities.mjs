// Compares the tracks that were given to the faces of the soak's video with who was in it.
import { positionsAt } from './visits.mjs';

/** @import { Position, Video } from './visits.mjs' */

/**
 * A frame that was classified.
 * @typedef {{ atMs: number, ms: number, faces: [track: number, x: number, y: number][] }} Row
 */

/** How far a face may be from where a person was painted, in sides of the painted head. */
const MAX_DISTANCE = 0.3;
/** After a longer absence a track ends; see `MAX_LOST_MS` of src/tracking/track.rs. */
const MAX_LOST_MS = 1000;

/**
 * Counts what happened in the frames, which are in order of time. `switches`: how often a person's track changed
 * within a second; `restarts`: after more, mostly behind somebody else. `inherited`: visits that began with a track of
 * somebody else. `strangers`: faces where nobody was.
 * @param {Video} video
 * @param {Row[]} rows
 */
export function countIdentities(video, rows) {
  const counts = {
    ...{ visits: 0, tracks: 0, crossings: 0, absences: 0 },
    ...{ switches: 0, restarts: 0, inherited: 0, faces: 0, strangers: 0 },
  };
  /** The last track of each visit. @type {Map<number, { track: number, atMs: number }>} */
  const last = new Map();
  /** The visit that had each track last. @type {Map<number, number>} */
  const owners = new Map();
  const tracks = new Set();
  /** @type {Position[]} */
  let previous = [];
  for (const { atMs, faces } of rows) {
    const positions = positionsAt(video, atMs / 1000);
    countEvents(counts, previous, positions);
    previous = positions;
    for (const [track, x, y] of faces) {
      tracks.add(track);
      counts.faces++;
      const distance = (/** @type {Position} */ position) => Math.hypot(position.x - x, position.y - y);
      const [nearest] = positions.toSorted((a, b) => distance(a) - distance(b));
      if (!nearest || distance(nearest) >= nearest.side * MAX_DISTANCE) counts.strangers++;
      else if (!nearest.isAbsent && !isCovered(nearest, positions)) assign(nearest.visit, track, atMs);
    }
  }
  return { ...counts, tracks: tracks.size };

  function assign(/** @type {number} */ visit, /** @type {number} */ track, /** @type {number} */ atMs) {
    const before = last.get(visit);
    if (!before) {
      counts.visits++;
      if ((owners.get(track) ?? visit) !== visit) counts.inherited++;
    } else if (before.track !== track) counts[atMs - before.atMs < MAX_LOST_MS ? 'switches' : 'restarts']++;
    last.set(visit, { track, atMs });
    owners.set(track, visit);
  }
}

/** Returns whether somebody in front covers part of a face, which is half as wide as the painted head. */
const isCovered = (/** @type {Position} */ position, /** @type {Position[]} */ positions) =>
  positions.some(({ visit, x, side, isAbsent }) => {
    return visit > position.visit && !isAbsent && Math.abs(x - position.x) < side / 2 + position.side / 4;
  });

/**
 * Counts who passed whom, and who began to be absent, between two frames.
 * @param {{ crossings: number, absences: number }} counts
 * @param {Position[]} previous
 * @param {Position[]} positions
 */
function countEvents(counts, previous, positions) {
  const both = positions.flatMap((after) => {
    const before = previous.find(({ visit }) => visit === after.visit);
    return before ? [{ before, after }] : [];
  });
  for (const [index, { before, after }] of both.entries()) {
    if (after.isAbsent && !before.isAbsent) counts.absences++;
    for (const other of both.slice(0, index)) {
      const isPresent = !after.isAbsent && !other.after.isAbsent;
      if (isPresent && other.before.x > before.x !== other.after.x > after.x) counts.crossings++;
    }
  }
}
