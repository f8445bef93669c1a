/** Downloads a file that the page has created. */
import { html } from '../../package/ui/dom.js';

/** How long the file's URL stays valid, in milliseconds: the browser reads the file after the click. */
const URL_LIFETIME_MS = 10_000;

/** @param {Blob} blob @param {string} name of the file */
export function downloadFile(blob, name) {
  const url = URL.createObjectURL(blob);
  html('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), URL_LIFETIME_MS);
}
