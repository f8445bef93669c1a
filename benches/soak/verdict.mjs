// Judges a soak: memory and the time for a frame must not grow, and tracks must keep to the stated rate of ID switches.
import { growthOf, median } from '../statistics.mjs';

/** @import { Figures } from './log.mjs' */

/** The rate of ID switches that the tracker is stated to have at 10 to 30 frames per second: benches/README.md, “Association”. */
export const STATED = { switches: 20, events: 913 + 324, minFramesPerSecond: 10 };
/** How many times that rate is allowed: all people of the soak have the face of one photograph, those of the rate do not. */
const MAX_RATIO = 2;
/** The part of a run until caches are full and code is compiled, which is not judged. */
const WARM_UP = 0.25;
/**
 * How much a measurement may grow over the rest of the run, as a part of its median: browsers collect garbage when they
 * like, and the processor time for a frame depends on how many people are in view and a little on other programs.
 */
const MAX_GROWTH = { megabytes: 0.1, cpuMs: 0.15 };

/**
 * Returns how much each measurement grew, as a part of its median, and what is wrong, in sentences.
 * @param {Pick<Figures, 'samples' | 'identities' | 'framesPerSecond'>} figures
 */
export function judge({ samples, identities, framesPerSecond }) {
  const judged = samples.slice(Math.floor(samples.length * WARM_UP));
  const growthIn = (/** @type {keyof typeof MAX_GROWTH} */ key) => {
    const points = judged.map(({ frame, [key]: value }) => ({ x: frame, y: value }));
    return growthOf(points) / median(points.map(({ y }) => y));
  };
  const growth = { megabytes: growthIn('megabytes'), cpuMs: growthIn('cpuMs') };
  // Nothing but the recognizer uses the module's memory, which never shrinks: there is no noise in it.
  const moduleGrowth = (judged.at(-1)?.wasmMegabytes ?? 0) - (judged[0]?.wasmMegabytes ?? 0);
  const { switches, crossings, absences } = identities;
  const events = crossings + absences;
  const likely = (MAX_RATIO * events * STATED.switches) / STATED.events;
  // Three standard deviations of a count of rare events above that: hardly ever by chance.
  const maxSwitches = Math.floor(likely + 3 * Math.sqrt(likely));
  const isFast = framesPerSecond >= STATED.minFramesPerSecond; // A busy machine may be slower.
  /** @type {string[]} */
  const faults = [];
  const expect = (/** @type {boolean} */ isRight, /** @type {string} */ fault) => isRight || faults.push(fault);
  for (const [key, name] of /** @type {const} */ ([
    ['megabytes', 'memory'],
    ['cpuMs', 'the processor time for a frame'],
  ])) {
    const [limit, grown] = [MAX_GROWTH[key], growth[key]];
    expect(grown <= limit, `Expected ${name} to grow by at most ${percent(limit)}, it grew by ${percent(grown)}.`);
  }
  expect(
    moduleGrowth <= 0,
    `Expected the module's memory not to grow after the warm-up, it grew by ${moduleGrowth.toFixed(2)} MB.`,
  );
  expect(
    switches <= maxSwitches || !isFast,
    `Expected at most ${maxSwitches} ID switches in ${events} crossings and absences, found ${switches}.`,
  );
  return { growth, faults };
}

const percent = (/** @type {number} */ part) => `${(part * 100).toFixed(1)} %`;
