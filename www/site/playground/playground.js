/** The playground: the form sets the attributes of the element and writes the code that has the same ones. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import '../../package/element/define.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { sharedStyle } from '../../package/ui/style.js';
import { copyText } from '../export/copy-text.js';
import { strings as english } from '../locales/en/playground.js';
import { openableSettings } from '../settings/settings-button.js';
import { applyAttributes, attributesIn } from './attributes.js';
import { EventLog } from './event-log.js';
import { highlighted } from './highlighted-snippet.js';
import { FRAMEWORKS, snippet } from './snippets.js';
import { createTabs } from './tabs.js';

/** @import { EmoSenseElement } from '../../package/element/element.js' */
/** @import { Framework } from './snippets.js' */

/** The attributes that are for other sites: this one has its own files, and its policy allows no others. */
const ONLY_IN_CODE = ['base-url', 'custom-models-url'];

const strings = await pageStrings(english, {
  de: () => import('../locales/de/playground.js'),
  fr: () => import('../locales/fr/playground.js'),
});
const { emotions: names } = stringsFor(language());
const element = /** @type {EmoSenseElement} */ (document.querySelector('emo-sense'));
const form = query('#attributes', HTMLFormElement);
const photoInput = query('#photo', HTMLInputElement);
const cameraButton = query('#use-camera', HTMLButtonElement);
const code = query('#panel code', HTMLElement);
const note = query('#snippet-note', HTMLElement);
const status = query('#copied', HTMLElement);
const sensitivity = query('[name="sensitivity"]', HTMLInputElement);
const sensitivityValue = query('#sensitivity-value', HTMLOutputElement);

/** The photo that takes the place of the camera. @type {{ url: string, name: string } | null} */
let photo = null;
/** @type {Framework} */
let framework = 'html';

/** Gives the element the attributes that the form asks for, and writes the code. */
function update() {
  const attributes = attributesIn(form);
  for (const name of ONLY_IN_CODE) attributes.delete(name);
  if (photo) attributes.set('src', photo.url);
  applyAttributes(element, attributes);
  showCode();
}

/** Writes the code that has the attributes of the form. */
function showCode() {
  sensitivityValue.value = sensitivity.value;
  const attributes = attributesIn(form);
  if (photo) attributes.set('src', encodeURIComponent(photo.name));
  code.replaceChildren(...highlighted(framework, snippet(framework, attributes)));
  note.textContent = strings.notes[framework];
  status.textContent = '';
}

/** @param {File | null} file the photo; null for the camera */
function setPhoto(file) {
  const before = photo;
  photo = file && { url: URL.createObjectURL(file), name: file.name };
  cameraButton.hidden = !photo;
  update();
  if (before) URL.revokeObjectURL(before.url);
}

async function copy() {
  const { name } = FRAMEWORKS[framework];
  status.textContent = (await copyText(code)) ? strings.copied(name) : strings.notCopied;
}

document.adoptedStyleSheets = [sharedStyle()];
query('#emotions', HTMLElement).replaceChildren(
  ...EMOTIONS.map((emotion) => {
    const box = html('input', { type: 'checkbox', name: 'emotions', value: emotion, checked: true });
    return html('label', {}, box, ` ${names[emotion]}`);
  }),
);
new EventLog(query('#events', HTMLElement), element);
createTabs(
  query('[role="tablist"]', HTMLElement),
  query('#panel', HTMLElement),
  /** @type {[Framework, string][]} */ (Object.entries(FRAMEWORKS).map(([key, { name }]) => [key, name])),
  (selected) => {
    framework = selected;
    showCode();
  },
);
form.addEventListener('input', showCode);
// Not on each step of a slider: most attributes restart the recognizer.
form.addEventListener('change', ({ target }) => {
  /** @type {HTMLInputElement} */ (target).reportValidity(); // the browser says what is wrong with a number
  update();
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(() => setPhoto(null))); // once the controls have their first values
query('#choose-photo', HTMLButtonElement).addEventListener('click', () => photoInput.click());
onFilesChosen(photoInput, ([file]) => setPhoto(file));
cameraButton.addEventListener('click', () => {
  setPhoto(null);
  query('#choose-photo', HTMLButtonElement).focus(); // the pressed button has disappeared
});
query('#copy', HTMLButtonElement).addEventListener('click', copy);
openableSettings();
