/** Finds the words for a language, and the hint that helps. */
import { words as english } from './en.js';
import { words as french } from './fr.js';
import { words as german } from './de.js';

/** @typedef {typeof english} Words */
/** @typedef {import('./en.js').Message} Message */

/** By the language's tag. @type {Record<string, Words>} */
export const LANGUAGES = { en: english, de: german, fr: french };

/** The words for a language such as `de-AT`: those for `de`, or English. @param {string} [lang] @returns {Words} */
export function wordsIn(lang = '') {
  return LANGUAGES[lang.toLowerCase().split('-')[0]] ?? english;
}

/** The message for what went wrong. @param {Words} words @param {string} code @returns {Message} */
export function messageFor(words, code) {
  return words.messages[code] ?? words.messages['inference-failed'];
}

/** The hint that helps, if any. @param {Words} words @param {{ quality: import('../client/pkg/emosense.js').FaceQuality }[]} seen @param {'camera' | 'image'} source */
export function hintFor(words, seen, source) {
  if (!seen.length) return words.hints[source].none;
  const [{ quality }] = seen;
  if (quality === 'good' || seen.some((other) => other.quality === 'good')) return '';
  return words.hints[source][quality];
}
