/** What the setting `sensitivity` trades: agreement with people against FER-2013's labels. */
import { ticksAround } from './axes.js';
import { showFigure } from './figure.js';
import { legendOf, lineChart, valuesOf } from './line-chart.js';
import { emosense } from './model-configs.js';

/** @import { Curve } from './line-chart.js' */
/** @import { Context } from './model.js' */

/** @param {HTMLElement} figure @param {Context} context */
export function showSensitivity(figure, { strings, numbers }) {
  const points = emosense.privateTest.sensitivityCurve;
  const { sensitivity: text, columns } = strings;
  /** @type {Curve[]} */
  const curves = [
    { points, field: 'agreement', label: columns.agreement, tone: 'primary' },
    { points, field: 'neutralRecall', label: columns.neutralRecall, tone: 'secondary' },
    { points, field: 'accuracy', label: columns.labelAccuracy, tone: 'tertiary', dashed: true },
  ];
  const [people, labels] = [points[0], points[points.length - 1]].map(({ agreement, neutralRecall, accuracy }) => ({
    agreement: numbers.percent(agreement),
    neutralRecall: numbers.percent(neutralRecall),
    accuracy: numbers.percent(accuracy),
  }));
  showFigure(
    figure,
    {
      legend: legendOf(curves),
      charts: [
        lineChart({
          label: text.label,
          curves,
          x: {
            field: 'sensitivity',
            label: columns.sensitivity,
            format: numbers.decimal,
            name: (value) => text.at(numbers.decimal(value)),
          },
          y: { ticks: ticksAround(valuesOf(curves)), format: numbers.wholePercent, exact: numbers.percent },
        }),
      ],
      caption: text.caption(people, labels),
      source: 'models/emotion.json, privateTest.sensitivityCurve',
      numbers: {
        columns: [
          columns.sensitivity,
          columns.agreement,
          columns.meanRecall,
          columns.neutralRecall,
          columns.labelAccuracy,
          columns.macroF1,
          columns.voteEce,
          columns.labelEce,
        ],
        rows: points.map((point) => [
          numbers.decimal(point.sensitivity),
          ...[point.agreement, point.meanRecall, point.neutralRecall, point.accuracy].map(numbers.percent),
          ...[point.macroF1, point.voteEce, point.ece].map(numbers.thousandths),
        ]),
      },
    },
    strings,
  );
}
