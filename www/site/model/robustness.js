/**
 * Robustness: detection rate and accuracy for faces that are small, tilted, blurred, noisy, compressed or badly lit.
 */
import { line, pointerX, tip } from '@observablehq/plot';
import { horizontalAxis, tooltipStyle, verticalAxis } from './axes.js';
import { dotPlot } from './dot-plot.js';
import { color, showFigure } from './figure.js';
import { robustness } from './model-configs.js';

/** @import { Context } from './model.js' */
/** One condition with its results. @typedef {typeof robustness[number]} Point */

/** The accuracy is shown only if at least this share of the faces is detected: it means little for a few faces. */
const MIN_DETECTION_RATE = 0.05;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

const isByHeight = (/** @type {Point} */ { group }) => group.startsWith('face height');
/** Returns the number in a text such as "80 px". */
const numberIn = (/** @type {string} */ text) => Number(/-?[\d.]+/.exec(text)?.[0]);
const groupsOf = (/** @type {Point[]} */ points) =>
  [...new Set(points.map(({ group }) => group))].map((group) => ({
    group,
    points: points.filter((point) => point.group === group),
  }));

/** @param {HTMLElement} figure @param {Context} context */
export function showHeights(figure, { strings, numbers }) {
  const lines = /** @type {const} */ ([
    { field: 'found', tone: 'muted', label: strings.robustness.detected, kind: 'dashes' },
    { field: 'accuracyFound', tone: 'primary', label: strings.robustness.accuracyOfDetected, kind: 'line' },
    { field: 'accuracyBareOfFound', tone: 'secondary', label: strings.robustness.accuracyOfCrops, kind: 'dashes' },
    { field: 'accuracyAll', tone: 'tertiary', label: strings.robustness.accuracyOfAll, kind: 'line' },
  ]);
  const points = robustness.filter(isByHeight).map((point) => ({
    ...point,
    inputSize: Number(/\d+$/.exec(point.group)?.[0]),
    height: numberIn(point.condition),
  }));
  const inputSizes = [...new Set(points.map(({ inputSize }) => inputSize))];
  const smallFaces = points.filter(({ height }) => height === 80);
  const largestFaces = points.find((point) => point.inputSize === inputSizes[0] && point.height === 300) ?? points[0];
  showFigure(
    figure,
    {
      legend: lines.map(({ tone, label, kind }) => ({ tone, label, kind })),
      charts: inputSizes.map((inputSize) => {
        const shown = points.filter((point) => point.inputSize === inputSize);
        return {
          title: strings.robustness.inputSize(numbers.count(inputSize)),
          label: strings.robustness.heightsLabel(numbers.count(inputSize)),
          options: () => ({
            height: 340,
            marginLeft: 48,
            marginRight: 16,
            marginBottom: 44,
            x: { domain: [40, 300] },
            y: { domain: [0, 1] },
            marks: [
              ...verticalAxis(numbers.wholePercent, SHARES),
              ...horizontalAxis(numbers.count, [40, 100, 160, 240, 300], strings.robustness.height),
              ...lines.map(({ field, tone, kind }) =>
                line(shown, {
                  x: 'height',
                  y: (point) => (field.endsWith('Found') && point.found < MIN_DETECTION_RATE ? NaN : point[field]),
                  stroke: color(tone),
                  strokeWidth: kind === 'line' ? 2.5 : 2,
                  strokeDasharray: kind === 'line' ? undefined : '6 4',
                }),
              ),
              tip(
                shown,
                pointerX({
                  ...tooltipStyle,
                  x: 'height',
                  y: 'found',
                  title: (point) =>
                    [
                      strings.robustness.pixels(numbers.count(point.height)),
                      ...lines.map(({ field, label }) => `${label}: ${numbers.percent(point[field])}`),
                    ].join('\n'),
                }),
              ),
            ],
          }),
        };
      }),
      caption: strings.robustness.heightsCaption(
        numbers.count(80),
        smallFaces.map(({ inputSize, found }) => [numbers.count(inputSize), numbers.wholePercent(found)]),
        numbers.wholePercent(largestFaces.found),
      ),
      source: 'models/robustness.json',
      numbers: {
        columns: [strings.columns.condition, ...lines.map(({ label }) => label)],
        rows: points.map((point) => [
          strings.robustness.heightAt(numbers.count(point.height), numbers.count(point.inputSize)),
          ...lines.map(({ field }) => numbers.percent(point[field])),
        ]),
      },
    },
    strings,
  );
}

/** @param {HTMLElement} figure @param {Context} context */
export function showDistortions(figure, { strings, numbers }) {
  const fields = /** @type {const} */ ([
    { field: 'accuracyAll', tone: 'tertiary', label: strings.robustness.accuracyOfAll },
    { field: 'accuracyFound', tone: 'primary', label: strings.robustness.accuracyOfDetected },
    { field: 'found', tone: 'muted', label: strings.robustness.detected },
  ]);
  const points = robustness.filter((point) => !isByHeight(point));
  const nameOf = (/** @type {Point} */ { group, condition }) => {
    const name = strings.robustness.conditions[condition] ?? strings.robustness.conditions[group];
    return typeof name === 'function' ? name(numbers.count(numberIn(condition))) : name;
  };
  const accuracies = points.map(({ accuracyFound }) => accuracyFound);
  const worst = points[accuracies.indexOf(Math.min(...accuracies))];
  showFigure(
    figure,
    {
      legend: fields.map(({ tone, label }) => ({ tone, label })),
      charts: groupsOf(points).map(({ group, points }) =>
        dotPlot({
          title: strings.robustness.groups[group],
          label: strings.robustness.distortionLabel(strings.robustness.groups[group]),
          rows: points.map((point) => ({
            name: nameOf(point),
            dots: fields.map(({ field, tone, label }) => ({ tone, label, value: point[field] })),
          })),
          ticks: [0.25, 0.5, 0.75, 1],
          percent: numbers.percent,
          wholePercent: numbers.wholePercent,
        }),
      ),
      caption: strings.robustness.distortionsCaption(
        strings.robustness.groups[worst.group],
        nameOf(worst),
        numbers.wholePercent(worst.accuracyFound),
      ),
      source: 'models/robustness.json',
      numbers: {
        columns: [strings.columns.condition, ...fields.map(({ label }) => label)],
        rows: points.map((point) => [
          `${strings.robustness.groups[point.group]}, ${nameOf(point)}`,
          ...fields.map(({ field }) => numbers.percent(point[field])),
        ]),
      },
    },
    strings,
  );
}
