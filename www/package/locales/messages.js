/** Finds the words for a language, and the hint that helps. */
import { strings as english } from './en.js';
import { strings as french } from './fr.js';
import { strings as german } from './de.js';

/** @typedef {typeof english} Strings */
/** @typedef {import('./en.js').Message} Message */

/** By the language's tag. @type {Record<string, Strings>} */
export const LANGUAGES = { en: english, de: german, fr: french };

/** The words for a language such as `de-AT`: those for `de`, or English. @param {string} [lang] @returns {Strings} */
export function stringsFor(lang = '') {
  return LANGUAGES[lang.toLowerCase().split('-')[0]] ?? english;
}

/** The message for what went wrong. @param {Strings} strings @param {string} code @returns {Message} */
export function messageFor(strings, code) {
  return strings.messages[code] ?? strings.messages['inference-failed'];
}

/** The hint that helps, if any. @param {Strings} strings @param {{ quality: import('../client/pkg/emosense.js').FaceQuality }[]} seen @param {'camera' | 'image'} source */
export function hintFor(strings, seen, source) {
  if (!seen.length) return strings.hints[source].none;
  const [{ quality }] = seen;
  if (quality === 'good' || seen.some((other) => other.quality === 'good')) return '';
  return strings.hints[source][quality];
}
