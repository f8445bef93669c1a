/** The line chart: a few values over a common horizontal axis, which can be read point by point with the mouse. */
import { dot, line, pointerX, ruleX, tip } from '@observablehq/plot';
import { plainAxis, tooltipStyle, verticalAxis } from './axes.js';
import { color } from './figure.js';

/** @import { Format } from './axes.js' */
/** @import { Chart, LegendItem, Tone } from './figure.js' */
/** A point's values by field; a point may lack some of them. @typedef {Partial<Record<string, number>>} Point */
/** @typedef {{ points: Point[], field: string, label: string, tone: Tone, dashed?: boolean }} Curve */
/**
 * @typedef {object} HorizontalScale
 * @property {string} field of the points
 * @property {string} label
 * @property {Format} format of the axis
 * @property {Format} name heads the tooltip
 */
/**
 * @typedef {object} VerticalScale
 * @property {number[]} ticks the first and the last are the ends of the scale
 * @property {Format} format of the axis
 * @property {Format} exact of the tooltip
 */

/** Height of a chart in pixels. */
const HEIGHT = 320;

/** @param {Curve[]} curves @returns {LegendItem[]} */
export const legendOf = (curves) =>
  curves.map(({ tone, label, dashed }) => ({ tone, label, kind: dashed ? 'dashes' : 'line' }));

/** Returns all values of curves. @param {Curve[]} curves */
export const valuesOf = (curves) =>
  curves.flatMap(({ points, field }) => points.map((point) => point[field]).filter((value) => value !== undefined));

/**
 * @param {object} content
 * @param {string} content.label
 * @param {string} [content.title]
 * @param {Curve[]} content.curves all over the same points of the horizontal axis
 * @param {HorizontalScale} content.x
 * @param {VerticalScale} content.y
 * @param {number} [content.marked] the index of a point that is marked
 * @returns {Chart}
 */
export function lineChart({ label, title, curves, x, y, marked }) {
  const [{ points }] = curves;
  const positions = points.map((point) => Number(point[x.field]));
  /** The values at one point, of the curves that have one there. @param {number} index */
  const valuesAt = (index) =>
    curves.flatMap(({ points, label, field }) => {
      const value = points[index][field];
      return value === undefined ? [] : [{ label, value }];
    });
  return {
    label,
    title,
    options: () => ({
      height: HEIGHT,
      marginLeft: 48,
      marginRight: 16,
      marginBottom: 44,
      x: { domain: [positions[0], positions[positions.length - 1]] },
      y: { domain: [y.ticks[0], y.ticks[y.ticks.length - 1]] },
      marks: [
        ...verticalAxis(y.format, y.ticks),
        ...plainAxis(x.format, x.label),
        ...(marked === undefined
          ? []
          : [ruleX([positions[marked]], { stroke: color('soft'), strokeDasharray: '1 4', strokeWidth: 1.5 })]),
        ...curves.map(({ points, field, tone, dashed }) =>
          line(points, {
            x: x.field,
            y: field,
            stroke: color(tone),
            strokeWidth: dashed ? 2 : 2.5,
            strokeDasharray: dashed ? '6 4' : undefined,
          }),
        ),
        ...(marked === undefined
          ? []
          : [
              dot(curves, {
                x: () => positions[marked],
                y: ({ points, field }) => points[marked][field],
                fill: ({ tone }) => color(tone),
                r: 4,
                stroke: color('paper'),
              }),
            ]),
        tip(
          points,
          pointerX({
            ...tooltipStyle,
            x: x.field,
            y: (_, index) => valuesAt(index)[0]?.value,
            title: (_, index) =>
              [
                x.name(positions[index]),
                ...valuesAt(index).map(({ label, value }) => `${label}: ${y.exact(value)}`),
              ].join('\n'),
          }),
        ),
      ],
    }),
  };
}
