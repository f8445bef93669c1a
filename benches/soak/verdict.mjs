// Judges a soak: memory and the time for a frame must not grow, and tracks must keep to the stated rate of ID switches.
import { growthOf, median } from '../statistics.mjs';

/** @import { Figures } from './log.mjs' */

/** The tracker's stated rate of ID switches, at 10 to 30 frames per second: benches/README.md, “Association”. */
export const STATED = { switches: 20, events: 913 + 324, minFramesPerSecond: 10 };
/** How many times that rate is allowed: everybody in the soak has the face of one photograph. */
const MAX_RATIO = 2;
/** The part of a run until caches are full and code is compiled, which is not judged. */
const WARM_UP = 0.25;
/** How much the memory may grow. Browsers collect garbage when they like, and cache what they can. */
const maxMemoryGrowth = (/** @type {string} */ player) => (player === 'native' ? 0.02 : 0.1);
/** How much the processor time for a frame may grow: it depends on how many people are in view. */
const MAX_CPU_GROWTH = 0.15;

/**
 * Returns how much the memory and the processor time for a frame grew after the warm-up, as parts of what they were,
 * and what is wrong, in sentences.
 * @param {string} player
 * @param {Pick<Figures, 'samples' | 'identities' | 'framesPerSecond'>} figures
 */
export function judge(player, { samples, identities, framesPerSecond }) {
  const judged = samples.slice(Math.floor(samples.length * WARM_UP));
  const growth = { megabytes: memoryGrowth(judged), cpuMs: cpuGrowth(judged) };
  // The module's memory never shrinks, and grows until most people have been in view at once.
  const moduleMegabytes = samples.slice(Math.floor(samples.length / 2)).map(({ wasmMegabytes = 0 }) => wasmMegabytes);
  const moduleGrowth = (moduleMegabytes.at(-1) ?? 0) - (moduleMegabytes[0] ?? 0);
  const { switches, crossings, absences } = identities;
  const events = crossings + absences;
  const likely = (MAX_RATIO * events * STATED.switches) / STATED.events;
  // Three standard deviations of a count of rare events above that: hardly ever by chance.
  const maxSwitches = Math.floor(likely + 3 * Math.sqrt(likely));
  const isFast = framesPerSecond >= STATED.minFramesPerSecond; // A busy machine may be slower.
  /** @type {string[]} */
  const faults = [];
  const expect = (/** @type {boolean} */ isRight, /** @type {string} */ fault) => isRight || faults.push(fault);
  for (const [name, grown, limit] of /** @type {const} */ ([
    ['memory', growth.megabytes, maxMemoryGrowth(player)],
    ['the processor time for a frame', growth.cpuMs, MAX_CPU_GROWTH],
  ])) {
    expect(grown <= limit, `Expected ${name} to grow by at most ${percent(limit)}, it grew by ${percent(grown)}.`);
  }
  expect(
    moduleGrowth <= 0,
    `Expected the module's memory not to grow in the second half, it grew by ${moduleGrowth.toFixed(2)} MB.`,
  );
  expect(
    switches <= maxSwitches || !isFast,
    `Expected at most ${maxSwitches} ID switches in ${events} crossings and absences, found ${switches}.`,
  );
  return { growth, faults };
}

/** Compares the least memory in both halves: what a browser has left when it has just collected its garbage. */
function memoryGrowth(/** @type {Figures['samples']} */ samples) {
  const middle = Math.floor(samples.length / 2);
  const least = (/** @type {Figures['samples']} */ part) => Math.min(...part.map(({ megabytes }) => megabytes));
  return middle === 0 ? 0 : least(samples.slice(middle)) / least(samples.slice(0, middle)) - 1;
}

function cpuGrowth(/** @type {Figures['samples']} */ samples) {
  const points = samples.map(({ frame, cpuMs }) => ({ x: frame, y: cpuMs }));
  return growthOf(points) / median(points.map(({ y }) => y));
}

const percent = (/** @type {number} */ part) => `${(part * 100).toFixed(1)} %`;
