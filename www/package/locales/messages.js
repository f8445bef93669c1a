/** Selects the texts for a language, and the message or hint for a situation. */
import { strings as german } from './de.js';
import { strings as english } from './en.js';
import { languageOf } from './face-labels.js';
import { strings as french } from './fr.js';

/** @import { FaceQuality } from '../client/pkg/emosense.js' */
/** @typedef {typeof english} Strings */
/** @typedef {import('./en.js').Message} Message */
/** @typedef {import('./en.js').Fact} Fact */

/** By language tag. @type {Record<string, Strings>} */
export const LANGUAGES = { en: english, de: german, fr: french };

/**
 * Returns the texts for a language tag, such as the German ones for `de-AT`; by default the English ones.
 * @param {string} [lang]
 * @returns {Strings}
 */
export function stringsFor(lang = '') {
  return LANGUAGES[languageOf(lang) ?? 'en'];
}

/** Returns the message for the code of an error. @param {Strings} strings @param {string} code @returns {Message} */
export function messageFor(strings, code) {
  return strings.messages[Object.hasOwn(strings.messages, code) ? code : 'inference-failed'];
}

/**
 * Returns the hint on how to make a face of good quality visible; empty if there is one.
 * @param {Strings} strings
 * @param {{ quality: FaceQuality }[]} faces
 * @param {'camera' | 'image'} source
 */
export function hintFor(strings, faces, source) {
  if (!faces.length) return strings.hints[source].none;
  const [{ quality }] = faces;
  if (quality === 'good' || faces.some((face) => face.quality === 'good')) return '';
  return strings.hints[source][quality];
}
