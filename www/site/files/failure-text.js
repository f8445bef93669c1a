/** Turns the error of a file into the sentence that its tile shows. */
import { messageFor } from '../../package/locales/messages.js';
import { FileError } from './file-error.js';

/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { Strings } from '../../package/locales/messages.js' */

/**
 * Returns why a file could not be analyzed, as text.
 * @param {unknown} error
 * @param {FilesStrings} strings
 * @param {Strings} commonStrings
 */
export function failureText(error, strings, commonStrings) {
  if (error instanceof FileError) return strings.errors[error.code](error.message);
  const { title, text } = messageFor(commonStrings, /** @type {{ code: string }} */ (error).code);
  return `${title}. ${text}`;
}
