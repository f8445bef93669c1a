/** The comparison: the index of each place with its interval, as a table with bars. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
import { happinessIndex } from './happiness-index.js';

/** @typedef {import('./places-store.js').Hour} Hour */
/** @typedef {typeof import('../locales/en/places.js').strings} Words */

/** By name, in the order of their names. @param {Hour[]} hours @returns {Map<string, Hour[]>} */
export function byPlace(hours) {
  /** @type {Map<string, Hour[]>} */
  const places = new Map();
  for (const hour of hours) places.set(hour.place, [...(places.get(hour.place) ?? []), hour]);
  return new Map([...places].sort(([one], [other]) => one.localeCompare(other)));
}

/** @param {Map<string, Hour[]>} places @param {Words} words @param {(place: string) => void} onremove */
export function tableOf(places, words, onremove) {
  return html(
    'table',
    {},
    html('thead', {}, html('tr', {}, ...words.columns.map((title) => html('th', { scope: 'col' }, title)), html('td'))),
    html(
      'tbody',
      {},
      ...[...places].map(([place, hours], index) => {
        const found = happinessIndex(hours);
        if (!found) return '';
        const swatch = html('span', { class: 'swatch' });
        swatch.style.setProperty('--face', colorOf(index));
        return html(
          'tr',
          {},
          html('th', { scope: 'row' }, swatch, ` ${place}`),
          html('td', {}, interval(found), html('strong', {}, words.index(Math.round(found.index)))),
          html('td', {}, words.between(Math.round(found.low), Math.round(found.high))),
          html('td', {}, String(found.people)),
          html('td', {}, removal(place, words, onremove)),
        );
      }),
    ),
  );
}

/** A bar from 0 to 100 with the interval and the index in it. @param {import('./happiness-index.js').HappinessIndex} found */
export function interval({ index, low, high }) {
  const bar = html('span', { class: 'interval' });
  bar.style.setProperty('--index', String(index));
  bar.style.setProperty('--low', String(low));
  bar.style.setProperty('--high', String(high));
  return bar;
}

/** The color of a place by its place in the list. @param {number} index */
export function colorOf(index) {
  return `var(--place-${(index % 6) + 1})`;
}

/** @param {string} place @param {Words} words @param {(place: string) => void} onremove */
function removal(place, words, onremove) {
  const button = html('button', { type: 'button', class: 'link', 'aria-label': words.removeOf(place) }, words.remove);
  confirmFirst(button, words.really, () => onremove(place));
  return button;
}
