/** Checks what the client and its methods are given: what is misspelt is refused by name, not ignored. */
import { describeValue, EmotionError } from './error.js';

/** @import { CameraOptions } from './camera-stream.js' */
/** @import { ClassifyOptions, Options, SignalOptions } from './client.js' */
/** @import { DrawOptions } from './draw.js' */
/** @import { WatchOptions } from './watch.js' */

/** The options that are settings of the recognizer. @type {(keyof Options)[]} */
const SETTINGS = ['emotions', 'smoothingMs', 'sensitivity', 'maxFaces', 'detectorInputSize'];

/** Checks the options of the constructor; the recognizer checks the values. @param {Options} options */
export function checkClientOptions(options) {
  const names = /** @type {(keyof Options)[]} */ ([...SETTINGS, 'engine', 'baseUrl', 'customModelsUrl', 'ownWorker']);
  const { engine = 'built-in' } = checkOptions(options, names);
  if (engine === 'built-in' || engine === 'tract') return options;
  throw invalid(`engine must be 'built-in' or 'tract', got ${describeValue(engine)}.`);
}

/** @param {ClassifyOptions} options */
export function checkClassifyOptions(options) {
  return checkOptions(options, ['still', 'atMs', 'signal']);
}

/** @param {SignalOptions} options */
export function checkSignalOptions(options) {
  return checkOptions(options, ['signal']);
}

/** @param {CameraOptions} options */
export function checkCameraOptions(options) {
  const { facing = 'user' } = checkOptions(options, ['facing', 'deviceId', 'signal']);
  if (facing === 'user' || facing === 'environment') return options;
  throw invalid(`facing must be 'user' or 'environment', got ${describeValue(facing)}.`);
}

/** @param {WatchOptions} options */
export function checkWatchOptions(options) {
  const { intervalMs = 0 } = checkOptions(options, ['signal', 'intervalMs']);
  if (intervalMs >= 0 && intervalMs < Infinity) return options;
  throw invalid(`intervalMs must be a number of at least 0, got ${intervalMs}.`);
}

/** @param {DrawOptions} options */
export function checkDrawOptions(options) {
  const { lang = '' } = checkOptions(options, ['mirrored', 'lang']);
  if (typeof lang === 'string') return options;
  throw invalid(`lang must be the tag of a language, such as 'de', got ${describeValue(lang)}.`);
}

/** @param {unknown} canvas */
export function checkCanvas(canvas) {
  if (typeof (/** @type {Partial<HTMLCanvasElement> | null} */ (canvas)?.getContext) === 'function') return;
  throw invalid(`Expected a canvas for drawing in 2D, got ${describeValue(canvas)}.`);
}

/**
 * Checks a result that is to be drawn.
 * @template {{ faces: object[], width: number, height: number }} T
 * @param {T} result
 * @returns {T}
 */
export function checkResult(result) {
  if (Array.isArray(result?.faces) && result.width > 0 && result.height > 0) return result;
  throw invalid(`Expected a result of classify or watch, got ${describeValue(result)}.`);
}

/**
 * Returns the options. Throws an error with the code 'invalid-setting' if one has another name than these, or if
 * `signal` is not an AbortSignal.
 * @template {object} T
 * @param {T} options
 * @param {(keyof T & string)[]} names
 * @returns {T}
 */
function checkOptions(options, names) {
  if (options === null || typeof options !== 'object') {
    throw invalid(`The options must be an object, got ${describeValue(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (names.some((known) => known === name)) continue;
    throw invalid(`Unknown option '${name}', expected one of ${names.join(', ')}.`);
  }
  const { signal } = /** @type {{ signal?: AbortSignal | null }} */ (options);
  if (signal && typeof signal.aborted !== 'boolean') {
    throw invalid(`signal must be an AbortSignal, got ${describeValue(signal)}.`);
  }
  return options;
}

/** @param {string} message */
function invalid(message) {
  return new EmotionError('invalid-setting', message);
}
