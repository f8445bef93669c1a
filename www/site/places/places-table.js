/** The table of places: the index of each place as a number and a bar with its interval. */
import { confirmFirst } from '../../package/ui/confirm-button.js';
import { html } from '../../package/ui/dom.js';
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

/** @param {Map<string, Hour[]>} places @param {PlacesStrings} strings @param {(place: string) => void} onDelete */
export function placesTable(places, strings, onDelete) {
  const headers = strings.columns.map((title) => html('th', { scope: 'col' }, title));
  const rows = [...places].map(([place, hours], position) => {
    const index = happinessIndex(hours);
    return index ? placeRow(place, index, placeColor(position), strings, onDelete) : '';
  });
  return html('table', {}, html('thead', {}, html('tr', {}, ...headers, html('td'))), html('tbody', {}, ...rows));
}

/**
 * @param {string} place
 * @param {HappinessIndex} index
 * @param {string} color
 * @param {PlacesStrings} strings
 * @param {(place: string) => void} onDelete
 */
function placeRow(place, index, color, strings, onDelete) {
  return html(
    'tr',
    {},
    html('th', { scope: 'row' }, colorSwatch(color), ` ${place}`),
    html('td', {}, intervalBar(index), html('strong', {}, strings.index(index))),
    html('td', {}, strings.range(index)),
    html('td', {}, String(index.people)),
    html('td', {}, deleteButton(place, strings, onDelete)),
  );
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

/** @param {string} place @param {PlacesStrings} strings @param {(place: string) => void} onDelete */
function deleteButton(place, strings, onDelete) {
  const attributes = { type: 'button', class: 'link', 'aria-label': strings.deletePlace(place) };
  const button = html('button', attributes, strings.delete);
  confirmFirst(button, strings.confirmDelete, () => onDelete(place));
  return button;
}
