/** The buttons of a tile: one over its picture that opens it large, and one that removes the file from the list. */
import { html } from '../../package/ui/dom.js';

/** @import { FilesStrings } from '../locales/en/files.js' */

/** @param {string} name of the file @param {FilesStrings} strings */
export function openButton(name, strings) {
  return html('button', { type: 'button', class: 'open', 'aria-label': strings.open(name) });
}

/** @param {string} name of the file @param {FilesStrings} strings */
export function removeButton(name, strings) {
  const label = strings.remove(name);
  return html('button', { type: 'button', class: 'remove', 'aria-label': label, title: label }, '×');
}
