/** The contact sheet: all analyzed images with their faces in one PNG, drawn by a worker. */
import { faceColor } from '../../package/domain/face-colors.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { faceText } from './face-text.js';
import { FileError } from './file-error.js';
import { connect } from './file-worker.js';

/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { Bounds } from '../../package/client/pkg/emosense.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { SheetFace, SheetProtocol } from './contact-sheet-worker.js' */
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
    faces: faces.map((face) => ({
      number: face.number,
      color: colors[face.number - 1],
      box: boxShares(face.face.bounds, width / scale, height / scale),
      text: faceText(face, strings, commonStrings),
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

/**
 * Returns a box as shares of the size of the image that was analyzed.
 * @param {Bounds} bounds @param {number} imageWidth @param {number} imageHeight
 * @returns {SheetFace['box']}
 */
function boxShares({ x, y, width, height }, imageWidth, imageHeight) {
  return [x / imageWidth, y / imageHeight, width / imageWidth, height / imageHeight];
}
