/** A thumbnail: a small JPEG, of which hundreds fit where a few pictures would. Runs in workers. */

/** Longest side in pixels: sharp in a tile on a screen of two pixels a point. */
const SIDE = 480;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);

/** @param {ImageBitmap | OffscreenCanvas} picture */
export function thumbnailOf(picture) {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  context.fillStyle = '#fff'; // under transparent pictures, as they are read
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}
