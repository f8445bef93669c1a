/** The reliability diagram: how often the network is right against how sure it is. */
import { dot, link, pointer, tip } from '@observablehq/plot';
import { horizontalAxis, told, verticalAxis } from './axes.js';
import { own } from './model-configs.js';
import { color, showFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */

const SIDE = 580;
const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** @param {HTMLElement} figure @param {Context} context */
export function showReliability(figure, { words, numbers }) {
  const { ece, reliability } = own.privateTest;
  const bins = reliability.filter(({ count }) => count);
  const most = Math.max(...bins.map(({ count }) => count));
  showFigure(
    figure,
    {
      keys: [
        { tone: 'one', label: words.reliability.network },
        { tone: 'quiet', label: words.reliability.perfect, kind: 'dashes' },
      ],
      charts: [
        {
          label: words.reliability.label,
          options: (width) => ({
            width: Math.min(width, SIDE),
            height: Math.min(width, SIDE),
            marginLeft: 56,
            marginBottom: 44,
            marginTop: 32,
            x: { domain: [0, 1] },
            y: { domain: [0, 1] },
            r: { domain: [0, most], range: [0, Math.min(22, width / 18)] },
            marks: [
              ...horizontalAxis(numbers.wholePercent, FIFTHS, words.reliability.score),
              ...verticalAxis(numbers.wholePercent, FIFTHS, words.columns.right),
              link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: color('quiet'), strokeDasharray: '6 4', strokeWidth: 2 }),
              link(bins, {
                x1: 'confidence',
                y1: 'confidence',
                x2: 'confidence',
                y2: 'accuracy',
                stroke: color('one'),
                strokeWidth: 2,
              }),
              dot(bins, { x: 'confidence', y: 'accuracy', r: 'count', fill: color('one'), stroke: color('paper') }),
              tip(
                bins,
                pointer({
                  ...told,
                  x: 'confidence',
                  y: 'accuracy',
                  title: ({ count, confidence, accuracy }) =>
                    words.reliability.bin(numbers.count(count), numbers.percent(confidence), numbers.percent(accuracy)),
                }),
              ),
            ],
          }),
        },
      ],
      caption: words.reliability.caption(numbers.percent(ece)),
      source: 'models/emotion.json, privateTest.reliability',
      numbers: {
        columns: [words.columns.score, words.columns.right, words.columns.pictures],
        rows: bins.map(({ count, confidence, accuracy }) => [
          numbers.percent(confidence),
          numbers.percent(accuracy),
          numbers.count(count),
        ]),
      },
    },
    words,
  );
}
