/** What is left when the face is far away, tilted, blurred, noisy, compressed or badly lit: how many are found, and how many of them are right. */
import { line, pointerX, tip } from '@observablehq/plot';
import { horizontalAxis, told, verticalAxis } from './axes.js';
import { robustness } from './model-configs.js';
import { dotRows } from './dot-plot.js';
import { color, showFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */
/** @typedef {typeof robustness[number]} Point */

/** Of a handful of faces an accuracy says nothing. */
const FEWEST_FOUND = 0.05;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

const isByHeight = (/** @type {Point} */ { group }) => group.startsWith('face height');
const numberIn = (/** @type {string} */ text) => Number(/-?[\d.]+/.exec(text)?.[0]);
const groupsOf = (/** @type {Point[]} */ points) =>
  [...new Set(points.map(({ group }) => group))].map((group) => ({
    group,
    points: points.filter((point) => point.group === group),
  }));

/** @param {HTMLElement} figure @param {Context} context */
export function showHeights(figure, { words, numbers }) {
  const lines = /** @type {const} */ ([
    { field: 'found', tone: 'quiet', label: words.robustness.found, kind: 'dashes' },
    { field: 'accuracyFound', tone: 'one', label: words.robustness.rightOfFound, kind: 'line' },
    { field: 'accuracyBareOfFound', tone: 'two', label: words.robustness.rightBare, kind: 'dashes' },
    { field: 'accuracyAll', tone: 'three', label: words.robustness.rightOfAll, kind: 'line' },
  ]);
  const points = robustness
    .filter(isByHeight)
    .map((point) => ({ ...point, side: Number(/\d+$/.exec(point.group)?.[0]), height: numberIn(point.condition) }));
  const sides = [...new Set(points.map(({ side }) => side))];
  const at = (/** @type {number} */ side, /** @type {number} */ height) =>
    points.find((point) => point.side === side && point.height === height) ?? points[0];
  const far = points.filter(({ height }) => height === 80);
  showFigure(
    figure,
    {
      keys: lines.map(({ tone, label, kind }) => ({ tone, label, kind })),
      charts: sides.map((side) => {
        const own = points.filter((point) => point.side === side);
        return {
          title: words.robustness.searchedAt(numbers.count(side)),
          label: words.robustness.heightsLabel(numbers.count(side)),
          options: () => ({
            height: 340,
            marginLeft: 48,
            marginRight: 16,
            marginBottom: 44,
            x: { domain: [40, 300] },
            y: { domain: [0, 1] },
            marks: [
              ...verticalAxis(numbers.wholePercent, SHARES),
              ...horizontalAxis(numbers.count, [40, 100, 160, 240, 300], words.robustness.height),
              ...lines.map(({ field, tone, kind }) =>
                line(own, {
                  x: 'height',
                  y: (point) => (field.endsWith('Found') && point.found < FEWEST_FOUND ? NaN : point[field]),
                  stroke: color(tone),
                  strokeWidth: kind === 'line' ? 2.5 : 2,
                  strokeDasharray: kind === 'line' ? undefined : '6 4',
                }),
              ),
              tip(
                own,
                pointerX({
                  ...told,
                  x: 'height',
                  y: 'found',
                  title: (point) =>
                    [
                      words.robustness.pixels(numbers.count(point.height)),
                      ...lines.map(({ field, label }) => `${label}: ${numbers.percent(point[field])}`),
                    ].join('\n'),
                }),
              ),
            ],
          }),
        };
      }),
      caption: words.robustness.heightsCaption(
        numbers.count(80),
        far.map(({ side, found }) => [numbers.count(side), numbers.wholePercent(found)]),
        numbers.wholePercent(at(sides[0], 300).found),
      ),
      source: 'models/robustness.json',
      numbers: {
        columns: [words.columns.condition, ...lines.map(({ label }) => label)],
        rows: points.map((point) => [
          words.robustness.heightAt(numbers.count(point.height), numbers.count(point.side)),
          ...lines.map(({ field }) => numbers.percent(point[field])),
        ]),
      },
    },
    words,
  );
}

/** @param {HTMLElement} figure @param {Context} context */
export function showDisturbances(figure, { words, numbers }) {
  const fields = /** @type {const} */ ([
    { field: 'accuracyAll', tone: 'three', label: words.robustness.rightOfAll },
    { field: 'accuracyFound', tone: 'one', label: words.robustness.rightOfFound },
    { field: 'found', tone: 'quiet', label: words.robustness.found },
  ]);
  const points = robustness.filter((point) => !isByHeight(point));
  const nameOf = (/** @type {Point} */ { group, condition }) => {
    const inWords = words.robustness.conditions[condition] ?? words.robustness.conditions[group];
    return typeof inWords === 'function' ? inWords(numbers.count(numberIn(condition))) : inWords;
  };
  const right = points.map(({ accuracyFound }) => accuracyFound);
  const least = points[right.indexOf(Math.min(...right))];
  showFigure(
    figure,
    {
      keys: fields.map(({ tone, label }) => ({ tone, label })),
      charts: groupsOf(points).map(({ group, points }) =>
        dotRows({
          title: words.robustness.groups[group],
          label: words.robustness.disturbanceLabel(words.robustness.groups[group]),
          rows: points.map((point) => ({
            name: nameOf(point),
            dots: fields.map(({ field, tone, label }) => ({ tone, label, value: point[field] })),
          })),
          from: 0.25,
          to: 1,
          ticks: [0.25, 0.5, 0.75, 1],
          percent: numbers.percent,
          wholePercent: numbers.wholePercent,
        }),
      ),
      caption: words.robustness.disturbancesCaption(
        words.robustness.groups[least.group],
        nameOf(least),
        numbers.wholePercent(least.accuracyFound),
      ),
      source: 'models/robustness.json',
      numbers: {
        columns: [words.columns.condition, ...fields.map(({ label }) => label)],
        rows: points.map((point) => [
          `${words.robustness.groups[point.group]}, ${nameOf(point)}`,
          ...fields.map(({ field }) => numbers.percent(point[field])),
        ]),
      },
    },
    words,
  );
}
