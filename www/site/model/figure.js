/** A figure: charts that resize with the page, a legend, a caption, and a table of the numbers. */
import { plot } from '@observablehq/plot';
import { html } from '../../package/ui/dom.js';
import { observeWidth } from '../charts/observe-width.js';

/** @import { PlotOptions } from '@observablehq/plot' */
/** @import { ModelStrings } from '../locales/en/model.js' */
/**
 * A color of the charts; figures.css defines it for the light and the dark theme.
 * @typedef {'primary' | 'secondary' | 'tertiary' | 'muted'} Tone
 */
/** @typedef {{ tone: Tone, label: string, kind?: 'line' | 'dashes' | 'ring' }} LegendItem */
/**
 * @typedef {object} Chart
 * @property {string} label describes the chart to screen readers
 * @property {string} [title] stands above the chart
 * @property {(width: number) => PlotOptions} options
 */
/** @typedef {{ columns: string[], rows: string[][] }} NumbersTable the first column holds the rows' names */
/**
 * @typedef {object} FigureContent
 * @property {Chart[]} charts
 * @property {LegendItem[]} [legend]
 * @property {string} caption
 * @property {string} source the file that the numbers are from
 * @property {NumbersTable} numbers
 */

/** Returns a color of the current theme. @param {Tone | 'ink' | 'soft' | 'line' | 'paper' | 'surface'} name */
export const color = (name) => `var(--${name})`;

/** Fills an empty figure. @param {HTMLElement} figure @param {FigureContent} content @param {ModelStrings} strings */
export function showFigure(figure, { charts, legend = [], caption, source, numbers }, strings) {
  const heading = figure.closest('section')?.querySelector('h2')?.textContent ?? '';
  if (legend.length)
    figure.append(
      html(
        'ul',
        { class: 'chart-legend' },
        ...legend.map(({ tone, label, kind = 'dot' }) =>
          html('li', {}, html('span', { class: `legend-mark ${tone} ${kind}` }), label),
        ),
      ),
    );
  figure.append(
    html('div', { class: 'charts' }, ...charts.map(renderChart)),
    ...figureText(heading, caption, source, numbers, strings),
  );
}

/**
 * Returns the caption and the table below a figure.
 * @param {string} heading
 * @param {string} caption
 * @param {string} source
 * @param {NumbersTable} numbers
 * @param {ModelStrings} strings
 */
export function figureText(heading, caption, source, numbers, strings) {
  return [
    html('figcaption', {}, caption, ' ', html('cite', {}, strings.from(source))),
    html(
      'details',
      { class: 'numbers' },
      html('summary', {}, strings.numbers),
      renderTable(numbers, strings.numbersOf(heading)),
    ),
  ];
}

/** Draws a chart, and redraws it when its width changes. @param {Chart} chart */
function renderChart({ label, title, options }) {
  const container = html('div', { class: 'chart', role: 'img', 'aria-label': label });
  observeWidth(container, (width) => {
    const svg = plot({ width, className: 'plot', ...options(width) });
    // The security policy forbids style elements; figures.css has the rules of this one.
    svg.querySelector('style')?.remove();
    // The SVG's groups have labels such as "bar"; the container's label and the table describe the chart better.
    svg.setAttribute('aria-hidden', 'true');
    container.replaceChildren(svg);
  });
  return title ? html('div', { class: 'titled' }, html('h3', {}, title), container) : container;
}

/** @param {NumbersTable} numbers @param {string} label */
function renderTable({ columns, rows }, label) {
  return html(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'region', 'aria-label': label },
    html(
      'table',
      {},
      html('thead', {}, html('tr', {}, ...columns.map((column) => html('th', { scope: 'col' }, column)))),
      html(
        'tbody',
        {},
        ...rows.map(([name, ...cells]) =>
          html('tr', {}, html('th', { scope: 'row' }, name), ...cells.map((cell) => html('td', {}, cell))),
        ),
      ),
    ),
  );
}
