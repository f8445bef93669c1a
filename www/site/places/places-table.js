/** The table of places: the index of each place as a number and a bar with its interval. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
import { KeyedList } from '../../package/ui/keyed-list.js';
import { countPeople, happinessIndex } from './happiness-index.js';

/** @import { PlacesStrings } from '../locales/en/places.js' */
/** @import { HappinessIndex } from './happiness-index.js' */
/** @import { Hour } from './places-store.js' */

/** As many as places.css has `--place-1` to `--place-6`. */
const PLACE_COLORS = 6;

/** Groups hours by place, sorted by the places' names. @param {Hour[]} hours @returns {Map<string, Hour[]>} */
export function groupByPlace(hours) {
  /** @type {Map<string, Hour[]>} */
  const places = new Map();
  for (const hour of hours) {
    const ofPlace = places.get(hour.place);
    if (ofPlace) ofPlace.push(hour);
    else places.set(hour.place, [hour]);
  }
  return new Map([...places].sort(([one], [other]) => one.localeCompare(other)));
}

/**
 * What a row shows; `index` is null if too few people were counted.
 * @typedef {{ place: string, people: number, index: HappinessIndex | null, color: string }} PlaceRow
 */

export class PlacesTable {
  #strings;
  #onDelete;
  /** @type {KeyedList<PlaceRow>} by place */
  #rows;

  /** @param {HTMLElement} container @param {PlacesStrings} strings @param {(place: string) => void} onDelete */
  constructor(container, strings, onDelete) {
    this.#strings = strings;
    this.#onDelete = onDelete;
    // On a phone the style sheet lays the rows out as a list; the roles keep them a table for screen readers.
    const headers = strings.columns.map((title) => html('th', { scope: 'col', role: 'columnheader' }, title));
    const body = html('tbody', { role: 'rowgroup' });
    this.#rows = new KeyedList(body, ({ place }) => this.#row(place));
    const head = html('tr', { role: 'row' }, ...headers, html('td', { role: 'cell' }));
    container.replaceChildren(html('table', { role: 'table' }, html('thead', { role: 'rowgroup' }, head), body));
  }

  /** @param {Map<string, Hour[]>} places */
  show(places) {
    const rows = [...places].map(([place, hours], position) => ({
      place,
      people: countPeople(hours),
      index: happinessIndex(hours),
      color: placeColor(position),
    }));
    this.#rows.show(rows.map((row) => [row.place, row]));
  }

  /** @param {string} place */
  #row(place) {
    const strings = this.#strings;
    const header = html('th', { scope: 'row', role: 'rowheader' });
    const [share, range, count] = strings.columns
      .slice(1)
      .map((title) => html('td', { role: 'cell', 'data-column': title }));
    const deleteButton = html(
      'button',
      { type: 'button', class: 'link', 'aria-label': strings.deletePlace(place) },
      strings.delete,
    );
    confirmFirst(deleteButton, strings.confirmDelete, () => this.#onDelete(place));
    return {
      element: html('tr', { role: 'row' }, header, share, range, count, html('td', { role: 'cell' }, deleteButton)),
      update: (/** @type {PlaceRow} */ { people, index, color }) => {
        header.replaceChildren(colorSwatch(color), ` ${place}`);
        if (index) share.replaceChildren(intervalBar(index), html('strong', {}, strings.index(index)));
        else share.textContent = strings.tooFew;
        range.textContent = index ? strings.range(index) : '–';
        count.textContent = String(people);
      },
    };
  }
}

/** Returns a bar from 0 to 100 % with the interval and the index. @param {HappinessIndex} index */
export function intervalBar({ index, low, high }) {
  const bar = html('span', { class: 'interval' });
  bar.style.setProperty('--index', String(index));
  bar.style.setProperty('--low', String(low));
  bar.style.setProperty('--high', String(high));
  return bar;
}

/** Returns a dot in the color of a place. @param {string} color */
export function colorSwatch(color) {
  const swatch = html('span', { class: 'swatch' });
  swatch.style.setProperty('--face', color);
  return swatch;
}

/** Returns the CSS color of a place. @param {number} position in the list of places, from 0 */
export function placeColor(position) {
  return `var(--place-${(position % PLACE_COLORS) + 1})`;
}
