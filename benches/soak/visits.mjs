// Writes the script of the soak's video: who comes when, where they stand and walk, and when they leave.

/** The size of a frame, as most cameras deliver it, and the frame rate. */
export const [WIDTH, HEIGHT, FRAMES_PER_SECOND] = [640, 480, 30];

/**
 * The versions of the test photograph that play different people: mirrored or not, and a color over it. There is one
 * photograph of a face in the repository, so that association has little of appearance to go by.
 */
const PEOPLE = [
  { mirrored: false, tint: [0, 0, 0, 0] },
  { mirrored: true, tint: [255, 255, 255, 0.3] },
  { mirrored: false, tint: [40, 20, 0, 0.35] },
  { mirrored: true, tint: [0, 60, 120, 0.2] },
];
/** The part of tests/data/astronaut.png that is painted: the head, with the face in the middle. */
const HEAD = { left: 130, top: 30, side: 190 };
/** How fast a person walks, in pixels per second. */
const WALK = 200;

/**
 * One appearance. All times are in seconds.
 * @typedef {object} Visit
 * @property {number} person an index of `people`
 * @property {number} side of the painted head, in pixels
 * @property {[at: number, x: number, y: number][]} path the center of the face; straight lines between these points
 * @property {[from: number, to: number][]} absences within the visit, all shorter than a second
 */
/** @typedef {ReturnType<typeof writeVisits>} Video */

/**
 * Returns a video of that length. The same length gives the same video; a longer one begins with a shorter one.
 * @param {number} seconds
 */
export function writeVisits(seconds) {
  const random = randomNumbers(23);
  /** @type {Visit[]} */
  const visits = [];
  for (let at = 0.5; at < seconds; at += between(random, 2, 6)) {
    const present = visits.filter(({ path }) => path[path.length - 1][0] > at).map(({ person }) => person);
    const absent = PEOPLE.map((_, person) => person).filter((person) => !present.includes(person));
    const person = pick(random, absent);
    if (person !== undefined) visits.push(writeVisit(random, person, at));
  }
  return { width: WIDTH, height: HEIGHT, framesPerSecond: FRAMES_PER_SECOND, head: HEAD, people: PEOPLE, visits };
}

/**
 * A person comes in from a side, stands and sways, walks to another spot, perhaps is away for a moment, and leaves.
 * @param {() => number} random
 * @param {number} person
 * @param {number} comesAt
 * @returns {Visit}
 */
function writeVisit(random, person, comesAt) {
  const side = Math.round(between(random, 170, 240));
  const outside = () => (random() < 0.5 ? -side / 2 : WIDTH + side / 2);
  const spot = () => between(random, side * 0.4, WIDTH - side * 0.4);
  let [at, x, y] = [comesAt, outside(), between(random, HEIGHT * 0.4, HEIGHT * 0.6)];
  /** @type {Visit['path']} */
  const path = [[at, x, y]];
  const walk = (/** @type {number} */ to) => {
    at += Math.max(0.2, Math.abs(to - x) / WALK);
    x = to;
    path.push([at, x, y]);
  };
  /** @type {Visit['absences']} */
  const absences = [];
  for (let stop = 0; stop < 2; stop++) {
    const here = spot();
    walk(here);
    for (let sway = 0; sway < 3; sway++) {
      at += between(random, 0.8, 2);
      [x, y] = [here + between(random, -15, 15), y + between(random, -10, 10)];
      path.push([at, x, y]);
    }
    if (random() < 0.5) absences.push([at - 0.7, at - 0.7 + between(random, 0.2, 0.7)]);
  }
  walk(outside());
  return { person, side, path, absences };
}

/** A person at a time of the video, painted after (in front of) those before it. */
/** @typedef {{ visit: number, x: number, y: number, side: number, isAbsent: boolean }} Position */

/**
 * Returns where everybody is whose visit has begun and not ended.
 * @param {Video} video
 * @param {number} at in seconds
 * @returns {Position[]}
 */
export function positionsAt({ visits }, at) {
  return visits.flatMap(({ side, path, absences }, visit) => {
    const next = path.findIndex(([time]) => time > at);
    if (next <= 0) return [];
    const [[fromAt, fromX, fromY], [toAt, toX, toY]] = [path[next - 1], path[next]];
    const part = (at - fromAt) / (toAt - fromAt);
    const isAbsent = absences.some(([from, to]) => from <= at && at < to);
    return [{ visit, x: fromX + part * (toX - fromX), y: fromY + part * (toY - fromY), side, isAbsent }];
  });
}

const between = (/** @type {() => number} */ random, /** @type {number} */ low, /** @type {number} */ high) =>
  low + random() * (high - low);
const pick = (/** @type {() => number} */ random, /** @type {number[]} */ values) =>
  values[Math.floor(random() * values.length)];

/** Generates numbers from 0 to 1, the same for the same seed (Mulberry32). */
function randomNumbers(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
