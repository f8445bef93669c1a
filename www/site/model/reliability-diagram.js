/** The reliability diagram: the accuracy of the model against its confidence. */
import { dot, link, pointer, tip } from '@observablehq/plot';
import { horizontalAxis, tooltipStyle, verticalAxis } from './axes.js';
import { color, showFigure } from './figure.js';
import { emosense } from './model-configs.js';

/** @import { Context } from './model.js' */

/** Largest side of the square chart in pixels; the page's test knows it, too. */
const MAX_SIDE = 580;
const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** @param {HTMLElement} figure @param {Context} context */
export function showReliability(figure, { strings, numbers }) {
  const { ece, reliability } = emosense.privateTest;
  const bins = reliability.filter(({ count }) => count);
  const largestCount = Math.max(...bins.map(({ count }) => count));
  showFigure(
    figure,
    {
      legend: [
        { tone: 'primary', label: strings.reliability.model },
        { tone: 'muted', label: strings.reliability.perfect, kind: 'dashes' },
      ],
      charts: [
        {
          label: strings.reliability.label,
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
              ...verticalAxis(numbers.wholePercent, FIFTHS, strings.columns.accuracy),
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
                    strings.reliability.bin(
                      numbers.count(count),
                      numbers.percent(confidence),
                      numbers.percent(accuracy),
                    ),
                }),
              ),
            ],
          }),
        },
      ],
      caption: strings.reliability.caption(numbers.percent(ece)),
      source: 'models/emotion.json, privateTest.reliability',
      numbers: {
        columns: [strings.columns.score, strings.columns.accuracy, strings.columns.images],
        rows: bins.map(({ count, confidence, accuracy }) => [
          numbers.percent(confidence),
          numbers.percent(accuracy),
          numbers.count(count),
        ]),
      },
    },
    strings,
  );
}
