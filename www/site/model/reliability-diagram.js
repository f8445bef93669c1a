/** The reliability diagram: the model's confidence against how many people, or labels, agree with it. */
import { dot, link, pointer, tip } from '@observablehq/plot';
import { horizontalAxis, tooltipStyle, verticalAxis } from './axes.js';
import { CONVENTIONS, results } from './conventions.js';
import { color, showFigure } from './figure.js';

/** @import { ReliabilityBin } from './conventions.js' */
/** @import { Chart } from './figure.js' */
/** @import { Context } from './model.js' */
/** @typedef {Context['strings']['reliability']['people']} ConventionStrings */

/** Largest side of the square charts in pixels; the page's test knows it, too. */
const MAX_SIDE = 580;
/** The accuracy of fewer images is a matter of chance: such a bin is in the table only. */
const MIN_BIN_COUNT = 10;
const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** @param {HTMLElement} figure @param {Context} context */
export function showReliability(figure, context) {
  const { strings, numbers } = context;
  const diagrams = CONVENTIONS.map((convention) => ({
    title: strings.conventions[convention],
    text: strings.reliability[convention],
    bins: results[convention].reliability.filter(({ count }) => count),
  }));
  const fields = CONVENTIONS.map((convention) => results[convention].reliabilityField);
  showFigure(
    figure,
    {
      legend: [
        { tone: 'primary', label: strings.reliability.model },
        { tone: 'muted', label: strings.reliability.perfect, kind: 'dashes' },
      ],
      charts: diagrams.map(({ title, text, bins }) =>
        diagramOf(
          title,
          text,
          bins.filter(({ count }) => count >= MIN_BIN_COUNT),
          context,
        ),
      ),
      caption: strings.reliability.caption(numbers.percent(results.people.ece), numbers.percent(results.labels.ece)),
      source: `models/emotion.json, ${fields.join(', ')}`,
      numbers: {
        columns: [strings.columns.score, strings.columns.accuracy, strings.columns.images],
        rows: diagrams.flatMap(({ title, bins }) =>
          bins.map(({ count, confidence, accuracy }) => [
            `${numbers.percent(confidence)} (${title})`,
            numbers.percent(accuracy),
            numbers.count(count),
          ]),
        ),
      },
    },
    strings,
  );
}

/**
 * @param {string} title
 * @param {ConventionStrings} text
 * @param {ReliabilityBin[]} bins with enough images
 * @param {Context} context
 * @returns {Chart}
 */
function diagramOf(title, text, bins, { strings, numbers }) {
  const largestCount = Math.max(...bins.map(({ count }) => count));
  return {
    title,
    label: text.label,
    options: (width) => ({
      width: Math.min(width, MAX_SIDE),
      height: Math.min(width, MAX_SIDE),
      marginLeft: 56,
      marginBottom: 44,
      marginTop: 32,
      x: { domain: [0, 1] },
      y: { domain: [0, 1] },
      r: { domain: [0, largestCount], range: [0, Math.min(22, width / 18)] },
      marks: [
        ...horizontalAxis(numbers.wholePercent, FIFTHS, strings.reliability.score),
        ...verticalAxis(numbers.wholePercent, FIFTHS, text.accuracy),
        link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: color('muted'), strokeDasharray: '6 4', strokeWidth: 2 }),
        link(bins, {
          x1: 'confidence',
          y1: 'confidence',
          x2: 'confidence',
          y2: 'accuracy',
          stroke: color('primary'),
          strokeWidth: 2,
        }),
        dot(bins, { x: 'confidence', y: 'accuracy', r: 'count', fill: color('primary'), stroke: color('paper') }),
        tip(
          bins,
          pointer({
            ...tooltipStyle,
            x: 'confidence',
            y: 'accuracy',
            title: ({ count, confidence, accuracy }) =>
              text.bin(numbers.count(count), numbers.percent(confidence), numbers.percent(accuracy)),
          }),
        ),
      ],
    }),
  };
}
