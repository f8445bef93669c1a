/** The contact sheet: all analyzed images and videos with their faces in one PNG, drawn by a worker. */
import { createWorker } from '../../package/client/create-worker.js';
import { faceColor } from '../../package/domain/face-colors.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import workerUrl from './contact-sheet-worker.js?worker&url';
import { faceText } from './face-text.js';
import { FileError } from './file-error.js';
import { connect } from './file-worker.js';
import { ImageItem } from './image-item.js';

/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { Sheet, SheetCell, SheetProtocol } from './contact-sheet-worker.js' */
/** @import { VideoItem } from './video-item.js' */
/** @typedef {Pick<Sheet, 'title' | 'about'>} SheetTitle */
/** @typedef {{ strings: FilesStrings, commonStrings: Strings }} Texts */

/** How long the worker may take, in milliseconds: a thousand thumbnails take seconds. */
const LIMIT_MS = 120_000;
const COLORS = /** @type {const} */ (['ink', 'soft', 'line', 'surface', 'accent', 'track']);

/**
 * @param {(ImageItem | VideoItem)[]} items that are analyzed
 * @param {SheetTitle} title
 * @param {Texts} texts
 * @returns {Promise<Blob>}
 */
export async function createContactSheet(items, title, texts) {
  const color = colorCache();
  const cells = items.map((item) =>
    item instanceof ImageItem ? imageCell(item, texts, color) : videoCell(item, texts, color),
  );
  const colors = /** @type {Sheet['colors']} */ (
    Object.fromEntries(COLORS.map((name) => [name, color(`var(--${name}-light)`)]))
  );
  /** @type {WorkerClient<SheetProtocol>} */
  const worker = connect(createWorker(workerUrl));
  try {
    const sheet = { ...title, cells, notice: texts.strings.contactSheetNotice, colors };
    return await worker.request('draw', sheet, { limitMs: LIMIT_MS });
  } finally {
    worker.close(new FileError('no-worker'));
  }
}

/** Returns a function that computes CSS colors, each once: there may be thousands of faces. */
function colorCache() {
  /** @type {Map<string, string>} */
  const computed = new Map();
  return (/** @type {string} */ color) => {
    const known = computed.get(color) ?? canvasColors(document.body, [color])[0];
    computed.set(color, known);
    return known;
  };
}

/** @typedef {ReturnType<typeof colorCache>} ColorOf */

/** @param {ImageItem} item @param {Texts} texts @param {ColorOf} color @returns {SheetCell} */
function imageCell({ thumbnail, name, width, height, scale, faces }, { strings, commonStrings }, color) {
  return {
    thumbnail,
    duration: '',
    name,
    faces: faces.map((face) => {
      const { bounds, shownEmotion } = face.face;
      const isNamed = face.quality === 'good' && shownEmotion !== 'uncertain';
      return {
        ...badge(face.number, color),
        box: {
          x: (bounds.x * scale) / width,
          y: (bounds.y * scale) / height,
          width: (bounds.width * scale) / width,
          height: (bounds.height * scale) / height,
        },
        text: faceText(face, strings, commonStrings),
        icon: isNamed ? { name: shownEmotion, color: color(`var(--${shownEmotion}-light)`) } : null,
      };
    }),
  };
}

/** @param {VideoItem} item @param {Texts} texts @param {ColorOf} color @returns {SheetCell} */
function videoCell({ thumbnail, name, duration, recording }, { strings, commonStrings }, color) {
  return {
    thumbnail,
    duration,
    name,
    faces: recording.summarize().map(({ id, dominant, shares }) => ({
      ...badge(id, color),
      box: null,
      text: strings.mostly(commonStrings.emotions[dominant], shares[dominant]),
      icon: dominant === 'uncertain' ? null : { name: dominant, color: color(`var(--${dominant}-light)`) },
    })),
  };
}

/** Returns the number and the color of a face. @param {number} number @param {ColorOf} color */
function badge(number, color) {
  return { number, color: color(faceColor(number)) };
}
