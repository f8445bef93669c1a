/** The image worker: decodes image files and makes their thumbnails, off the page's main thread. */
import { imageSize } from 'image-size';
import { decodeImage } from '../../package/client/frame.js';
import { formatOf, readImageHeader } from '../../package/client/image-header.js';
import { MAX_IMAGE_BYTES } from '../../package/domain/limits.js';
import { FileError } from './file-error.js';
import { respond } from './file-worker.js';
import { countFrames } from './frame-count.js';
import { createThumbnail } from './thumbnail.js';

/** @import { Handlers } from '../../package/client/worker-requests.js' */
/**
 * @typedef {object} DecodedImage
 * @property {ImageBitmap} image upright, scaled down if it is very large
 * @property {number} width of the image before that, in pixels
 * @property {number} height
 * @property {number} frameCount more than 1 if the file is animated
 * @property {Blob} thumbnail
 */
/** @typedef {{ decode: { request: { file: File }, result: DecodedImage } }} ImageProtocol */

/** If decoding fails above this number of pixels, a lack of memory is the likeliest reason. */
const MEMORY_CRITICAL_PIXELS = 48e6;

/** Formats that few or no browsers decode: image-size's name, and the name that people know. */
const UNSUPPORTED_FORMATS = new Map([
  ['tiff', 'TIFF'],
  ['bigtiff', 'TIFF'],
  ['heic', 'HEIC'],
  ['heix', 'HEIC'],
  ['hevc', 'HEIC'],
  ['mif1', 'HEIF'],
  ['msf1', 'HEIF'],
  ['jxl', 'JPEG XL'],
  ['jxl-stream', 'JPEG XL'],
  ['jp2', 'JPEG 2000'],
  ['j2c', 'JPEG 2000'],
  ['psd', 'Photoshop'],
  ['svg', 'SVG'],
]);
/** Raw files of cameras. Most are TIFF files inside, so only the name tells. */
const RAW_FILE = /\.(3fr|arw|cr2|cr3|crw|dng|erf|iiq|nef|nrw|orf|pef|raf|raw|rw2|rwl|srw|x3f)$/i;

/** @type {Handlers<ImageProtocol>} */
const handlers = { decode: decodeFile };
respond(handlers, ({ image }) => [image]);

/** @param {{ file: File }} request @returns {Promise<DecodedImage>} */
async function decodeFile({ file }) {
  if (!file.size) throw new FileError('empty');
  if (file.size > MAX_IMAGE_BYTES) throw new FileError('too-many-bytes', `${Math.round(file.size / 1e6)}`);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new FileError('unavailable');
  });
  const decoded = await decodeImage(file).catch((error) => {
    throw failureOf(file, new Uint8Array(bytes), error.code);
  });
  const { bitmap: image, width, height } = decoded;
  return {
    image,
    width,
    height,
    frameCount: countFrames(new Uint8Array(bytes)),
    thumbnail: await createThumbnail(image),
  };
}

/**
 * Returns why a file could not be decoded.
 * @param {File} file
 * @param {Uint8Array} bytes
 * @param {string} code of the decoder's error
 */
function failureOf({ name }, bytes, code) {
  const header = readImageHeader(bytes);
  const tooLarge = () => new FileError('too-many-pixels', `${header?.width} × ${header?.height}`);
  if (code === 'frame-too-large') return tooLarge();
  if (RAW_FILE.test(name)) return new FileError('unsupported-format', 'RAW');
  const unsupported = UNSUPPORTED_FORMATS.get(typeOf(bytes));
  if (unsupported) return new FileError('unsupported-format', unsupported);
  if (!formatOf(bytes)) return new FileError('not-an-image');
  return header && header.width * header.height > MEMORY_CRITICAL_PIXELS ? tooLarge() : new FileError('damaged');
}

/** Returns image-size's name of a file's format, '' if it is unknown. @param {Uint8Array} bytes */
function typeOf(bytes) {
  try {
    return imageSize(bytes).type ?? '';
  } catch {
    return '';
  }
}
