/** The texts of the explanation of a result in English. */
import { formatPercent } from '../percent.js';

/** @typedef {typeof strings} ExplainStrings */
/** @typedef {'eyes' | 'nose' | 'mouth'} FacePart */

/** @type {Record<FacePart, string>} */
const parts = { eyes: 'the eyes and brows', nose: 'the nose', mouth: 'the mouth' };

export const strings = {
  heading: 'Why this result?',
  back: 'Back to the camera',
  close: 'Close',
  /** Over the picture. @param {string} time of the recording */
  frozen: (time) => `Frozen at ${time}`,
  chooseFace: 'Which face',
  /** @param {number} number */
  face: (number) => `Face ${number}`,
  computing: 'Covering one part of the face after another…',
  noFace:
    'No face in this image can be analyzed. Choose another photo, or go back to the camera and face it in even light.',

  /** @param {number} side */
  crop: (side) => `What the model sees: straightened, ${side} × ${side} pixels.`,
  /** @param {string} emotion @param {number} points of the percentage */
  heatmap: (emotion, points) =>
    `Brighter = more important: covering a spot lowers “${emotion}” by up to ${points} points.`,
  /** @param {string} emotion */
  flat: (emotion) => `No single spot is important: covering any of them hardly changes “${emotion}”.`,
  scale: ['less important', 'more important'],

  /** @param {FacePart} part @param {string} emotion @param {number} from @param {number} to */
  mostImportant: (part, emotion, from, to) =>
    `Covering ${parts[part]} lowers “${emotion}” from ${formatPercent(from)} to ${formatPercent(to)}: it matters most.`,
  /** @param {string} emotion @param {number} share */
  noneImportant: (emotion, share) =>
    `“${emotion}” stays close to ${formatPercent(share)} when only the eyes, the nose or the mouth are covered: ` +
    'the model relies on several of them.',
  /** @param {FacePart} part @param {number} share */
  without: (part, share) => `Without ${parts[part]}: ${formatPercent(share)}.`,

  limits: 'This shows what this model used in this image. It does not show feelings, or whether the model is right.',
};
