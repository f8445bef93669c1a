/** Makes thumbnails: small JPEGs, so that hundreds fit into the memory of a few images. Runs in workers. */

/** Longest side of a thumbnail in pixels: sharp in a 240 px tile on a screen with two device pixels per CSS pixel. */
const MAX_SIDE = 480;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);

/** Returns the image as a JPEG, scaled down if it is large. @param {ImageBitmap | OffscreenCanvas} image */
export function createThumbnail(image) {
  const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  context.fillStyle = '#fff'; // under transparent images, as for the recognizer
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}
