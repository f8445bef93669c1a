// Counts the pixels of a timeline's chart that have the color of an emotion.

/** @import { Locator } from 'playwright-core' */

/** How far a pixel may be off the color, as the sum of the differences of its channels. */
const MAX_DIFFERENCE = 30;
/** Pixels that are more transparent do not count. */
const MIN_ALPHA = 200;

/**
 * Returns how many pixels have the color.
 * @param {Locator} timeline the element around the chart
 * @param {string} emotion
 */
export function countChartPixels(timeline, emotion) {
  return timeline.evaluate(
    (element, { emotion, MAX_DIFFERENCE, MIN_ALPHA }) => {
      const probe = document.createElement('span');
      probe.style.color = `var(--${emotion})`;
      element.append(probe);
      const sample = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d'));
      sample.fillStyle = getComputedStyle(probe).color;
      probe.remove();
      sample.fillRect(0, 0, 1, 1);
      const color = sample.getImageData(0, 0, 1, 1).data;
      const chart = /** @type {HTMLCanvasElement} */ (element.querySelector('canvas'));
      const context = /** @type {CanvasRenderingContext2D} */ (chart.getContext('2d'));
      const { data } = context.getImageData(0, 0, chart.width, chart.height);
      let count = 0;
      for (let index = 0; index < data.length; index += 4) {
        const difference = [0, 1, 2].reduce(
          (sum, channel) => sum + Math.abs(data[index + channel] - color[channel]),
          0,
        );
        if (difference < MAX_DIFFERENCE && data[index + 3] > MIN_ALPHA) count++;
      }
      return count;
    },
    { emotion, MAX_DIFFERENCE, MIN_ALPHA },
  );
}
