/** The network beside the paper's: on the official test, on the paper's own splits, and on happy and sad alone. */
import { folds, happySad, own, paper, paper7030, picturesOf, resnet5, tuned } from './model-configs.js';
import { dotRows } from './dot-plot.js';
import { showFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */
/** @typedef {{ name: string, tone: import('./figure.js').Tone, measured: import('./model-configs.js').Measured }} Network */

/** @param {HTMLElement} figure @param {Context} context */
export function showNetworks(figure, { words, numbers }) {
  const { names } = words.networks;
  /** @param {string} name @param {import('./model-configs.js').Measured} measured @param {import('./figure.js').Tone} [tone] @returns {Network} */
  const network = (name, measured, tone = 'two') => ({ name, tone, measured });
  const groups = [
    {
      title: words.networks.official,
      networks: [
        network(names.own, own.privateTest, 'one'),
        network(names.tuned, tuned.privateTest),
        network(names.resnet5, resnet5.privateTest),
        network(names.paper, paper.privateTest),
      ],
      from: 0.55,
      to: 0.72,
      ticks: [0.55, 0.6, 0.65, 0.7],
    },
    {
      title: words.networks.pair,
      networks: [
        network(names.own, own.happySad.privateTest, 'one'),
        network(names.resnet5, resnet5.happySad.privateTest),
        network(names.paper, paper.happySad.privateTest),
        network(names.pair, happySad.privateTest),
      ],
      from: 0.89,
      to: 0.96,
      ticks: [0.9, 0.92, 0.94, 0.96],
    },
    {
      title: words.networks.splits,
      networks: [
        network(names.split, paper7030.test),
        ...folds.map(({ test }, at) => network(names.fold(numbers.count(at + 1)), test)),
      ],
      from: 0.55,
      to: 0.72,
      ticks: [0.55, 0.6, 0.65, 0.7],
    },
  ];
  const mean = folds.reduce((total, { test }) => total + test.accuracy / folds.length, 0);
  showFigure(
    figure,
    {
      keys: [
        { tone: 'one', label: names.own },
        { tone: 'two', label: words.networks.papers },
        { tone: 'quiet', label: words.columns.flip, kind: 'ring' },
      ],
      charts: groups.map(({ title, networks, ...scale }) =>
        dotRows({
          title,
          label: words.networks.label(title),
          rows: networks.map(({ name, tone, measured: { accuracy, accuracyWithFlip } }) => ({
            name,
            dots: [
              { tone, value: accuracy, label: words.columns.accuracy },
              { tone, value: accuracyWithFlip, label: words.columns.flip, ring: true },
            ],
          })),
          ...scale,
          percent: numbers.percent,
          wholePercent: numbers.wholePercent,
        }),
      ),
      caption: words.networks.caption(
        numbers.percent(own.privateTest.accuracy),
        numbers.percent(paper.privateTest.accuracy),
        numbers.percent(mean),
      ),
      source: 'models/emotion.json, models/paper/*.json',
      numbers: {
        columns: [
          words.columns.network,
          words.columns.pictures,
          words.columns.accuracy,
          words.columns.flip,
          words.columns.macroF1,
          words.columns.ece,
        ],
        rows: groups.flatMap(({ title, networks }) =>
          networks.map(({ name, measured }) => [
            `${name} (${title})`,
            numbers.count(picturesOf(measured)),
            numbers.percent(measured.accuracy),
            numbers.percent(measured.accuracyWithFlip),
            numbers.thousandths(measured.macroF1),
            measured.ece === undefined ? '–' : numbers.thousandths(measured.ece),
          ]),
        ),
      },
    },
    words,
  );
}
