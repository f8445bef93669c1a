/** Decodes image files, and reads the RGBA pixels of a frame; for workers. */

/**
 * The longest side of a decoded image, in pixels: a larger image needs more memory, and no more faces are found in it.
 */
const MAX_SIDE = 4096;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);

/** Returns the RGBA bytes of a frame, `width × height × 4` of them. @param {ImageBitmap} bitmap */
export function readPixels(bitmap) {
  const { width, height } = bitmap;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Transparent images get a white background, and nothing of the previous frame shows through.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/**
 * Decodes an image file and scales very large images down. Rejects with the code 'image-unreadable'.
 * @param {Blob} file
 */
export async function decodeImage(file) {
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    const error = new Error('The file is not an image, or not one that this browser can decode.', { cause });
    throw Object.assign(error, { code: 'image-unreadable' });
  }
  const scale = MAX_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  const scaled = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'medium',
  });
  bitmap.close();
  return scaled;
}
