/** Accuracy and loss over the epochs: of the network's last training, and of one network under two frameworks. */
import { dot, line, pointerX, ruleX, tip } from '@observablehq/plot';
import { steps, told, verticalAxis } from './axes.js';
import { kerasTensorflow, kerasTorch, own } from './model-configs.js';
import { color, showFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */
/** @typedef {Record<string, number> & { epoch: number }} Epoch */
/** @typedef {{ history: Epoch[], field: string, label: string, tone: import('./figure.js').Tone, dashed?: boolean }} Curve */

const HEIGHT = 320;

/** @param {HTMLElement} figure @param {Context} context */
export function showCurves(figure, { words, numbers }) {
  const {
    history,
    trained: { chosenEpoch, epochs },
  } = own;
  const chosen = history[chosenEpoch - 1];
  /** @type {Curve[]} */
  const losses = [{ history, field: 'loss', label: words.curves.train, tone: 'two' }];
  /** @type {Curve[]} */
  const accuracies = [
    { history, field: 'trainAccuracy', label: words.curves.train, tone: 'two' },
    { history, field: 'publicAccuracy', label: words.curves.test, tone: 'one' },
    { history, field: 'publicAlignedAccuracy', label: words.curves.aligned, tone: 'three', dashed: true },
  ];
  showFigure(
    figure,
    {
      keys: keysOf(accuracies),
      charts: [
        chartOf(
          words.curves.accuracy,
          words.curves.label,
          accuracies,
          { ...scaleOf(accuracies), format: numbers.wholePercent, exact: numbers.percent, chosenEpoch },
          words,
        ),
        chartOf(
          words.curves.loss,
          words.curves.lossLabel,
          losses,
          { ...scaleOf(losses), format: numbers.hundredths, exact: numbers.thousandths, chosenEpoch },
          words,
        ),
      ],
      caption: words.curves.caption(
        numbers.count(chosenEpoch),
        numbers.count(epochs),
        numbers.percent(chosen.publicAccuracy),
        numbers.percent(chosen.trainAccuracy),
      ),
      source: 'models/emotion.json, history',
      numbers: {
        columns: [words.columns.epoch, ...accuracies.map(({ label }) => label), words.curves.loss],
        rows: history.map((at) => [
          numbers.count(at.epoch),
          numbers.percent(at.trainAccuracy),
          numbers.percent(at.publicAccuracy),
          numbers.percent(at.publicAlignedAccuracy),
          numbers.thousandths(at.loss),
        ]),
      },
    },
    words,
  );
}

/** @param {HTMLElement} figure @param {Context} context */
export function showFrameworks(figure, { words, numbers }) {
  const runs = [
    { name: 'TensorFlow', history: kerasTensorflow.history },
    { name: 'PyTorch', history: kerasTorch.history },
  ];
  /** @param {string} train @param {string} test @returns {Curve[]} */
  const curves = (train, test) =>
    runs.flatMap(({ name, history }, at) => [
      { history, field: train, label: words.frameworks.train(name), tone: 'two', dashed: at > 0 },
      { history, field: test, label: words.frameworks.test(name), tone: 'one', dashed: at > 0 },
    ]);
  const accuracies = curves('trainAccuracy', 'publicAccuracy');
  const losses = curves('loss', 'publicLoss');
  const [tensorflow, torch] = runs.map(({ history }) => history[history.length - 1]);
  showFigure(
    figure,
    {
      keys: keysOf(accuracies),
      charts: [
        chartOf(
          words.curves.accuracy,
          words.frameworks.label,
          accuracies,
          { domain: [0.2, 1], ticks: [0.25, 0.5, 0.75, 1], format: numbers.wholePercent, exact: numbers.percent },
          words,
        ),
        chartOf(
          words.curves.loss,
          words.frameworks.lossLabel,
          losses,
          { domain: [0, 2.1], ticks: [0, 0.5, 1, 1.5, 2], format: numbers.hundredths, exact: numbers.thousandths },
          words,
        ),
      ],
      caption: words.frameworks.caption(
        { train: numbers.percent(tensorflow.trainAccuracy), test: numbers.percent(tensorflow.publicAccuracy) },
        { train: numbers.percent(torch.trainAccuracy), test: numbers.percent(torch.publicAccuracy) },
        numbers.count(tensorflow.epoch),
      ),
      source: 'models/paper/keras-tensorflow.json, models/paper/keras-torch.json, history',
      numbers: {
        columns: [
          words.columns.epoch,
          ...accuracies.map(({ label }) => label),
          ...losses.map(({ label }) => words.frameworks.lossOf(label)),
        ],
        rows: runs[0].history.map(({ epoch }, at) => [
          numbers.count(epoch),
          ...valuesOf(accuracies, at).map(numbers.percent),
          ...valuesOf(losses, at).map(numbers.thousandths),
        ]),
      },
    },
    words,
  );
}

/** Whole twentieths round all that the curves show. @param {Curve[]} curves */
function scaleOf(curves) {
  const values = curves.flatMap(({ history, field }) => history.map((at) => at[field]));
  const low = Math.floor(20 * Math.min(...values));
  const high = Math.ceil(20 * Math.max(...values));
  const ticks = Array.from({ length: high - low + 1 }, (_, step) => (low + step) / 20);
  return { domain: [low / 20, high / 20], ticks };
}

/** @param {Curve[]} curves @param {number} at */
const valuesOf = (curves, at) => curves.map(({ history, field }) => history[at][field]);

/** @param {Curve[]} curves @returns {import('./figure.js').Key[]} */
const keysOf = (curves) => curves.map(({ tone, label, dashed }) => ({ tone, label, kind: dashed ? 'dashes' : 'line' }));

/**
 * @param {string} title @param {string} label @param {Curve[]} curves
 * @param {{ domain: number[], ticks: number[], format: (value: number) => string, exact: (value: number) => string, chosenEpoch?: number }} scale
 * @param {Context['words']} words
 * @returns {import('./figure.js').Chart}
 */
function chartOf(title, label, curves, { domain, ticks, format, exact, chosenEpoch }, words) {
  const [{ history }] = curves;
  return {
    title,
    label,
    options: () => ({
      height: HEIGHT,
      marginLeft: 48,
      marginRight: 16,
      marginBottom: 44,
      x: { domain: [1, history.length] },
      y: { domain },
      marks: [
        ...verticalAxis(format, ticks),
        ...steps(String, words.columns.epoch),
        ...(chosenEpoch
          ? [ruleX([chosenEpoch], { stroke: color('soft'), strokeDasharray: '1 4', strokeWidth: 1.5 })]
          : []),
        ...curves.map(({ history, field, tone, dashed }) =>
          line(history, {
            x: 'epoch',
            y: field,
            stroke: color(tone),
            strokeWidth: dashed ? 2 : 2.5,
            strokeDasharray: dashed ? '6 4' : undefined,
          }),
        ),
        ...(chosenEpoch
          ? [
              dot(curves, {
                x: () => chosenEpoch,
                y: ({ history, field }) => history[chosenEpoch - 1][field],
                fill: ({ tone }) => color(tone),
                r: 4,
                stroke: color('paper'),
              }),
            ]
          : []),
        tip(
          history,
          pointerX({
            ...told,
            x: 'epoch',
            y: curves[0].field,
            title: (_, at) =>
              [
                words.curves.epoch(String(history[at].epoch)),
                ...curves.map(({ label, history, field }) => `${label}: ${exact(history[at][field])}`),
              ].join('\n'),
          }),
        ),
      ],
    }),
  };
}
