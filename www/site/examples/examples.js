/** The page "For your own site": its texts, the buttons that copy code, and the examples running on the page itself. */
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { html, query } from '../../package/ui/dom.js';
import { sharedStyle } from '../../package/ui/style.js';
import { copyText } from '../export/copy-text.js';
import { strings as english } from '../locales/en/examples.js';
import { openableSettings } from '../settings/settings-button.js';

/** How long a button says that the code was copied, in milliseconds. */
const COPIED_MS = 2000;

const strings = await pageStrings(english, {
  de: () => import('../locales/de/examples.js'),
  fr: () => import('../locales/fr/examples.js'),
});
document.adoptedStyleSheets = [sharedStyle()];
const tag = language();
query('[data-i18n="reference-language"]', HTMLElement).hidden = tag === 'en';

for (const section of document.querySelectorAll('section:has(pre)')) {
  const code = query('pre', HTMLElement, section);
  const copyButton = query('.copy', HTMLButtonElement, section);
  copyButton.addEventListener('click', () => copy(code, copyButton));
  const showButton = /** @type {HTMLButtonElement | null} */ (section.querySelector('.show'));
  showButton?.addEventListener('click', () => show(section, showButton));
}

/** Copies the code; the button says what came of it. @param {HTMLElement} code @param {HTMLButtonElement} button */
async function copy(code, button) {
  button.textContent = (await copyText(code)) ? strings.copied : strings.selected;
  setTimeout(() => (button.textContent = strings.copy), COPIED_MS);
}

/**
 * Shows the example below its code, or hides it again, which closes the camera.
 * @param {Element} section
 * @param {HTMLButtonElement} button
 */
async function show(section, button) {
  const shown = section.querySelector('.preview');
  if (shown) {
    shown.remove();
    button.textContent = strings.show;
    return;
  }
  const preview = html('div', { class: 'preview' });
  button.parentElement?.after(preview);
  button.textContent = strings.hide;
  try {
    preview.append(button.value === 'element' ? await createElement() : createFrame());
  } catch {
    preview.textContent = strings.notLoaded;
  }
}

async function createElement() {
  await import('../../package/element/define.js');
  return document.createElement('emo-sense');
}

function createFrame() {
  return html('iframe', { src: `./embed.html?lang=${tag}`, allow: 'camera', title: stringsFor(tag).element.title });
}
openableSettings();
