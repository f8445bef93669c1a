/** EmotionError: an error with a code that a program can act on, and what its message says was found. */

/** @import { RecognizerError } from './pkg/emosense.js' */

/**
 * The codes of all errors: those of the recognizer, those of the client, and those of the element with its camera. The
 * package's README explains each.
 * @typedef {RecognizerError['code']
 *   | 'busy' | 'closed' | 'load-failed' | 'module-building' | 'blocked-by-policy' | 'unsupported' | 'image-unreadable'
 *   | 'recognizer-stopped' | 'model-stopped' | 'timeout'
 *   | 'source-unreadable' | 'no-camera' | 'camera-denied' | 'camera-busy' | 'camera-lost'
 *   | 'camera-blocked' | 'camera-unsupported' | 'insecure-context' | 'not-connected'
 * } ErrorCode
 */

export class EmotionError extends Error {
  /** @param {ErrorCode} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'EmotionError';
    this.code = code;
  }
}

/**
 * Returns what a value is, for the message of an error: `null`, `the string "a.png"`, `a number`, `an Array`.
 * @param {unknown} value
 */
export function describeValue(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `the string "${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;
  const name = typeof value === 'object' ? (value.constructor?.name ?? 'Object') : typeof value;
  return /^([aeiou]|HTML)/i.test(name) ? `an ${name}` : `a ${name}`;
}
