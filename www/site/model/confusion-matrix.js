/** The confusion matrix of a convention as a heat map, whose cells can be read with mouse, finger or arrow keys. */
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { results } from './conventions.js';
import { figureText } from './figure.js';
import { LABELS, sum } from './model-configs.js';

/** @import { Emotion } from '../../package/client/client.js' */
/** @import { Convention } from './conventions.js' */
/** @import { Context } from './model.js' */

/** @typedef {{ row: number, column: number }} Position */
/** @typedef {Context['strings']['confusion']['people']} ConventionStrings */

/** @type {Record<string, [rows: number, columns: number]>} */
const ARROW_KEYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {HTMLElement} figure @param {Context} context @param {Convention} convention */
export function showConfusion(figure, { strings, emotions, numbers }, convention) {
  const { confusion: counts, accuracy, confusionField } = results[convention];
  const text = strings.confusion[convention];
  const title = strings.conventions[convention];
  const totals = counts.map(sum);
  const shares = counts.map((row, index) => row.map((count) => count / totals[index]));
  /** @param {Position} position */
  const sentenceFor = ({ row, column }) =>
    text.cell(
      {
        count: numbers.count(counts[row][column]),
        total: numbers.count(totals[row]),
        share: numbers.wholePercent(shares[row][column]),
      },
      emotions[LABELS[row]],
      emotions[LABELS[column]],
    );
  const errors = largestErrors(shares);
  const cells = shares.map((row, rowIndex) =>
    row.map((share, column) => createCell(share, numbers.wholePercent(share), { row: rowIndex, column }, sentenceFor)),
  );
  const sentence = html('p', { class: 'cell-sentence', 'aria-hidden': 'true' }); // it is the label of the cell, too
  /** @param {Position} position */
  const select = (position) => {
    for (const cell of cells.flat()) cell.tabIndex = cell === cells[position.row][position.column] ? 0 : -1;
    sentence.textContent = sentenceFor(position);
  };
  addCellListeners(cells, select);
  select(errors[0]);

  const recalls = shares.map((row, index) => row[index]);
  const [best, worst] = [recalls.indexOf(Math.max(...recalls)), recalls.indexOf(Math.min(...recalls))];
  const worstError = errors.find(({ row }) => row === worst) ?? errors[0];
  const caption = text.caption(
    { share: numbers.percent(accuracy), images: numbers.count(sum(totals)) },
    [emotions[LABELS[best]], numbers.wholePercent(recalls[best])],
    [emotions[LABELS[worst]], numbers.wholePercent(recalls[worst])],
    [emotions[LABELS[worstError.column]], numbers.wholePercent(worstError.share)],
  );
  const table = {
    columns: [text.corner, ...LABELS.map((label) => emotions[label]), strings.confusion.total],
    rows: LABELS.map((label, index) => [
      emotions[label],
      ...counts[index].map(numbers.count),
      numbers.count(totals[index]),
    ]),
  };
  figure.append(
    html('h3', {}, title),
    html('div', { class: 'scrolling' }, renderGrid(cells, emotions, text, strings.confusion.predicted)),
    sentence,
    ...figureText(title, caption, `models/emotion.json, ${confusionField}`, table, strings),
  );
}

/**
 * @param {number} share
 * @param {string} text
 * @param {Position} position
 * @param {(position: Position) => string} sentenceFor
 */
function createCell(share, text, position, sentenceFor) {
  const isCorrect = position.row === position.column;
  const cell = html('td', { tabindex: '-1', 'aria-label': sentenceFor(position), class: isCorrect && 'correct' }, text);
  cell.style.setProperty('--share', String(share));
  return cell;
}

/**
 * Selects cells by mouse, focus and arrow keys.
 * @param {HTMLElement[][]} cells
 * @param {(position: Position) => void} select
 */
function addCellListeners(cells, select) {
  for (const [row, cellsOfRow] of cells.entries()) {
    for (const [column, cell] of cellsOfRow.entries()) {
      cell.addEventListener('focus', () => select({ row, column }));
      cell.addEventListener('click', () => cell.focus()); // not every touch screen moves the focus
      cell.addEventListener('pointerenter', () => select({ row, column }));
      cell.addEventListener('keydown', (event) => {
        const [rows, columns] = ARROW_KEYS[event.key] ?? [0, 0];
        const direction = document.documentElement.dir === 'rtl' ? -1 : 1;
        const next = cells[row + rows]?.[column + direction * columns];
        if (next === cell || !next) return;
        event.preventDefault();
        next.focus();
      });
    }
  }
}

/**
 * @param {HTMLElement[][]} cells
 * @param {Context['emotions']} emotions
 * @param {ConventionStrings} text
 * @param {string} predicted
 */
function renderGrid(cells, emotions, text, predicted) {
  /** @param {Emotion} label @param {'row' | 'col'} scope */
  const header = (label, scope) =>
    html('th', { scope, 'data-emotion': label }, icon('', label), html('span', {}, emotions[label]));
  return html(
    'table',
    { role: 'grid', class: 'matrix', 'aria-label': text.label },
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { class: 'corner', scope: 'col', rowspan: '2' }, text.corner),
        html('th', { scope: 'colgroup', colspan: String(LABELS.length) }, predicted),
      ),
      html('tr', {}, ...LABELS.map((label) => header(label, 'col'))),
    ),
    html('tbody', {}, ...LABELS.map((label, row) => html('tr', {}, header(label, 'row'), ...cells[row]))),
  );
}

/** Returns the cells beside the diagonal, sorted by their share. @param {number[][]} shares */
function largestErrors(shares) {
  return shares
    .flatMap((row, rowIndex) => row.map((share, column) => ({ row: rowIndex, column, share })))
    .filter(({ row, column }) => row !== column)
    .sort((first, second) => second.share - first.share);
}
