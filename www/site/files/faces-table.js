/** What the pictures come to: counts for the summary, a CSV with a line for each face, and JSON. */
import { csvFromLines, quoteField } from '../export/csv.js';
import { EMOTIONS } from '../../package/domain/emotions.js';

/** @typedef {import('./image.js').Picture} Picture */
/** @typedef {import('../../package/client/client.js').Emotion} Emotion */
/** @typedef {{ face: number, x: number, y: number, width: number, height: number, confidence: number, quality: string, resembles: Emotion | '', scores: Record<Emotion, number> }} Row */

/** How many faces resembled each, and how many could not be read. @param {Picture[]} pictures */
export function countsOf(pictures) {
  const faces = pictures.flatMap((picture) => picture.faces);
  const readable = faces.filter(({ quality }) => quality === 'good');
  return {
    faces: faces.length,
    unreadable: faces.length - readable.length,
    emotions: EMOTIONS.map((emotion) => ({
      emotion,
      count: readable.filter(({ face }) => face.emotion === emotion).length,
    })),
  };
}

/** In the file's pixels, upright. @param {Picture} picture @returns {Row[]} */
function rowsOf({ faces, scale }) {
  return faces.map(({ number, face: { bounds, confidence, emotion, scores }, quality }) => ({
    face: number,
    x: Math.round(bounds.x * scale),
    y: Math.round(bounds.y * scale),
    width: Math.round(bounds.width * scale),
    height: Math.round(bounds.height * scale),
    confidence: short(confidence),
    quality,
    resembles: quality === 'good' ? emotion : '',
    scores: /** @type {Record<Emotion, number>} */ (
      Object.fromEntries(EMOTIONS.map((one) => [one, short(scores[one])]))
    ),
  }));
}

/** @param {Picture[]} pictures */
export function toCsv(pictures) {
  const lines = pictures.flatMap((picture) =>
    rowsOf(picture).map(({ scores, ...row }) =>
      [quoteField(picture.name), ...Object.values(row), ...EMOTIONS.map((emotion) => scores[emotion])].join(','),
    ),
  );
  const heads = ['file', 'face', 'x', 'y', 'width', 'height', 'confidence', 'quality', 'resembles', ...EMOTIONS].join(
    ',',
  );
  return csvFromLines([heads, ...lines]);
}

/** @param {Picture[]} pictures */
export function toJson(pictures) {
  return JSON.stringify(
    {
      format: 'emosense-pictures',
      version: 1,
      pictures: pictures.map((picture) =>
        picture.failure
          ? { file: picture.name, failure: picture.failure }
          : { file: picture.name, width: picture.width, height: picture.height, faces: rowsOf(picture) },
      ),
    },
    null,
    2,
  );
}

/** @param {number} value */
function short(value) {
  return Math.round(value * 1000) / 1000;
}
