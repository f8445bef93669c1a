/** Decodes image files, and reads the RGBA pixels of a frame; for workers. */
import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS } from '../domain/limits.js';
import { readImageHeader } from './image-header.js';

/**
 * The longest side of a decoded image, in pixels: a larger image needs more memory, and no more faces are found in it.
 */
const MAX_SIDE = 4096;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);

/** Returns the pixels of a frame. @param {ImageBitmap} bitmap */
export function readPixels(bitmap) {
  const { width, height } = bitmap;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Transparent images get a white background, and nothing of the previous frame shows through.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/**
 * An image file that is decoded.
 * @typedef {object} DecodedFile
 * @property {ImageBitmap} bitmap scaled down if the image is very large
 * @property {number} width of the image before that, in pixels
 * @property {number} height
 */

/**
 * Decodes an image file and scales very large images down. Rejects with the code 'image-unreadable', and with
 * 'frame-too-large' before anything of the image is decoded.
 * @param {Blob} file
 * @returns {Promise<DecodedFile>}
 */
export async function decodeImage(file) {
  await checkSize(file);
  const bitmap = await createImageBitmap(file).catch(throwUnreadable);
  const { width, height } = bitmap;
  const scale = MAX_SIDE / Math.max(width, height);
  if (scale >= 1) return { bitmap, width, height };
  const scaled = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
  bitmap.close();
  return { bitmap: scaled, width, height };
}

/** Rejects if the file is no image, or decodes to more pixels than the memory holds. @param {Blob} file */
async function checkSize(file) {
  if (file.size > MAX_IMAGE_BYTES) {
    throw withCode('frame-too-large', `Expected a file of at most ${MAX_IMAGE_BYTES} bytes, got ${file.size}.`);
  }
  const header = readImageHeader(new Uint8Array(await file.arrayBuffer().catch(throwUnreadable)));
  if (!header) throwUnreadable();
  const { width, height } = header;
  if (width * height > MAX_IMAGE_PIXELS) {
    throw withCode('frame-too-large', `Expected at most ${MAX_IMAGE_PIXELS} pixels, got ${width} × ${height}.`);
  }
}

/** @param {unknown} [cause] @returns {never} */
function throwUnreadable(cause) {
  const message = 'The file is not an image, or not one that this browser can decode.';
  throw withCode('image-unreadable', message, cause);
}

/** @param {string} code @param {string} message @param {unknown} [cause] */
function withCode(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code });
}
