/** Checks the options of the client and of its methods: what is misspelt is refused by name, not ignored. */
import { describeValue, EmotionError } from './error.js';

/**
 * Returns the options. Throws an error with the code 'invalid-setting' if one has another name than these, or if
 * `signal` is not an AbortSignal.
 * @template {object} T
 * @param {T} options
 * @param {(keyof T & string)[]} names
 * @returns {T}
 */
export function checkOptions(options, names) {
  if (options === null || typeof options !== 'object') {
    throw new EmotionError('invalid-setting', `The options must be an object, got ${describeValue(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (names.some((known) => known === name)) continue;
    throw new EmotionError('invalid-setting', `Unknown option '${name}', expected one of ${names.join(', ')}.`);
  }
  const { signal } = /** @type {{ signal?: AbortSignal | null }} */ (options);
  if (signal && typeof signal.aborted !== 'boolean') {
    throw new EmotionError('invalid-setting', `signal must be an AbortSignal, got ${describeValue(signal)}.`);
  }
  return options;
}
