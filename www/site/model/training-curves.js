/** Accuracy and loss by epoch: of the model's last training run, and of one model under two frameworks. */
import { dot, line, pointerX, ruleX, tip } from '@observablehq/plot';
import { epochAxis, tooltipStyle, verticalAxis } from './axes.js';
import { color, showFigure } from './figure.js';
import { emosense, kerasTensorflow, kerasTorch } from './model-configs.js';

/** @import { Chart, LegendItem, Tone } from './figure.js' */
/** @import { Context } from './model.js' */
/** @typedef {Record<string, number> & { epoch: number }} Epoch */
/** @typedef {{ history: Epoch[], field: string, label: string, tone: Tone, dashed?: boolean }} Curve */

/** Height of a chart in pixels. */
const HEIGHT = 320;

/** @param {HTMLElement} figure @param {Context} context */
export function showCurves(figure, { strings, numbers }) {
  const {
    history,
    trained: { chosenEpoch, epochs },
  } = emosense;
  const chosen = history[chosenEpoch - 1];
  /** @type {Curve[]} */
  const losses = [{ history, field: 'loss', label: strings.curves.training, tone: 'secondary' }];
  /** @type {Curve[]} */
  const accuracies = [
    { history, field: 'trainAccuracy', label: strings.curves.training, tone: 'secondary' },
    { history, field: 'publicAccuracy', label: strings.curves.test, tone: 'primary' },
    { history, field: 'publicAlignedAccuracy', label: strings.curves.aligned, tone: 'tertiary', dashed: true },
  ];
  showFigure(
    figure,
    {
      legend: legendOf(accuracies),
      charts: [
        chartOf(
          strings.curves.accuracy,
          strings.curves.label,
          accuracies,
          { ...scaleOf(accuracies), format: numbers.wholePercent, exact: numbers.percent, chosenEpoch },
          strings,
        ),
        chartOf(
          strings.curves.loss,
          strings.curves.lossLabel,
          losses,
          { ...scaleOf(losses), format: numbers.hundredths, exact: numbers.thousandths, chosenEpoch },
          strings,
        ),
      ],
      caption: strings.curves.caption(
        numbers.count(chosenEpoch),
        numbers.count(epochs),
        numbers.percent(chosen.publicAccuracy),
        numbers.percent(chosen.trainAccuracy),
      ),
      source: 'models/emotion.json, history',
      numbers: {
        columns: [strings.columns.epoch, ...accuracies.map(({ label }) => label), strings.curves.loss],
        rows: history.map((epoch) => [
          numbers.count(epoch.epoch),
          numbers.percent(epoch.trainAccuracy),
          numbers.percent(epoch.publicAccuracy),
          numbers.percent(epoch.publicAlignedAccuracy),
          numbers.thousandths(epoch.loss),
        ]),
      },
    },
    strings,
  );
}

/** @param {HTMLElement} figure @param {Context} context */
export function showFrameworks(figure, { strings, numbers }) {
  const runs = [
    { name: 'TensorFlow', history: kerasTensorflow.history },
    { name: 'PyTorch', history: kerasTorch.history },
  ];
  /** @param {string} train @param {string} test @returns {Curve[]} */
  const curves = (train, test) =>
    runs.flatMap(({ name, history }, run) => [
      { history, field: train, label: strings.frameworks.train(name), tone: 'secondary', dashed: run > 0 },
      { history, field: test, label: strings.frameworks.test(name), tone: 'primary', dashed: run > 0 },
    ]);
  const accuracies = curves('trainAccuracy', 'publicAccuracy');
  const losses = curves('loss', 'publicLoss');
  const [tensorflow, torch] = runs.map(({ history }) => history[history.length - 1]);
  showFigure(
    figure,
    {
      legend: legendOf(accuracies),
      charts: [
        chartOf(
          strings.curves.accuracy,
          strings.frameworks.label,
          accuracies,
          { domain: [0.2, 1], ticks: [0.25, 0.5, 0.75, 1], format: numbers.wholePercent, exact: numbers.percent },
          strings,
        ),
        chartOf(
          strings.curves.loss,
          strings.frameworks.lossLabel,
          losses,
          { domain: [0, 2.1], ticks: [0, 0.5, 1, 1.5, 2], format: numbers.hundredths, exact: numbers.thousandths },
          strings,
        ),
      ],
      caption: strings.frameworks.caption(
        { train: numbers.percent(tensorflow.trainAccuracy), test: numbers.percent(tensorflow.publicAccuracy) },
        { train: numbers.percent(torch.trainAccuracy), test: numbers.percent(torch.publicAccuracy) },
        numbers.count(tensorflow.epoch),
      ),
      source: 'models/paper/keras-tensorflow.json, models/paper/keras-torch.json, history',
      numbers: {
        columns: [
          strings.columns.epoch,
          ...accuracies.map(({ label }) => label),
          ...losses.map(({ label }) => strings.frameworks.lossOf(label)),
        ],
        rows: runs[0].history.map(({ epoch }, index) => [
          numbers.count(epoch),
          ...valuesOf(accuracies, index).map(numbers.percent),
          ...valuesOf(losses, index).map(numbers.thousandths),
        ]),
      },
    },
    strings,
  );
}

/** Returns a scale with a tick for each 5 %, which covers all values of the curves. @param {Curve[]} curves */
function scaleOf(curves) {
  const values = curves.flatMap(({ history, field }) => history.map((epoch) => epoch[field]));
  const low = Math.floor(20 * Math.min(...values));
  const high = Math.ceil(20 * Math.max(...values));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => (low + index) / 20);
  return { domain: [low / 20, high / 20], ticks };
}

/** @param {Curve[]} curves @param {number} index */
const valuesOf = (curves, index) => curves.map(({ history, field }) => history[index][field]);

/** @param {Curve[]} curves @returns {LegendItem[]} */
const legendOf = (curves) =>
  curves.map(({ tone, label, dashed }) => ({ tone, label, kind: dashed ? 'dashes' : 'line' }));

/**
 * @param {string} title
 * @param {string} label
 * @param {Curve[]} curves
 * @param {object} scale
 * @param {number[]} scale.domain
 * @param {number[]} scale.ticks
 * @param {(value: number) => string} scale.format of the axis
 * @param {(value: number) => string} scale.exact of the tooltip
 * @param {number} [scale.chosenEpoch] is marked
 * @param {Context['strings']} strings
 * @returns {Chart}
 */
function chartOf(title, label, curves, { domain, ticks, format, exact, chosenEpoch }, strings) {
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
        ...epochAxis(String, strings.columns.epoch),
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
            ...tooltipStyle,
            x: 'epoch',
            y: curves[0].field,
            title: (_, index) =>
              [
                strings.curves.epoch(String(history[index].epoch)),
                ...curves.map(({ label, history, field }) => `${label}: ${exact(history[index][field])}`),
              ].join('\n'),
          }),
        ),
      ],
    }),
  };
}
