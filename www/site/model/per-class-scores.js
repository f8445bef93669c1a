/** Precision, recall and F1 of each expression as bars, sorted by F1. */
import { barX, ruleX, text } from '@observablehq/plot';
import { horizontalAxis } from './axes.js';
import { color, showFigure } from './figure.js';
import { emosense, folds, imageCount, LABELS, sum } from './model-configs.js';

/** @import { Context } from './model.js' */
/** @import { Emotion } from '../../package/client/client.js' */
/** @import { Tone } from './figure.js' */
/** @typedef {{ label: Emotion, count: number }} ClassCount */

const { perClass } = emosense.privateTest;
/** The position of the labels left of the bars. */
const labelPosition = /** @type {const} */ ({ fy: 'label', frameAnchor: 'left', textAnchor: 'end', dx: -12 });
const MEASURES = /** @type {const} */ ([
  ['precision', 'secondary'],
  ['recall', 'tertiary'],
  ['f1', 'primary'],
]);

/** @param {HTMLElement} figure @param {Context} context */
export function showClasses(figure, { strings, emotions, numbers }) {
  const classes = LABELS.map((label) => ({ label, ...perClass[label] })).sort((first, second) => second.f1 - first.f1);
  const bars = classes.flatMap((scores) =>
    MEASURES.map(([measure, tone]) => ({ label: scores.label, measure, tone, value: scores[measure] })),
  );
  const [best, worst] = [classes[0], classes[classes.length - 1]];
  const disgust = {
    test: perClass.disgusted.count,
    all: sum(folds.map(({ test }) => test.perClass.disgusted.count)),
    total: sum(folds.map(({ test }) => imageCount(test))),
  };
  showFigure(
    figure,
    {
      legend: MEASURES.map(([measure, tone]) => ({ tone, label: strings.measures[measure] })),
      charts: [
        {
          label: strings.classes.label,
          options: () => ({
            height: 460,
            marginLeft: 98,
            marginRight: 40,
            marginTop: 4,
            x: { domain: [0, 1] },
            y: { domain: MEASURES.map(([measure]) => measure), axis: null, paddingInner: 0.14, paddingOuter: 0.7 },
            fy: { domain: classes.map(({ label }) => label), padding: 0, axis: null },
            marks: [
              ...horizontalAxis(numbers.hundredths, [0, 0.25, 0.5, 0.75, 1]),
              barX(bars, {
                x: 'value',
                y: 'measure',
                fy: 'label',
                fill: (/** @type {{ tone: Tone }} */ { tone }) => color(tone),
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
              text(classes, {
                ...labelPosition,
                dy: -9,
                text: (/** @type {ClassCount} */ { label }) => emotions[label],
                fontSize: 14,
                fontWeight: 560,
              }),
              text(classes, {
                ...labelPosition,
                dy: 9,
                text: (/** @type {ClassCount} */ { count }) => strings.classes.images(numbers.count(count)),
                fontSize: 12,
                fill: color('soft'),
              }),
            ],
          }),
        },
      ],
      caption: strings.classes.caption(
        [emotions[best.label], numbers.hundredths(best.f1)],
        [emotions[worst.label], numbers.hundredths(worst.f1)],
        emotions.disgusted,
        { test: numbers.count(disgust.test), all: numbers.count(disgust.all), total: numbers.count(disgust.total) },
      ),
      source: 'models/emotion.json, privateTest.perClass; models/paper/paper-fold-*.json',
      numbers: {
        columns: [
          strings.columns.expression,
          strings.columns.images,
          ...MEASURES.map(([measure]) => strings.measures[measure]),
        ],
        rows: classes.map((scores) => [
          emotions[scores.label],
          numbers.count(scores.count),
          ...MEASURES.map(([measure]) => numbers.thousandths(scores[measure])),
        ]),
      },
    },
    strings,
  );
}
