/** What the label of a face says in each language; apart from all other texts, as the client alone needs no others. */

/** @import { Emotion, FaceQuality } from '../client/pkg/emosense.js' */
/**
 * @typedef {object} FaceLabels
 * @property {Record<Emotion | 'uncertain', string>} emotions
 * @property {Record<Exclude<FaceQuality, 'good'>, string>} labels in place of an emotion
 */

/** By language tag. @type {{ en: FaceLabels, de: FaceLabels, fr: FaceLabels }} */
export const FACE_LABELS = {
  en: {
    emotions: {
      angry: 'angry',
      disgusted: 'disgusted',
      fearful: 'fearful',
      happy: 'happy',
      neutral: 'neutral',
      sad: 'sad',
      surprised: 'surprised',
      uncertain: 'unclear',
    },
    labels: { 'too-small': 'too small', 'too-dark': 'too dark', 'facing-away': 'turned away' },
  },
  de: {
    emotions: {
      angry: 'wütend',
      disgusted: 'angewidert',
      fearful: 'ängstlich',
      happy: 'fröhlich',
      neutral: 'neutral',
      sad: 'traurig',
      surprised: 'überrascht',
      uncertain: 'unklar',
    },
    labels: { 'too-small': 'zu klein', 'too-dark': 'zu dunkel', 'facing-away': 'abgewandt' },
  },
  fr: {
    // They follow "a l’air" and describe a face, and therefore have the masculine form.
    emotions: {
      angry: 'en colère',
      disgusted: 'dégoûté',
      fearful: 'apeuré',
      happy: 'joyeux',
      neutral: 'neutre',
      sad: 'triste',
      surprised: 'surpris',
      uncertain: 'incertain',
    },
    labels: { 'too-small': 'trop petit', 'too-dark': 'trop sombre', 'facing-away': 'détourné' },
  },
};

/**
 * Returns the language of a tag, such as `de` for `de-AT`; undefined if there are no texts in it.
 * @param {string} tag
 */
export function languageOf(tag) {
  const language = tag.toLowerCase().split('-')[0];
  return Object.hasOwn(FACE_LABELS, language) ? /** @type {keyof typeof FACE_LABELS} */ (language) : undefined;
}
