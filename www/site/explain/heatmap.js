/** The heat: paints a face as the network sees it, and over it what mattered, in a scale that is even to the eye and safe for the color-blind. */
import { interpolateViridis } from 'd3-scale-chromatic';

/** @typedef {import('../../package/client/client.js').Explanation} Explanation */

/** Below such a fall of the probability the picture would show noise as if it mattered. */
const LEAST_PEAK = 0.02;
/** Pixels on the canvas for one of the crop. */
const ENLARGED = 8;
/** How much of the face the colors cover. */
const COVER = 0.68;

/** By how much the probability falls at most, and 0 where that is next to nothing. @param {Explanation} attribution */
export function peakOf({ importance }) {
  const peak = importance.reduce((most, fall) => Math.max(most, fall), 0);
  return peak < LEAST_PEAK ? 0 : peak;
}

/** @param {HTMLCanvasElement} canvas @param {Explanation} attribution */
export function paintCrop(canvas, { side, pixels }) {
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, side), 0, 0);
}

/** @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} crop painted already @param {Explanation} attribution */
export function paintHeat(canvas, crop, attribution) {
  const { side, importance } = attribution;
  const peak = Math.max(peakOf(attribution), LEAST_PEAK);
  const heat = new OffscreenCanvas(side, side);
  const context = heat.getContext('2d');
  importance.forEach((fall, index) => {
    if (!context) return;
    context.fillStyle = interpolateViridis(Math.max(0, fall) / peak);
    context.fillRect(index % side, Math.floor(index / side), 1, 1);
  });
  canvas.width = side * ENLARGED;
  canvas.height = side * ENLARGED;
  const painted = canvas.getContext('2d');
  if (!painted) return;
  painted.imageSmoothingQuality = 'high';
  painted.drawImage(crop, 0, 0, canvas.width, canvas.height);
  painted.globalAlpha = COVER;
  painted.drawImage(heat, 0, 0, canvas.width, canvas.height);
}

/** The scale as a legend's background, from what hardly mattered to what mattered most. */
export function scaleGradient() {
  const stops = Array.from({ length: 11 }, (_, index) => interpolateViridis(index / 10));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
