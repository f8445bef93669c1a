/** The axes and grids that the charts share: quiet lines, no ticks, shares in per cent. */
import { axisX, axisY, gridX, gridY } from '@observablehq/plot';
import { color } from './figure.js';

/** @typedef {(number: number) => string} Format */

/** How far apart the numbers of an axis may be, in pixels. */
const APART = 64;

const quiet = { stroke: color('line'), strokeOpacity: 1 };
const bare = { tickSize: 0, label: null };

/** @param {Format} tickFormat @param {number[]} ticks @param {string | null} [label] over it */
export const verticalAxis = (tickFormat, ticks, label = null) => [
  gridY({ ...quiet, ticks }),
  axisY({ ...bare, ticks, tickFormat, label, labelArrow: 'none' }),
];

/** @param {Format} tickFormat @param {number[]} ticks @param {string | null} [label] under it */
export const horizontalAxis = (tickFormat, ticks, label = null) => [
  gridX({ ...quiet, ticks }),
  axisX({ ...bare, ticks, tickFormat, label, labelAnchor: 'center', labelArrow: 'none' }),
];

/** Without a grid: epochs and the like. @param {Format} tickFormat @param {string} label */
export const steps = (tickFormat, label) => [
  axisX({ ...bare, tickSpacing: APART, tickFormat, label, labelAnchor: 'center', labelArrow: 'none' }),
];

/** What is told of the point that is pointed at. */
export const told = { fill: color('surface'), stroke: color('line'), fontSize: 13, lineHeight: 1.4 };
