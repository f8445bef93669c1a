/** Compares the model with those of the paper: by people, by the labels, on two classes, and on the paper's splits. */
import { ticksAround } from './axes.js';
import { dotPlot } from './dot-plot.js';
import { showFigure } from './figure.js';
import { emosense, folds, happySad, imageCount, paper, paper7030, resnet5, tuned } from './model-configs.js';

/** @import { Format } from './axes.js' */
/** @import { Row } from './dot-plot.js' */
/** @import { Tone } from './figure.js' */
/** @import { TestResult } from './model-configs.js' */
/** @import { Context } from './model.js' */
/** @typedef {{ name: string, tone: Tone, result: TestResult }} ComparedModel */

/** @param {HTMLElement} figure @param {Context} context */
export function showPaperComparison(figure, { strings, numbers }) {
  const { names } = strings.comparison;
  const groups = groupsOf(strings, numbers);
  const meanOfFolds = folds.reduce((total, { test }) => total + test.accuracy / folds.length, 0);
  /** @param {number | null | undefined} value @param {Format} format */
  const optional = (value, format) => (typeof value === 'number' ? format(value) : '–');
  /** @param {TestResult} result */
  const sharesOf = ({ accuracy, ferPlusMajorityAccuracy }) => ({
    people: optional(ferPlusMajorityAccuracy, numbers.percent),
    labels: numbers.percent(accuracy),
  });
  showFigure(
    figure,
    {
      legend: [
        { tone: 'primary', label: names.emosense },
        { tone: 'secondary', label: strings.comparison.paperModels },
        { tone: 'muted', label: strings.columns.flip, kind: 'ring' },
      ],
      charts: [
        chartOf(strings.comparison.agreement, agreementRows(groups[0].models, strings), strings, numbers),
        ...groups.map(({ title, models }) => chartOf(title, accuracyRows(models, strings), strings, numbers)),
      ],
      caption: strings.comparison.caption(
        sharesOf(emosense.privateTest),
        sharesOf(paper.privateTest),
        numbers.percent(meanOfFolds),
      ),
      source: 'models/emotion.json, models/paper/*.json',
      numbers: {
        columns: [
          strings.columns.model,
          strings.columns.images,
          strings.columns.agreement,
          strings.columns.labelAccuracy,
          strings.columns.flip,
          strings.columns.macroF1,
          strings.columns.labelEce,
        ],
        rows: groups.flatMap(({ title, models }) =>
          models.map(({ name, result }) => [
            `${name} (${title})`,
            numbers.count(imageCount(result)),
            optional(result.ferPlusMajorityAccuracy, numbers.percent),
            numbers.percent(result.accuracy),
            numbers.percent(result.accuracyWithFlip),
            numbers.thousandths(result.macroF1),
            optional(result.ece, numbers.thousandths),
          ]),
        ),
      },
    },
    strings,
  );
}

/**
 * Returns the groups of models that are tested on the same task.
 * @param {Context['strings']} strings
 * @param {Context['numbers']} numbers
 */
function groupsOf({ comparison }, numbers) {
  const { names } = comparison;
  /** @param {string} name @param {TestResult} result @param {Tone} [tone] @returns {ComparedModel} */
  const model = (name, result, tone = 'secondary') => ({ name, tone, result });
  return [
    {
      title: comparison.official,
      models: [
        model(names.emosense, emosense.privateTest, 'primary'),
        model(names.tuned, tuned.privateTest),
        model(names.resnet5, resnet5.privateTest),
        model(names.paper, paper.privateTest),
      ],
    },
    {
      title: comparison.happySad,
      models: [
        model(names.emosense, emosense.happySad.privateTest, 'primary'),
        model(names.resnet5, resnet5.happySad.privateTest),
        model(names.paper, paper.happySad.privateTest),
        model(names.happySad, happySad.privateTest),
      ],
    },
    {
      title: comparison.splits,
      models: [
        model(names.split, paper7030.test),
        ...folds.map(({ test }, index) => model(names.fold(numbers.count(index + 1)), test)),
      ],
    },
  ];
}

/**
 * Returns a row for each model whose agreement with people was measured.
 * @param {ComparedModel[]} models
 * @param {Context['strings']} strings
 * @returns {Row[]}
 */
const agreementRows = (models, { columns }) =>
  models.flatMap(({ name, tone, result: { ferPlusMajorityAccuracy: value } }) =>
    typeof value === 'number' ? [{ name, dots: [{ tone, value, label: columns.agreement }] }] : [],
  );

/** @param {ComparedModel[]} models @param {Context['strings']} strings @returns {Row[]} */
const accuracyRows = (models, { columns }) =>
  models.map(({ name, tone, result: { accuracy, accuracyWithFlip } }) => ({
    name,
    dots: [
      { tone, value: accuracy, label: columns.labelAccuracy },
      { tone, value: accuracyWithFlip, label: columns.flip, ring: true },
    ],
  }));

/** @param {string} title @param {Row[]} rows @param {Context['strings']} strings @param {Context['numbers']} numbers */
function chartOf(title, rows, { comparison }, { percent, wholePercent }) {
  const ticks = ticksAround(rows.flatMap(({ dots }) => dots.map(({ value }) => value)));
  return dotPlot({ title, label: comparison.label(title), rows, ticks, percent, wholePercent });
}
