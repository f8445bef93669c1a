/** Says of a face in an image what its expression looks like, or why that is not known. */

/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */

/** @param {DisplayedFace} face @param {FilesStrings} strings @param {Strings} commonStrings */
export function faceText({ quality, emotion, scores }, strings, { card, emotions }) {
  if (quality !== 'good') return card[quality][1];
  return emotion === 'uncertain' ? card.uncertain[1] : strings.looks(emotions[emotion], scores[emotion]);
}
