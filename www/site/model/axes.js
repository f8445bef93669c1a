/** The axes, grids and tooltips that the charts share. */
import { axisX, axisY, gridX, gridY } from '@observablehq/plot';
import { color } from './figure.js';

/** @typedef {(value: number) => string} Format */

/** Space per label of an axis without a grid, in pixels. */
const LABEL_SPACING = 64;

const gridStyle = { stroke: color('line'), strokeOpacity: 1 };
const axisStyle = { tickSize: 0, label: null };

/** @param {Format} tickFormat @param {number[]} ticks @param {string | null} [label] above the axis */
export const verticalAxis = (tickFormat, ticks, label = null) => [
  gridY({ ...gridStyle, ticks }),
  axisY({ ...axisStyle, ticks, tickFormat, label, labelArrow: 'none' }),
];

/** @param {Format} tickFormat @param {number[]} ticks @param {string | null} [label] below the axis */
export const horizontalAxis = (tickFormat, ticks, label = null) => [
  gridX({ ...gridStyle, ticks }),
  axisX({ ...axisStyle, ticks, tickFormat, label, labelAnchor: 'center', labelArrow: 'none' }),
];

/** A horizontal axis without a grid. @param {Format} tickFormat @param {string} label */
export const plainAxis = (tickFormat, label) => [
  axisX({ ...axisStyle, tickSpacing: LABEL_SPACING, tickFormat, label, labelAnchor: 'center', labelArrow: 'none' }),
];

/** Returns a tick for each 5 %, from one below or at all values to one above or at them. @param {number[]} values */
export function ticksAround(values) {
  const low = Math.floor(20 * Math.min(...values));
  const high = Math.ceil(20 * Math.max(...values));
  return Array.from({ length: high - low + 1 }, (_, index) => (low + index) / 20);
}

/** The style of the tooltip at the point under the mouse. */
export const tooltipStyle = { fill: color('surface'), stroke: color('line'), fontSize: 13, lineHeight: 1.4 };
