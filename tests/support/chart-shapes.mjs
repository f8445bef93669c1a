// Reads where the shapes of a chart are, and checks that they are there to scale.
import assert from 'node:assert/strict';

/** @import { Page } from 'playwright-core' */

/**
 * Returns an attribute of all shapes that a selector finds, as numbers.
 * @param {Page} page
 * @param {string} selector
 * @param {string} name
 */
export const attributes = (page, selector, name) =>
  page.locator(selector).evaluateAll((all, name) => all.map((shape) => Number(shape.getAttribute(name))), name);

/** Returns the y coordinates of all lines in a figure. @param {Page} page @param {string} id */
export const lineHeights = (page, id) =>
  page.locator(`#${id} [aria-label="line"] path`).evaluateAll((all) =>
    all.map((path) =>
      (path.getAttribute('d') ?? '')
        .slice(1)
        .split('L')
        .map((point) => Number(point.split(',')[1])),
    ),
  );

/**
 * Asserts that positions are a linear function of values, to a fifth of a pixel.
 * @param {number[]} positions in pixels
 * @param {number[]} values
 */
export function assertToScale(positions, values) {
  assert.equal(positions.length, values.length);
  const [low, high] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  const scale = (positions[high] - positions[low]) / (values[high] - values[low]);
  assert.ok(Math.abs(positions[high] - positions[low]) > 10, 'all shapes are at about the same position');
  for (const [index, position] of positions.entries()) {
    const difference = position - (positions[low] + scale * (values[index] - values[low]));
    assert.ok(Math.abs(difference) < 0.2, `shape ${index} is ${difference} pixels off`);
  }
}
