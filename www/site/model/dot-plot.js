/** The dot plot: a row of dots for each item, on a common scale, to compare a few values of many items. */
import { dot, link, pointerY, text, tip } from '@observablehq/plot';
import { horizontalAxis, tooltipStyle } from './axes.js';
import { color } from './figure.js';

/** @import { Chart, Tone } from './figure.js' */
/** @typedef {{ tone: Tone, value: number, label: string, ring?: boolean }} Dot */
/** @typedef {{ name: string, dots: Dot[] }} Row */

/** Height of a row in pixels. */
const ROW_HEIGHT = 46;

/**
 * @param {object} content
 * @param {string} content.label
 * @param {string} content.title
 * @param {Row[]} content.rows
 * @param {number[]} content.ticks the first and the last are the ends of the scale
 * @param {(share: number) => string} content.percent
 * @param {(share: number) => string} content.wholePercent
 * @returns {Chart}
 */
export function dotPlot({ label, title, rows, ticks, percent, wholePercent }) {
  const dots = rows.flatMap(({ name, dots }) => dots.map((rowDot) => ({ name, ...rowDot })));
  const spans = rows.map(({ name, dots }) => {
    const values = dots.map(({ value }) => value);
    return { name, low: Math.min(...values), high: Math.max(...values) };
  });
  return {
    label,
    title,
    options: () => ({
      height: rows.length * ROW_HEIGHT + 44,
      marginLeft: 2,
      marginRight: 20,
      marginTop: 18,
      marginBottom: 26,
      x: { domain: [ticks[0], ticks[ticks.length - 1]] },
      y: { type: 'point', domain: rows.map(({ name }) => name), padding: 0.5, axis: null },
      marks: [
        ...horizontalAxis(wholePercent, ticks),
        link(spans, { x1: 'low', x2: 'high', y: 'name', stroke: color('soft'), strokeWidth: 1.5, strokeOpacity: 0.5 }),
        dot(
          dots.filter(({ ring }) => !ring),
          { x: 'value', y: 'name', r: 5.5, fill: ({ tone }) => color(tone), stroke: color('paper') },
        ),
        dot(
          dots.filter(({ ring }) => ring),
          { x: 'value', y: 'name', r: 5, fill: color('paper'), stroke: ({ tone }) => color(tone), strokeWidth: 2 },
        ),
        text(rows, {
          y: 'name',
          frameAnchor: 'left',
          textAnchor: 'start',
          dy: -16,
          text: 'name',
          stroke: color('paper'),
          strokeWidth: 4,
          fill: 'currentColor',
        }),
        tip(
          rows,
          pointerY({
            ...tooltipStyle,
            preferredAnchor: 'bottom',
            y: 'name',
            x: (/** @type {Row} */ { dots }) => Math.max(...dots.map(({ value }) => value)),
            title: (/** @type {Row} */ { name, dots }) =>
              [name, ...dots.map(({ label, value }) => `${label}: ${percent(value)}`)].join('\n'),
          }),
        ),
      ],
    }),
  };
}
