/** The confusion matrix as a heat map: a grid whose cells can be pointed at, tapped, or walked through with the arrow keys. */
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { LABELS, own, sum } from './model-configs.js';
import { underFigure } from './figure.js';

/** @typedef {import('./model.js').Context} Context */

/** @type {Record<string, [down: number, across: number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {HTMLElement} figure @param {Context} context */
export function showConfusion(figure, { words, emotions, numbers }) {
  const counts = own.privateTest.confusion;
  const totals = counts.map(sum);
  const shares = counts.map((row, at) => row.map((count) => count / totals[at]));
  const sentence = (/** @type {number} */ row, /** @type {number} */ column) =>
    words.confusion.cell(
      {
        count: numbers.count(counts[row][column]),
        of: numbers.count(totals[row]),
        share: numbers.wholePercent(shares[row][column]),
      },
      emotions[LABELS[row]],
      emotions[LABELS[column]],
    );

  const read = html('p', { class: 'read', 'aria-hidden': 'true' }); // every cell has the sentence as its name
  const cells = shares.map((row, down) =>
    row.map((share, across) => {
      const cell = html(
        'td',
        { tabindex: '-1', 'aria-label': sentence(down, across), class: down === across && 'right' },
        numbers.wholePercent(share),
      );
      cell.style.setProperty('--share', String(share));
      return cell;
    }),
  );
  /** @param {number} down @param {number} across */
  const choose = (down, across) => {
    for (const cell of cells.flat()) cell.tabIndex = cell === cells[down][across] ? 0 : -1;
    read.textContent = sentence(down, across);
  };
  cells.forEach((row, down) =>
    row.forEach((cell, across) => {
      cell.addEventListener('focus', () => choose(down, across));
      cell.addEventListener('pointerenter', () => choose(down, across));
      cell.addEventListener('keydown', (event) => {
        const [below, beside] = STEPS[event.key] ?? [0, 0];
        const next = cells[down + below]?.[across + (document.documentElement.dir === 'rtl' ? -beside : beside)];
        if (next === cell || !next) return;
        event.preventDefault();
        next.focus();
      });
    }),
  );

  const heads = LABELS.map((label) =>
    html('th', { scope: 'col', 'data-emotion': label }, icon('', label), html('span', {}, emotions[label])),
  );
  const rows = LABELS.map((label, down) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row', 'data-emotion': label }, icon('', label), html('span', {}, emotions[label])),
      ...cells[down],
    ),
  );
  const grid = html(
    'table',
    { role: 'grid', class: 'matrix', 'aria-label': words.confusion.label },
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { class: 'corner', scope: 'col', rowspan: '2' }, words.confusion.corner),
        html('th', { scope: 'colgroup', colspan: String(LABELS.length) }, words.confusion.called),
      ),
      html('tr', {}, ...heads),
    ),
    html('tbody', {}, ...rows),
  );

  const mistaken = mistakes(shares);
  choose(mistaken[0].down, mistaken[0].across);
  const right = shares.map((row, at) => row[at]);
  const [best, least] = [right.indexOf(Math.max(...right)), right.indexOf(Math.min(...right))];
  const instead = mistaken.find(({ down }) => down === least) ?? mistaken[0];
  const caption = words.confusion.caption(
    [emotions[LABELS[best]], numbers.wholePercent(right[best])],
    [emotions[LABELS[least]], numbers.wholePercent(right[least])],
    [emotions[LABELS[instead.across]], numbers.wholePercent(instead.share)],
  );
  figure.append(
    html('div', { class: 'scrolling' }, grid),
    read,
    ...underFigure(
      figure,
      caption,
      'models/emotion.json, privateTest.confusion',
      {
        columns: [words.confusion.corner, ...LABELS.map((label) => emotions[label]), words.confusion.total],
        rows: LABELS.map((label, at) => [emotions[label], ...counts[at].map(numbers.count), numbers.count(totals[at])]),
      },
      words,
    ),
  );
}

/** All cells beside the diagonal, the fullest first. @param {number[][]} shares */
function mistakes(shares) {
  return shares
    .flatMap((row, down) => row.map((share, across) => ({ down, across, share })))
    .filter(({ down, across }) => down !== across)
    .sort((one, other) => other.share - one.share);
}
