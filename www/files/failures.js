/** Why a file cannot be read, in a sentence. */
import { messageFor } from '../words/messages.js';
import { Failure } from './questions.js';

/** @param {unknown} error @param {import('./picture.js').Words} words @param {import('./picture.js').FaceWords} faceWords */
export function sentenceOf(error, words, faceWords) {
  if (error instanceof Failure) return words.failures[error.code](error.detail);
  const { title, text } = messageFor(faceWords, /** @type {{ code: string }} */ (error).code);
  return `${title}. ${text}`;
}
