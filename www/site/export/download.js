/** Downloads a file that the page has created. */
import { html } from '../../package/ui/dom.js';

/** How long the file's address stays valid, in milliseconds: the browser reads the file after the click. */
const ADDRESS_LIFETIME_MS = 10_000;

/** @param {Blob} blob @param {string} name of the file */
export function downloadFile(blob, name) {
  const address = URL.createObjectURL(blob);
  html('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFETIME_MS);
}
