/** Reads the JSON of a file that a person imports. */
import { MAX_IMPORT_BYTES } from '../../package/domain/limits.js';
import { ImportError } from './import-error.js';

/**
 * Returns the content of the file. Rejects with an ImportError with the code 'too-many-bytes', 'unreadable' or
 * 'not-json'.
 * @param {File} file
 * @returns {Promise<unknown>}
 */
export async function readJsonFile(file) {
  if (file.size > MAX_IMPORT_BYTES) {
    throw new ImportError('too-many-bytes', `expected at most ${MAX_IMPORT_BYTES} bytes, got ${file.size}`);
  }
  const text = await file.text().catch((cause) => {
    throw new ImportError('unreadable', String(cause));
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportError('not-json', /** @type {Error} */ (error).message);
  }
}
