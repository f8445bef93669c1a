/** ImportError: the reason why a file cannot be imported. */

/** @typedef {'too-many-bytes' | 'unreadable' | 'not-json' | 'invalid'} ImportErrorCode */
/**
 * The sentence for each code; `reason` is in English, as all errors are.
 * @typedef {Record<ImportErrorCode, (reason: string) => string>} ImportErrorStrings
 */

export class ImportError extends Error {
  /** @param {ImportErrorCode} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'ImportError';
    this.code = code;
  }
}
