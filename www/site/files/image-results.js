/** Turns images into counts, a CSV with a line for each face and each image without one, and JSON. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { csvFromLines, quoteField } from '../export/csv.js';

/** @import { Emotion, Face } from '../../package/client/client.js' */
/** @import { ImageItem } from './image-item.js' */
/**
 * @typedef {object} FaceRow a face in an export, in pixels of the upright file
 * @property {number} face
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} confidence
 * @property {string} quality
 * @property {Face['shownEmotion'] | ''} emotion empty if the quality is not good
 * @property {Record<Emotion, number>} scores
 */

/** Counts the faces, and those without a result. @param {ImageItem[]} images */
export function countFaces(images) {
  const faces = images.flatMap((image) => image.faces);
  return { faces: faces.length, unclassified: faces.filter(({ quality }) => quality !== 'good').length };
}

/** @param {ImageItem} image @returns {FaceRow[]} */
function faceRows({ faces, scale }) {
  return faces.map(({ number, face: { bounds, confidence, scores }, quality, emotion }) => ({
    face: number,
    x: Math.round(bounds.x * scale),
    y: Math.round(bounds.y * scale),
    width: Math.round(bounds.width * scale),
    height: Math.round(bounds.height * scale),
    confidence: roundToThousandths(confidence),
    quality,
    emotion: quality === 'good' ? emotion : '',
    scores: /** @type {Record<Emotion, number>} */ (
      Object.fromEntries(EMOTIONS.map((name) => [name, roundToThousandths(scores[name])]))
    ),
  }));
}

/** @param {ImageItem[]} images */
export function toCsv(images) {
  const ofFace = ['face', 'x', 'y', 'width', 'height', 'confidence', 'quality', 'emotion', ...EMOTIONS];
  const lines = images.flatMap((image) => {
    const [file, result, failure] = [quoteField(image.name), resultOf(image), quoteField(image.failure)];
    const rows = faceRows(image).map(({ scores, ...row }) => [
      ...Object.values(row),
      ...EMOTIONS.map((emotion) => scores[emotion]),
    ]);
    if (!rows.length) rows.push(ofFace.map(() => ''));
    return rows.map((row) => [file, ...row, result, failure].join(','));
  });
  return csvFromLines([['file', ...ofFace, 'result', 'failure'].join(','), ...lines]);
}

/** @param {ImageItem} image */
function resultOf({ state, faces }) {
  if (state === 'failed') return 'failed';
  if (state !== 'done') return 'not-analyzed';
  return faces.length ? 'face' : 'no-face';
}

/** @param {ImageItem[]} images */
export function toJson(images) {
  return JSON.stringify(
    {
      format: 'emosense-images',
      version: 1,
      images: images.map((image) => {
        const { name: file, failure, width, height } = image;
        const result = resultOf(image);
        if (result === 'failed') return { file, result, failure };
        return result === 'not-analyzed' ? { file, result } : { file, result, width, height, faces: faceRows(image) };
      }),
    },
    null,
    2,
  );
}

/** @param {number} value */
function roundToThousandths(value) {
  return Math.round(value * 1000) / 1000;
}
