// Judges a soak: memory and the time for a frame must not grow, and tracks must keep to the stated rate of ID switches.
import { growthOf, median } from '../statistics.mjs';

/** @import { Figures } from './log.mjs' */

/** The tracker's stated rate of ID switches, at 10 to 30 frames per second: benches/README.md, “Association”. */
export const STATED = { switches: 20, events: 913 + 324, minFramesPerSecond: 10 };
/** How many times that rate is allowed: everybody in the soak has the face of one photograph. */
const MAX_RATIO = 2;
/** The part of a run until caches are full and code is compiled, which is not judged. */
const WARM_UP = 0.25;
/** How much the memory of all processes may grow: allocators keep what is free, and browsers cache what they can. */
const MAX_MEMORY_GROWTH = 0.1;
/** How much the recognizer's own memory may grow. */
const MAX_HEAP_GROWTH = 0.01;
/** How much the processor time for a frame may grow: it depends on how many people are in view. */
const MAX_CPU_GROWTH = 0.15;

/**
 * Returns how much the memory and the processor time for a frame grew after the warm-up, as parts of what they were,
 * and what is wrong, in sentences.
 * @param {Pick<Figures, 'samples' | 'identities' | 'framesPerSecond'>} figures
 */
export function judge({ samples, identities, framesPerSecond }) {
  const judged = samples.slice(Math.floor(samples.length * WARM_UP));
  const growth = {
    megabytes: memoryGrowth(judged.map(({ megabytes }) => megabytes)),
    heapMegabytes: memoryGrowth(judged.map(({ heapMegabytes }) => heapMegabytes)),
    cpuMs: cpuGrowth(judged),
  };
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
    ['memory', growth.megabytes, MAX_MEMORY_GROWTH],
    ["the recognizer's memory", growth.heapMegabytes, MAX_HEAP_GROWTH],
    ['the processor time for a frame', growth.cpuMs, MAX_CPU_GROWTH],
  ])) {
    expect(grown <= limit, `Expected ${name} to grow by at most ${percent(limit)}, it grew by ${percent(grown)}.`);
  }
  expect(
    switches <= maxSwitches || !isFast,
    `Expected at most ${maxSwitches} ID switches in ${events} crossings and absences, found ${switches}.`,
  );
  return { growth, faults };
}

/** Compares the least memory in both halves: what is left when nobody is in view, or garbage has just been collected. */
function memoryGrowth(/** @type {number[]} */ megabytes) {
  const middle = Math.floor(megabytes.length / 2);
  return middle === 0 ? 0 : Math.min(...megabytes.slice(middle)) / Math.min(...megabytes.slice(0, middle)) - 1;
}

function cpuGrowth(/** @type {Figures['samples']} */ samples) {
  const points = samples.map(({ frame, cpuMs }) => ({ x: frame, y: cpuMs }));
  return growthOf(points) / median(points.map(({ y }) => y));
}

const percent = (/** @type {number} */ part) => `${(part * 100).toFixed(1)} %`;
