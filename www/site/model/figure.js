/** A figure: charts that are laid out anew when their room changes, what their colors mean, a caption, and their numbers as a table. */
import { plot } from '@observablehq/plot';
import { html } from '../../package/ui/dom.js';

/** The colors of a chart, by what they are for; model.css says what they are by day and night. @typedef {'one' | 'two' | 'three' | 'quiet'} Tone */
/** @typedef {{ tone: Tone, label: string, kind?: 'line' | 'dashes' | 'ring' }} Key */
/** @typedef {{ label: string, title?: string, options: (width: number) => import('@observablehq/plot').PlotOptions }} Chart `label`: what it is, for those who do not see it; `title` stands over it */
/** @typedef {{ columns: string[], rows: string[][] }} Numbers the first column names the rows */
/** @typedef {{ charts: Chart[], keys?: Key[], caption: string, source: string, numbers: Numbers }} Content */

/** As the page has it by day or by night. @param {Tone | 'ink' | 'soft' | 'line' | 'paper' | 'surface'} name */
export const color = (name) => `var(--${name})`;

/** @param {HTMLElement} figure empty as yet @param {Content} content @param {typeof import('../locales/en/model.js').strings} words */
export function showFigure(figure, { charts, keys = [], caption, source, numbers }, words) {
  if (keys.length)
    figure.append(
      html(
        'ul',
        { class: 'keys' },
        ...keys.map(({ tone, label, kind = 'dot' }) =>
          html('li', {}, html('span', { class: `key ${tone} ${kind}` }), label),
        ),
      ),
    );
  figure.append(
    html('div', { class: 'charts' }, ...charts.map(placeOf)),
    ...underFigure(figure, caption, source, numbers, words),
  );
}

/** What stands under every figure, drawn or not. @param {HTMLElement} figure @param {string} caption @param {string} source @param {Numbers} numbers @param {typeof import('../locales/en/model.js').strings} words */
export function underFigure(figure, caption, source, numbers, words) {
  const heading = figure.parentElement?.querySelector('h2')?.textContent ?? '';
  return [
    html('figcaption', {}, caption, ' ', html('cite', {}, words.from(source))),
    html(
      'details',
      { class: 'numbers' },
      html('summary', {}, words.numbers),
      tableOf(numbers, words.numbersOf(heading)),
    ),
  ];
}

/** @param {Chart} chart */
function placeOf({ label, title, options }) {
  const place = html('div', { class: 'chart', role: 'img', 'aria-label': label });
  let laidOut = 0;
  new ResizeObserver(
    ([
      {
        contentRect: { width },
      },
    ]) => {
      if (!width || Math.round(width) === laidOut) return;
      laidOut = Math.round(width);
      const svg = plot({ width: laidOut, className: 'plot', ...options(laidOut) });
      // A style element breaks the policy once it stands in the page; model.css has what was in it.
      svg.querySelector('style')?.remove();
      svg.setAttribute('aria-hidden', 'true'); // its groups have names such as “bar”; the place and the table say what there is
      place.replaceChildren(svg);
    },
  ).observe(place);
  return title ? html('div', { class: 'titled' }, html('h3', {}, title), place) : place;
}

/** @param {Numbers} numbers @param {string} label */
function tableOf({ columns, rows }, label) {
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
