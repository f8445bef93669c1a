/** Why a file cannot be read, in a sentence. */
import { messageFor } from '../../package/locales/messages.js';
import { Failure } from './worker-requests.js';

/** @param {unknown} error @param {import('./image-item.js').Words} words @param {import('./image.js').FaceWords} faceWords */
export function sentenceOf(error, words, faceWords) {
  if (error instanceof Failure) return words.failures[error.code](error.detail);
  const { title, text } = messageFor(faceWords, /** @type {{ code: string }} */ (error).code);
  return `${title}. ${text}`;
}
