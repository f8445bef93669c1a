/** Precision, recall and F1 of each expression as bars, by both conventions, sorted by the F1 of the first. */
import { barX, ruleX, text } from '@observablehq/plot';
import { horizontalAxis } from './axes.js';
import { CONVENTIONS, results } from './conventions.js';
import { color, showFigure } from './figure.js';
import { folds, imageCount, LABELS, sum } from './model-configs.js';

/** @import { Context } from './model.js' */
/** @import { Emotion } from '../../package/client/client.js' */
/** @import { Chart, Tone } from './figure.js' */
/** @typedef {{ label: Emotion, count: number, precision: number, recall: number, f1: number }} ClassScores */

/** The position of the labels left of the bars. */
const labelPosition = /** @type {const} */ ({ fy: 'label', frameAnchor: 'left', textAnchor: 'end', dx: -12 });
const MEASURES = /** @type {const} */ ([
  ['precision', 'secondary'],
  ['recall', 'tertiary'],
  ['f1', 'primary'],
]);

const confusionFields = CONVENTIONS.map((convention) => results[convention].confusionField).join(', ');

/** @param {HTMLElement} figure @param {Context} context */
export function showClasses(figure, context) {
  const { strings, emotions, numbers } = context;
  const people = scoresOf(results.people.confusion);
  const order = [...LABELS].sort((first, second) => people[second].f1 - people[first].f1);
  const [best, worst] = [order[0], order[order.length - 1]];
  const rare = 'disgusted';
  const tables = CONVENTIONS.map((convention) => {
    const scores = scoresOf(results[convention].confusion);
    return { title: strings.conventions[convention], classes: order.map((label) => scores[label]) };
  });
  showFigure(
    figure,
    {
      legend: MEASURES.map(([measure, tone]) => ({ tone, label: strings.measures[measure] })),
      charts: tables.map(({ title, classes }) => barsOf(title, classes, context)),
      caption: strings.classes.caption(
        [emotions[best], numbers.hundredths(people[best].f1)],
        [emotions[worst], numbers.hundredths(people[worst].f1)],
        emotions[rare],
        {
          test: numbers.count(people[rare].count),
          all: numbers.count(sum(folds.map(({ test }) => test.perClass[rare].count))),
          total: numbers.count(sum(folds.map(({ test }) => imageCount(test)))),
        },
      ),
      source: `models/emotion.json, ${confusionFields}; models/paper/paper-fold-*.json`,
      numbers: {
        columns: [
          strings.columns.expression,
          strings.columns.images,
          ...MEASURES.map(([measure]) => strings.measures[measure]),
        ],
        rows: tables.flatMap(({ title, classes }) =>
          classes.map((scores) => [
            `${emotions[scores.label]} (${title})`,
            numbers.count(scores.count),
            ...MEASURES.map(([measure]) => numbers.thousandths(scores[measure])),
          ]),
        ),
      },
    },
    strings,
  );
}

/**
 * Returns the scores of each class. A class that is never predicted has a precision of 0.
 * @param {number[][]} confusion
 */
function scoresOf(confusion) {
  const entries = LABELS.map((label, index) => {
    const correct = confusion[index][index];
    const count = sum(confusion[index]);
    const predicted = sum(confusion.map((row) => row[index]));
    const precision = correct / Math.max(predicted, 1);
    return [label, { label, count, precision, recall: correct / count, f1: (2 * correct) / (count + predicted) }];
  });
  return /** @type {Record<Emotion, ClassScores>} */ (Object.fromEntries(entries));
}

/** @param {string} title @param {ClassScores[]} classes @param {Context} context @returns {Chart} */
function barsOf(title, classes, { strings, emotions, numbers }) {
  const bars = classes.flatMap((scores) =>
    MEASURES.map(([measure, tone]) => ({ label: scores.label, measure, tone, value: scores[measure] })),
  );
  return {
    title,
    label: strings.classes.label(title),
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
          text: (/** @type {ClassScores} */ { label }) => emotions[label],
          fontSize: 14,
          fontWeight: 560,
        }),
        text(classes, {
          ...labelPosition,
          dy: 9,
          text: (/** @type {ClassScores} */ { count }) => strings.classes.images(numbers.count(count)),
          fontSize: 12,
          fill: color('soft'),
        }),
      ],
    }),
  };
}
