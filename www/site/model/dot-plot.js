/** Rows of dots on one scale of shares, each row under its name: for comparing a few figures of many things. */
import { dot, link, pointerY, text, tip } from '@observablehq/plot';
import { horizontalAxis, told } from './axes.js';
import { color } from './figure.js';

/** @typedef {import('./figure.js').Tone} Tone */
/** @typedef {{ tone: Tone, value: number, label: string, ring?: boolean }} Dot */
/** @typedef {{ name: string, dots: Dot[] }} Row */

const ROW = 46;

/**
 * @param {{ label: string, title: string, rows: Row[], from: number, to: number, ticks: number[], percent: (share: number) => string, wholePercent: (share: number) => string }} content
 * @returns {import('./figure.js').Chart}
 */
export function dotRows({ label, title, rows, from, to, ticks, percent, wholePercent }) {
  const dots = rows.flatMap(({ name, dots }) => dots.map((one) => ({ name, ...one })));
  const spans = rows.map(({ name, dots }) => {
    const values = dots.map(({ value }) => value);
    return { name, low: Math.min(...values), high: Math.max(...values) };
  });
  return {
    label,
    title,
    options: () => ({
      height: rows.length * ROW + 44,
      marginLeft: 2,
      marginRight: 20,
      marginTop: 18,
      marginBottom: 26,
      x: { domain: [from, to] },
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
            ...told,
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
