/** Precision, recall and F1 of each expression as bars, the surest on top. */
import { barX, ruleX, text } from '@observablehq/plot';
import { horizontalAxis } from './axes.js';
import { LABELS, folds, own, picturesOf, sum } from './model-configs.js';
import { color, showFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */
/** @typedef {import('./model-configs.js').Emotion} Emotion */
/** @typedef {{ label: Emotion, count: number }} Known */

const { perClass } = own.privateTest;
/** Left of the bars. */
const beside = /** @type {const} */ ({ fy: 'label', frameAnchor: 'left', textAnchor: 'end', dx: -12 });
const MEASURES = /** @type {const} */ ([
  ['precision', 'two'],
  ['recall', 'three'],
  ['f1', 'one'],
]);

/** @param {HTMLElement} figure @param {Context} context */
export function showClasses(figure, { words, emotions, numbers }) {
  const known = LABELS.map((label) => ({ label, ...perClass[label] })).sort((one, other) => other.f1 - one.f1);
  const bars = known.flatMap((one) =>
    MEASURES.map(([measure, tone]) => ({ label: one.label, measure, tone, value: one[measure] })),
  );
  const [best, least] = [known[0], known[known.length - 1]];
  const disgust = {
    test: perClass.disgusted.count,
    all: sum(folds.map(({ test }) => test.perClass.disgusted.count)),
    of: sum(folds.map(({ test }) => picturesOf(test))),
  };
  showFigure(
    figure,
    {
      keys: MEASURES.map(([measure, tone]) => ({ tone, label: words.measures[measure] })),
      charts: [
        {
          label: words.classes.label,
          options: () => ({
            height: 460,
            marginLeft: 98,
            marginRight: 40,
            marginTop: 4,
            x: { domain: [0, 1] },
            y: { domain: MEASURES.map(([measure]) => measure), axis: null, paddingInner: 0.14, paddingOuter: 0.7 },
            fy: { domain: known.map(({ label }) => label), padding: 0, axis: null },
            marks: [
              ...horizontalAxis(numbers.hundredths, [0, 0.25, 0.5, 0.75, 1]),
              barX(bars, {
                x: 'value',
                y: 'measure',
                fy: 'label',
                fill: (/** @type {{ tone: import('./figure.js').Tone }} */ { tone }) => color(tone),
                rx2: 3,
              }),
              ruleX([0], { stroke: color('soft') }),
              text(bars, {
                x: 'value',
                y: 'measure',
                fy: 'label',
                text: (/** @type {{ value: number }} */ { value }) => numbers.hundredths(value),
                textAnchor: 'start',
                dx: 5,
                fontSize: 11,
                fill: color('soft'),
              }),
              text(known, {
                ...beside,
                dy: -9,
                text: (/** @type {Known} */ { label }) => emotions[label],
                fontSize: 14,
                fontWeight: 560,
              }),
              text(known, {
                ...beside,
                dy: 9,
                text: (/** @type {Known} */ { count }) => words.classes.pictures(numbers.count(count)),
                fontSize: 12,
                fill: color('soft'),
              }),
            ],
          }),
        },
      ],
      caption: words.classes.caption(
        [emotions[best.label], numbers.hundredths(best.f1)],
        [emotions[least.label], numbers.hundredths(least.f1)],
        emotions.disgusted,
        { test: numbers.count(disgust.test), all: numbers.count(disgust.all), of: numbers.count(disgust.of) },
      ),
      source: 'models/emotion.json, privateTest.perClass; models/paper/paper-fold-*.json',
      numbers: {
        columns: [
          words.columns.expression,
          words.columns.pictures,
          ...MEASURES.map(([measure]) => words.measures[measure]),
        ],
        rows: known.map((one) => [
          emotions[one.label],
          numbers.count(one.count),
          ...MEASURES.map(([measure]) => numbers.thousandths(one[measure])),
        ]),
      },
    },
    words,
  );
}
