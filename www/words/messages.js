/** Finds the words for a language, and the hint that helps. */
import { english } from './english.js';

/** @typedef {typeof english} Words */
/** @typedef {import('./english.js').Message} Message */

/** By the language's tag, in lower case. @type {Record<string, Words>} */
const LANGUAGES = { en: english };

/** The words for a language such as `de-AT`: those for it, those for `de`, or English. @param {string} [lang] @returns {Words} */
export function wordsFor(lang = '') {
  const tag = lang.toLowerCase();
  return LANGUAGES[tag] ?? LANGUAGES[tag.split('-')[0]] ?? english;
}

/** The message for what went wrong. @param {Words} words @param {string} code @returns {Message} */
export function messageFor(words, code) {
  return words.messages[code] ?? words.messages['inference-failed'];
}

/** The hint that helps, if any. @param {Words} words @param {{ state: import('../client/pkg/emosense.js').FaceState }[]} seen @param {'camera' | 'picture'} source */
export function hintFor(words, seen, source) {
  if (!seen.length) return words.hints[source].none;
  const [{ state }] = seen;
  if (state === 'readable' || seen.some((other) => other.state === 'readable')) return '';
  return words.hints[source][state];
}
