/** EmotionError: an error with a code that a program can act on. */
export class EmotionError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'EmotionError';
    this.code = code;
  }
}
