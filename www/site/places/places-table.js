/** The table of places: the index of each place as a number and a bar with its interval. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
import { KeyedList } from '../../package/ui/keyed-list.js';
import { happinessIndex } from './happiness-index.js';

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

/** What a row shows. @typedef {{ place: string, index: HappinessIndex, color: string }} PlaceRow */

export class PlacesTable {
  #strings;
  #onDelete;
  /** @type {KeyedList<PlaceRow>} by place */
  #rows;

  /** @param {HTMLElement} container @param {PlacesStrings} strings @param {(place: string) => void} onDelete */
  constructor(container, strings, onDelete) {
    this.#strings = strings;
    this.#onDelete = onDelete;
    const headers = strings.columns.map((title) => html('th', { scope: 'col' }, title));
    const body = html('tbody');
    this.#rows = new KeyedList(body, ({ place }) => this.#row(place));
    container.replaceChildren(html('table', {}, html('thead', {}, html('tr', {}, ...headers, html('td'))), body));
  }

  /** @param {Map<string, Hour[]>} places */
  show(places) {
    const rows = [...places].flatMap(([place, hours], position) => {
      const index = happinessIndex(hours);
      return index ? [{ place, index, color: placeColor(position) }] : [];
    });
    this.#rows.show(rows.map((row) => [row.place, row]));
  }

  /** @param {string} place */
  #row(place) {
    const strings = this.#strings;
    const header = html('th', { scope: 'row' });
    const [share, range, people] = [html('td'), html('td'), html('td')];
    const deleteButton = html(
      'button',
      { type: 'button', class: 'link', 'aria-label': strings.deletePlace(place) },
      strings.delete,
    );
    confirmFirst(deleteButton, strings.confirmDelete, () => this.#onDelete(place));
    return {
      element: html('tr', {}, header, share, range, people, html('td', {}, deleteButton)),
      update: (/** @type {PlaceRow} */ { index, color }) => {
        header.replaceChildren(colorSwatch(color), ` ${place}`);
        share.replaceChildren(intervalBar(index), html('strong', {}, strings.index(index)));
        range.textContent = strings.range(index);
        people.textContent = String(index.people);
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
