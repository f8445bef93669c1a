/** From a file or an ImageBitmap to the RGBA pixels of a frame; runs in workers. */

/** Longest side in pixels of a picture handed on; more costs memory and finds nothing new. */
const PICTURE_SIDE = 4096;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);

/** The bytes of one frame: `width × height × 4`. @param {ImageBitmap} bitmap */
export function pixelsOf(bitmap) {
  const { width, height } = bitmap;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Paper white under transparent pictures, and nothing of the frame before.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/** The picture in a file, shrunk where it is very large. Throws an error with the code 'image-unreadable'. @param {Blob} file */
export async function decode(file) {
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    throw Object.assign(new Error('The file could not be decoded as a picture.', { cause }), {
      code: 'image-unreadable',
    });
  }
  const scale = PICTURE_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'medium',
  });
  bitmap.close();
  return smaller;
}
