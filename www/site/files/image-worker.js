/** The image worker: decodes image files and makes their thumbnails, off the page's main thread. */
import { imageSize } from 'image-size';
import { decodeImage } from '../../package/client/frame.js';
import { FileError } from './file-error.js';
import { respond } from './file-worker.js';
import { createThumbnail } from './thumbnail.js';

/** @import { Handlers } from '../../package/client/worker-requests.js' */
/**
 * @typedef {object} DecodedImage
 * @property {ImageBitmap} image upright, scaled down if it is very large
 * @property {number} scale pixels of the file per pixel of `image`
 * @property {number} frameCount more than 1 if the file is animated
 * @property {Blob} thumbnail
 */
/** @typedef {{ decode: { request: { file: File }, result: DecodedImage } }} ImageProtocol */

/** Largest file in bytes: photos are smaller. */
const MAX_BYTES = 256 * 1024 * 1024;
/** The maximum number of pixels that are decoded. Each takes four bytes: half a gigabyte, however small the file. */
const MAX_PIXELS = 128e6;
/** If decoding fails above this number of pixels, a lack of memory is the likeliest reason. */
const MEMORY_CRITICAL_PIXELS = 48e6;

/** Formats that browsers decode, though not every browser decodes all of them; named as in image-size. */
const DECODABLE_FORMATS = ['jpg', 'png', 'gif', 'webp', 'avif', 'bmp', 'ico', 'cur'];
/**
 * Formats that few or no browsers decode: image-size's name to the name that people know.
 * @type {Record<string, string>}
 */
const UNSUPPORTED_FORMATS = {
  tiff: 'TIFF',
  bigtiff: 'TIFF',
  heic: 'HEIC',
  heix: 'HEIC',
  hevc: 'HEIC',
  mif1: 'HEIF',
  msf1: 'HEIF',
  jxl: 'JPEG XL',
  'jxl-stream': 'JPEG XL',
  jp2: 'JPEG 2000',
  j2c: 'JPEG 2000',
  psd: 'Photoshop',
  svg: 'SVG',
};
/** Raw files of cameras. Most are TIFF files inside, so only the name tells. */
const RAW_FILE = /\.(3fr|arw|cr2|cr3|crw|dng|erf|iiq|nef|nrw|orf|pef|raf|raw|rw2|rwl|srw|x3f)$/i;

/** @type {Handlers<ImageProtocol>} */
const handlers = { decode: decodeFile };
respond(handlers, ({ image }) => [image]);

/** @param {{ file: File }} request @returns {Promise<DecodedImage>} */
async function decodeFile({ file }) {
  if (!file.size) throw new FileError('empty');
  if (file.size > MAX_BYTES) throw new FileError('too-many-bytes', `${Math.round(file.size / 1e6)}`);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new FileError('unavailable');
  });
  const { type, width, height } = readHeader(new Uint8Array(bytes));
  const pixels = width * height;
  const tooLarge = () => new FileError('too-many-pixels', `${width} × ${height}`);
  if (pixels > MAX_PIXELS) throw tooLarge(); // a small file can decode to more than the memory holds
  // Tries every format: this browser may be able to decode it.
  const image = await decodeImage(file).catch(() => {
    if (RAW_FILE.test(file.name)) throw new FileError('unsupported-format', 'RAW');
    if (type in UNSUPPORTED_FORMATS) throw new FileError('unsupported-format', UNSUPPORTED_FORMATS[type]);
    if (!DECODABLE_FORMATS.includes(type)) throw new FileError('not-an-image');
    throw pixels > MEMORY_CRITICAL_PIXELS ? tooLarge() : new FileError('damaged');
  });
  return {
    image,
    scale: pixels ? Math.max(width, height) / Math.max(image.width, image.height) : 1,
    frameCount: await countFrames(bytes, type),
    thumbnail: await createThumbnail(image),
  };
}

/** Returns the format and the size that the first bytes of a file state. @param {Uint8Array} bytes */
function readHeader(bytes) {
  try {
    const { type = '', width, height } = imageSize(bytes);
    return { type, width, height };
  } catch {
    return { type: formatOf(bytes), width: 0, height: 0 };
  }
}

/** Returns the format of a file whose header is damaged, '' if it is unknown. @param {Uint8Array} bytes */
function formatOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\xff\xd8\xff')) return 'jpg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  return '';
}

/** @param {ArrayBuffer} bytes @param {string} type */
async function countFrames(bytes, type) {
  if (typeof ImageDecoder === 'undefined' || !['gif', 'webp', 'png', 'avif'].includes(type)) return 1;
  const decoder = new ImageDecoder({ data: bytes, type: `image/${type}` });
  try {
    await decoder.tracks.ready;
    return decoder.tracks.selectedTrack?.frameCount ?? 1;
  } catch {
    return 1; // ImageDecoder does not support the format
  } finally {
    decoder.close();
  }
}
