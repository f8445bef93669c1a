/** FileError: the reason why a file cannot be analyzed. */

export class FileError extends Error {
  /**
   * @param {string} code a key of `errors` in the page's texts
   * @param {string} [message] what the sentence for the code names, such as a format or a size
   */
  constructor(code, message = '') {
    super(message);
    this.name = 'FileError';
    this.code = code;
  }
}
