/** The dialogs of the settings and of the keys: a heading, a button that closes, and the content below. */
import { html } from '../../package/ui/dom.js';
import { styleSheet } from '../../package/ui/style.js';
import css from './settings.css?raw';

const dialogStyle = styleSheet(css);

/**
 * Adds a dialog to the page.
 * @param {{ heading: string, close: string }} strings
 * @param {HTMLElement[]} content
 */
export function createDialog(strings, ...content) {
  if (!document.adoptedStyleSheets.includes(dialogStyle(document)))
    document.adoptedStyleSheets.push(dialogStyle(document));
  const heading = html('h2', {}, strings.heading);
  const close = html('button', {}, strings.close);
  const form = html('form', { method: 'dialog' }, html('header', {}, heading, close));
  const dialog = html('dialog', { class: 'settings', 'aria-label': strings.heading }, form, ...content);
  document.body.append(dialog);
  return dialog;
}
