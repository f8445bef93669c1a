/** Agreement, accuracy and loss by epoch: of the model's training, and of one model under two frameworks. */
import { ticksAround } from './axes.js';
import { showFigure } from './figure.js';
import { legendOf, lineChart, valuesOf } from './line-chart.js';
import { emosense, kerasTensorflow, kerasTorch } from './model-configs.js';

/** @import { Curve, HorizontalScale, Point } from './line-chart.js' */
/** @import { Context } from './model.js' */

/** The ticks of the charts of two frameworks, which cover more than those of one more training. */
const FRAMEWORK_TICKS = { accuracy: [0.4, 0.6, 0.8, 1], loss: [0, 0.5, 1, 1.5, 2] };

/** @param {HTMLElement} figure @param {Context} context */
export function showCurves(figure, { strings, numbers }) {
  const { chosenEpoch, epochs } = emosense.trained;
  /** @type {Point[]} */
  const history = emosense.history;
  const chosen = history[chosenEpoch - 1];
  const { curves: text } = strings;
  const shares = { format: numbers.wholePercent, exact: numbers.percent };
  const charts = [
    {
      title: text.agreement,
      label: text.agreementLabel,
      ...shares,
      curves: curvesOf(history, [
        { field: 'publicAgreement', label: text.test, tone: 'primary' },
        { field: 'publicAlignedAgreement', label: text.aligned, tone: 'tertiary', dashed: true },
        { field: 'peopleAccuracy', label: text.people, tone: 'muted' },
      ]),
    },
    {
      title: text.accuracy,
      label: text.label,
      ...shares,
      curves: curvesOf(history, [
        { field: 'publicAccuracy', label: text.test, tone: 'primary' },
        { field: 'publicAlignedAccuracy', label: text.aligned, tone: 'tertiary', dashed: true },
        { field: 'trainAccuracy', label: text.training, tone: 'secondary' },
      ]),
    },
    {
      title: text.loss,
      label: text.lossLabel,
      format: numbers.hundredths,
      exact: numbers.thousandths,
      curves: curvesOf(history, [{ field: 'loss', label: text.training, tone: 'secondary' }]),
    },
  ].filter(({ curves }) => curves.length);
  const legend = legendOf(charts.flatMap(({ curves }) => curves));
  showFigure(
    figure,
    {
      legend: legend.filter(({ label }, index) => legend.findIndex((item) => item.label === label) === index),
      charts: charts.map(({ title, label, curves, format, exact }) =>
        lineChart({
          title,
          label,
          curves,
          x: epochScale(strings),
          y: { ticks: ticksAround(valuesOf(curves)), format, exact },
          marked: chosenEpoch - 1,
        }),
      ),
      caption: text.caption(
        { chosen: numbers.count(chosenEpoch), all: numbers.count(epochs) },
        numbers.percent(Number(chosen.publicAgreement)),
        numbers.percent(Number(chosen.publicAccuracy)),
        numbers.percent(Number(chosen.peopleAccuracy)),
      ),
      source: 'models/emotion.json, history',
      numbers: {
        columns: [
          strings.columns.epoch,
          ...charts.flatMap(({ title, curves }) => curves.map(({ label }) => text.of(title, label))),
        ],
        rows: history.map((epoch) => [
          numbers.count(Number(epoch.epoch)),
          ...charts.flatMap(({ curves, exact }) =>
            curves.map(({ field }) => {
              const value = epoch[field];
              return value === undefined ? '–' : exact(value);
            }),
          ),
        ]),
      },
    },
    strings,
  );
}

/** @param {HTMLElement} figure @param {Context} context */
export function showFrameworks(figure, { strings, numbers }) {
  const runs = [
    { name: 'TensorFlow', points: kerasTensorflow.history },
    { name: 'PyTorch', points: kerasTorch.history },
  ];
  /** @param {string} train @param {string} test @returns {Curve[]} */
  const curves = (train, test) =>
    runs.flatMap(({ name, points }, run) => [
      { points, field: train, label: strings.frameworks.train(name), tone: 'secondary', dashed: run > 0 },
      { points, field: test, label: strings.frameworks.test(name), tone: 'primary', dashed: run > 0 },
    ]);
  const accuracies = curves('trainAccuracy', 'publicAccuracy');
  const losses = curves('loss', 'publicLoss');
  const x = epochScale(strings);
  const [tensorflow, torch] = runs.map(({ points }) => points[points.length - 1]);
  showFigure(
    figure,
    {
      legend: legendOf(accuracies),
      charts: [
        lineChart({
          title: strings.curves.accuracy,
          label: strings.frameworks.label,
          curves: accuracies,
          x,
          y: { ticks: FRAMEWORK_TICKS.accuracy, format: numbers.wholePercent, exact: numbers.percent },
        }),
        lineChart({
          title: strings.curves.loss,
          label: strings.frameworks.lossLabel,
          curves: losses,
          x,
          y: { ticks: FRAMEWORK_TICKS.loss, format: numbers.hundredths, exact: numbers.thousandths },
        }),
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
          ...losses.map(({ label }) => strings.curves.of(strings.curves.loss, label)),
        ],
        rows: runs[0].points.map(({ epoch }, index) => [
          numbers.count(epoch),
          ...accuracies.map(({ points, field }) => numbers.percent(Number(points[index][field]))),
          ...losses.map(({ points, field }) => numbers.thousandths(Number(points[index][field]))),
        ]),
      },
    },
    strings,
  );
}

/**
 * Returns the curves of which the history has values: not every run logged everything.
 * @param {Point[]} history
 * @param {Omit<Curve, 'points'>[]} curves
 * @returns {Curve[]}
 */
const curvesOf = (history, curves) =>
  curves
    .filter(({ field }) => history.some((epoch) => epoch[field] !== undefined))
    .map((curve) => ({ points: history, ...curve }));

/** @param {Context['strings']} strings @returns {HorizontalScale} */
const epochScale = ({ columns, curves }) => ({
  field: 'epoch',
  label: columns.epoch,
  format: String,
  name: (epoch) => curves.epoch(String(epoch)),
});
