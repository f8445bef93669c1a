/** Draws what an explanation shows: the face as the model sees it, and over it a heatmap of what was important. */
import { interpolateViridis } from 'd3-scale-chromatic';

/** @import { Explanation } from '../../package/client/client.js' */

/** The smallest peak importance, as a difference of probabilities, that is more than noise. */
const MIN_PEAK = 0.02;
/** Canvas pixels for each pixel of the crop, so that the heatmap is smooth. */
const SCALE = 8;
/** The opacity of the heatmap over the face. */
const OPACITY = 0.68;
/** The number of colors in the legend's gradient. */
const GRADIENT_STOPS = 11;

/**
 * Returns by how much the probability falls at the most important spot, or 0 if no spot is important.
 * @param {Explanation} explanation
 */
export function peakImportance({ importance }) {
  const peak = importance.reduce((most, fall) => Math.max(most, fall), 0);
  return peak < MIN_PEAK ? 0 : peak;
}

/** @param {HTMLCanvasElement} canvas @param {Explanation} explanation */
export function drawCrop(canvas, { side, pixels }) {
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, side), 0, 0);
}

/**
 * Draws the heatmap over the crop. Viridis is perceptually uniform, and safe for color-blind people.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} crop from `drawCrop`
 * @param {Explanation} explanation
 */
export function drawHeatmap(canvas, crop, explanation) {
  const { side, importance } = explanation;
  const peak = Math.max(peakImportance(explanation), MIN_PEAK);
  const heatmap = new OffscreenCanvas(side, side);
  const pixels = heatmap.getContext('2d');
  importance.forEach((fall, index) => {
    if (!pixels) return;
    pixels.fillStyle = interpolateViridis(Math.max(0, fall) / peak);
    pixels.fillRect(index % side, Math.floor(index / side), 1, 1);
  });
  canvas.width = side * SCALE;
  canvas.height = side * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(crop, 0, 0, canvas.width, canvas.height);
  context.globalAlpha = OPACITY;
  context.drawImage(heatmap, 0, 0, canvas.width, canvas.height);
}

/** Returns the color scale as a CSS gradient for the legend, from less to more important. */
export function legendGradient() {
  const last = GRADIENT_STOPS - 1;
  const stops = Array.from({ length: GRADIENT_STOPS }, (_, index) => interpolateViridis(index / last));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
