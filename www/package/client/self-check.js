/** Checks both engines on this device and in this browser, on reference crops whose scores are published. */
import { RecognizerHost } from './recognizer-host.js';
import { RemoteRecognizer } from './remote-recognizer.js';
import { builtInBuild } from './start-worker.js';
import { TrackIds } from './track-ids.js';

/** @import { Emotion, Scores } from './pkg/emosense.js' */
/** @import { Engine, Progress } from './protocol.js' */
/** @import { Build, Locations } from './start-worker.js' */
/**
 * What one engine computed for the reference crops.
 * @typedef {object} EngineCheck
 * @property {Engine} engine
 * @property {Build} build the build of the crate that ran it: `builtIn`, `relaxed` (with relaxed SIMD) or `custom`
 * @property {number} maxDifference the largest difference of a score from the published one, 0 to 1
 * @property {boolean} passed whether that is rounding: at most 0.0001
 * @property {number} msPerFace the mean time for a face, in milliseconds
 */
/**
 * @typedef {object} SelfCheck
 * @property {Engine} inUse the engine that the client uses
 * @property {EngineCheck[]} engines first our own, then tract
 */

/** The largest difference that is rounding; the native tests allow the same. */
const MAX_ROUNDING = 1e-4;

/**
 * Runs the check in workers of its own, with the built-in model and default settings.
 * @param {{ engine: Engine | undefined, locations: Locations }} options those of the client
 * @param {(progress: Progress) => void} onProgress called during the download of a module
 * @param {AbortSignal} signal gives the check up, and ends the workers
 * @returns {Promise<SelfCheck>}
 */
export async function selfCheck({ engine = 'built-in', locations }, onProgress, signal) {
  /** @type {[engine: Engine, build: Build][]} */
  const builds = [
    ['built-in', builtInBuild()],
    ['tract', 'custom'],
  ];
  const recognizers = builds.map(([engine, build]) => {
    const options = { engine, model: null, settings: {}, trackIds: new TrackIds(), onProgress };
    return new RemoteRecognizer(new RecognizerHost(build, locations), options);
  });
  try {
    const [, tract] = recognizers;
    const { crops, scores } = await tract.request('reference', {}, signal);
    const engines = [];
    for (const [index, [engine, build]] of builds.entries()) {
      const found = await recognizers[index].request('classifyCrops', { crops }, signal);
      const maxDifference = largestDifference(found.scores, scores);
      const passed = maxDifference <= MAX_ROUNDING;
      engines.push({ engine, build, maxDifference, passed, msPerFace: found.msPerCrop });
    }
    return { inUse: engine, engines };
  } finally {
    for (const recognizer of recognizers) recognizer.close();
  }
}

/** @param {Scores[]} found @param {Scores[]} expected of the same crops */
function largestDifference(found, expected) {
  const differences = expected.flatMap((scores, index) =>
    Object.entries(scores).map(([emotion, score]) => Math.abs(found[index][/** @type {Emotion} */ (emotion)] - score)),
  );
  return Math.max(...differences);
}
