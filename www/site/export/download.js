/** Saves a file that the page has made, as a download. */
import { html } from '../../package/ui/dom.js';

/** @param {Blob} blob @param {string} name */
export function downloadFile(blob, name) {
  const address = URL.createObjectURL(blob);
  html('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
