/** The contact sheet: all analyzed images with their faces in one PNG, drawn by a worker. */
import { faceColor } from '../../package/domain/face-colors.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { FileError } from './file-error.js';
import { connect } from './file-worker.js';

/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { SheetProtocol, SheetCell } from './contact-sheet-worker.js' */
/** @import { ImageItem } from './image-item.js' */

/** How long the worker may take, in milliseconds: a thousand thumbnails take seconds. */
const LIMIT_MS = 120_000;

/** @param {ImageItem[]} images @param {FilesStrings} strings @param {Strings} commonStrings @returns {Promise<Blob>} */
export async function createContactSheet(images, strings, commonStrings) {
  const numbers = images.flatMap(({ faces }) => faces.map(({ number }) => number));
  const faceColors = Array.from({ length: Math.max(0, ...numbers) }, (_, index) => faceColor(index + 1));
  const colors = canvasColors(document.body, faceColors);
  const cells = images.map(({ thumbnail, name, width, height, scale, faces }) => ({
    thumbnail: /** @type {Blob} */ (thumbnail),
    name,
    faces: faces.map(({ number, quality, face: { bounds, emotion, scores } }) => ({
      number,
      color: colors[number - 1],
      box: /** @type {SheetCell['faces'][number]['box']} */ ([
        (bounds.x * scale) / width,
        (bounds.y * scale) / height,
        (bounds.width * scale) / width,
        (bounds.height * scale) / height,
      ]),
      text:
        quality === 'good'
          ? strings.looks(commonStrings.emotions[emotion], scores[emotion])
          : commonStrings.card[quality][1],
    })),
  }));
  /** @type {WorkerClient<SheetProtocol>} */
  const worker = connect(new Worker(new URL('./contact-sheet-worker.js', import.meta.url), { type: 'module' }));
  try {
    return await worker.request('draw', { cells, notice: strings.contactSheetNotice }, { limitMs: LIMIT_MS });
  } finally {
    worker.close(new FileError('no-worker'));
  }
}
