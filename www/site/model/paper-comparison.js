/**
 * Compares the model with those of the paper: on the official test, on happy and sad alone, and on the paper's splits.
 */
import { dotPlot } from './dot-plot.js';
import { showFigure } from './figure.js';
import { emosense, folds, happySad, imageCount, paper, paper7030, resnet5, tuned } from './model-configs.js';

/** @import { Tone } from './figure.js' */
/** @import { TestResult } from './model-configs.js' */
/** @import { Context } from './model.js' */
/** @typedef {{ name: string, tone: Tone, result: TestResult }} ComparedModel */

/** @param {HTMLElement} figure @param {Context} context */
export function showPaperComparison(figure, { strings, numbers }) {
  const { names } = strings.comparison;
  const groups = groupsOf(strings, numbers);
  const meanOfFolds = folds.reduce((total, { test }) => total + test.accuracy / folds.length, 0);
  showFigure(
    figure,
    {
      legend: [
        { tone: 'primary', label: names.emosense },
        { tone: 'secondary', label: strings.comparison.paperModels },
        { tone: 'muted', label: strings.columns.flip, kind: 'ring' },
      ],
      charts: groups.map(({ title, models, ...scale }) =>
        dotPlot({
          title,
          label: strings.comparison.label(title),
          rows: models.map(({ name, tone, result: { accuracy, accuracyWithFlip } }) => ({
            name,
            dots: [
              { tone, value: accuracy, label: strings.columns.accuracy },
              { tone, value: accuracyWithFlip, label: strings.columns.flip, ring: true },
            ],
          })),
          ...scale,
          percent: numbers.percent,
          wholePercent: numbers.wholePercent,
        }),
      ),
      caption: strings.comparison.caption(
        numbers.percent(emosense.privateTest.accuracy),
        numbers.percent(paper.privateTest.accuracy),
        numbers.percent(meanOfFolds),
      ),
      source: 'models/emotion.json, models/paper/*.json',
      numbers: {
        columns: [
          strings.columns.model,
          strings.columns.images,
          strings.columns.accuracy,
          strings.columns.flip,
          strings.columns.macroF1,
          strings.columns.ece,
        ],
        rows: groups.flatMap(({ title, models }) =>
          models.map(({ name, result }) => [
            `${name} (${title})`,
            numbers.count(imageCount(result)),
            numbers.percent(result.accuracy),
            numbers.percent(result.accuracyWithFlip),
            numbers.thousandths(result.macroF1),
            result.ece === undefined ? '–' : numbers.thousandths(result.ece),
          ]),
        ),
      },
    },
    strings,
  );
}

/**
 * Returns the charts' groups of models, each with its scale.
 * @param {Context['strings']} strings
 * @param {Context['numbers']} numbers
 */
function groupsOf(strings, numbers) {
  const { names } = strings.comparison;
  /** @param {string} name @param {TestResult} result @param {Tone} [tone] @returns {ComparedModel} */
  const model = (name, result, tone = 'secondary') => ({ name, tone, result });
  const sevenClassScale = { from: 0.55, to: 0.72, ticks: [0.55, 0.6, 0.65, 0.7] };
  return [
    {
      title: strings.comparison.official,
      models: [
        model(names.emosense, emosense.privateTest, 'primary'),
        model(names.tuned, tuned.privateTest),
        model(names.resnet5, resnet5.privateTest),
        model(names.paper, paper.privateTest),
      ],
      ...sevenClassScale,
    },
    {
      title: strings.comparison.happySad,
      models: [
        model(names.emosense, emosense.happySad.privateTest, 'primary'),
        model(names.resnet5, resnet5.happySad.privateTest),
        model(names.paper, paper.happySad.privateTest),
        model(names.happySad, happySad.privateTest),
      ],
      from: 0.89,
      to: 0.96,
      ticks: [0.9, 0.92, 0.94, 0.96],
    },
    {
      title: strings.comparison.splits,
      models: [
        model(names.split, paper7030.test),
        ...folds.map(({ test }, index) => model(names.fold(numbers.count(index + 1)), test)),
      ],
      ...sevenClassScale,
    },
  ];
}
