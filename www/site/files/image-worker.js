/** The picture worker: opens a picture's file and makes its thumbnail, so that the page's own thread decodes none. */
import { imageSize } from 'image-size';
import { decodeImage } from '../../package/client/frame.js';
import { Failure, answer } from './worker-requests.js';
import { thumbnailOf } from './thumbnail.js';

/**
 * @typedef {object} Opened
 * @property {ImageBitmap} picture upright, shrunk where it is very large
 * @property {number} scale pixels of the file for one of the picture
 * @property {number} frames more than one where it is animated
 * @property {Blob} thumbnail
 */

/** A file of more is no photograph. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Four bytes each while it is decoded, whatever the file's size: half a gigabyte. */
const MOST_PIXELS = 128e6;
/** Where decoding fails above so many, memory is the likeliest reason. */
const MANY_PIXELS = 48e6;

/** By image-size's names: what browsers read, though not each of them all. */
const READABLE = ['jpg', 'png', 'gif', 'webp', 'avif', 'bmp', 'ico', 'cur'];
/** What some or all browsers do not. @type {Record<string, string>} */
const FORMATS = {
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
/** Most cameras' raw files are TIFF inside; the name says more. */
const RAW = /\.(3fr|arw|cr2|cr3|crw|dng|erf|iiq|nef|nrw|orf|pef|raf|raw|rw2|rwl|srw|x3f)$/i;

answer(open, ({ picture }) => [picture]);

/** @param {File} file @returns {Promise<Opened>} */
async function open(file) {
  if (!file.size) throw new Failure('empty');
  if (file.size > MOST_BYTES) throw new Failure('too-many-bytes', `${Math.round(file.size / 1e6)}`);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Failure('gone');
  });
  const { type, width, height } = sizeOf(new Uint8Array(bytes));
  const pixels = width * height;
  const tooLarge = () => new Failure('too-many-pixels', `${width} × ${height}`);
  if (pixels > MOST_PIXELS) throw tooLarge(); // before a small file fills the memory
  // Whatever it is, this browser may be able to read it.
  const picture = await decodeImage(file).catch(() => {
    if (RAW.test(file.name)) throw new Failure('format', 'RAW');
    if (type in FORMATS) throw new Failure('format', FORMATS[type]);
    if (!READABLE.includes(type)) throw new Failure('no-picture');
    throw pixels > MANY_PIXELS ? tooLarge() : new Failure('damaged');
  });
  return {
    picture,
    scale: pixels ? Math.max(width, height) / Math.max(picture.width, picture.height) : 1,
    frames: await framesOf(bytes, type),
    thumbnail: await thumbnailOf(picture),
  };
}

/** As its first bytes have it. @param {Uint8Array} bytes */
function sizeOf(bytes) {
  try {
    const { type = '', width, height } = imageSize(bytes);
    return { type, width, height };
  } catch {
    return { type: formatOf(bytes), width: 0, height: 0 };
  }
}

/** The format alone, of a file whose rest is damaged. @param {Uint8Array} bytes */
function formatOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\xff\xd8\xff')) return 'jpg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  return '';
}

/** @param {ArrayBuffer} bytes @param {string} type */
async function framesOf(bytes, type) {
  if (typeof ImageDecoder === 'undefined' || !['gif', 'webp', 'png', 'avif'].includes(type)) return 1;
  const decoder = new ImageDecoder({ data: bytes, type: `image/${type}` });
  try {
    await decoder.tracks.ready;
    return decoder.tracks.selectedTrack?.frameCount ?? 1;
  } catch {
    return 1; // a format that it does not take apart
  } finally {
    decoder.close();
  }
}
