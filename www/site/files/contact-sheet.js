/** The contact sheet as one PNG: says what is to be drawn, and has a worker draw it. */
import { FACE_COLORS } from '../../package/domain/face-colors.js';
import { Questions } from './worker-requests.js';

/** @typedef {{ thumbnail: Blob, name: string, faces: { number: number, color: string, box: [number, number, number, number], words: string }[] }} Cell `box`: x, y, width and height as shares of the picture's */

/** @param {import('./image.js').Picture[]} pictures @param {import('./image.js').Words} words @param {import('./image.js').FaceWords} faceWords @returns {Promise<Blob>} */
export async function sheetPicture(pictures, words, faceWords) {
  const style = getComputedStyle(document.documentElement);
  const colors = Array.from({ length: FACE_COLORS }, (_, index) => style.getPropertyValue(`--face-${index + 1}`));
  /** @type {Cell[]} */
  const cells = pictures.map(({ thumbnail, name, width, height, scale, faces }) => ({
    thumbnail: /** @type {Blob} */ (thumbnail),
    name,
    faces: faces.map(({ number, state, face: { bounds, emotion, scores } }) => ({
      number,
      color: colors[(number - 1) % FACE_COLORS],
      box: [
        (bounds.x * scale) / width,
        (bounds.y * scale) / height,
        (bounds.width * scale) / width,
        (bounds.height * scale) / height,
      ],
      words:
        state === 'good'
          ? words.resembles(faceWords.emotions[emotion], Math.round(100 * scores[emotion]))
          : faceWords.card[state][1],
    })),
  }));
  /** @type {Questions<{ cells: Cell[], limits: string }, Blob>} */
  const worker = new Questions(new Worker(new URL('./contact-sheet-worker.js', import.meta.url), { type: 'module' }));
  try {
    return await worker.ask({ cells, limits: words.sheetLimits });
  } finally {
    worker.close();
  }
}
