/** The keys of the live page: each does what a button or a field does, as the list of keys says. */
import { query } from '../../package/ui/dom.js';

/** @import { Settings } from '../settings/settings.js' */
/** @import { Fullscreen } from './fullscreen.js' */
/** @import { LazyRecorder } from './lazy-recorder.js' */
/** @typedef {{ toggleCamera: () => void, recorder: LazyRecorder, fullscreen: Fullscreen }} Operated */

/** What takes what is typed. */
const FIELDS = 'input:not([type="checkbox"], [type="range"]), textarea, select, [contenteditable]';
/** What the space bar presses, opens or scrolls. */
const PRESSABLE = 'button, a, summary, input, [tabindex]';

/**
 * Lets the keys operate the page, and a button show their list, which is loaded when it is first needed.
 * @param {Operated} operated
 * @param {Settings} settings
 * @param {() => void} onLoadError called when the list cannot be loaded
 */
export function addKeys({ toggleCamera, recorder, fullscreen }, settings, onLoadError) {
  /** @type {(() => void) | undefined} */
  let openList;
  const showList = async () => {
    try {
      openList ??= await (await import('./keys-dialog.js')).createKeysDialog(settings);
      openList();
    } catch {
      onLoadError();
    }
  };
  const writeNote = async () => {
    await fullscreen.leave(); // the field is not in the stage
    recorder.startNote();
  };
  query('#show-keys', HTMLButtonElement).addEventListener('click', showList);
  listenToKeys(
    {
      ' ': toggleCamera,
      n: writeNote,
      s: () => recorder.save(),
      f: () => fullscreen.toggle(),
      '?': showList,
    },
    () => settings.values.keys,
  );
}

/**
 * Lets keys do something, unless a person types in a field or a dialog is open.
 * @param {Record<string, () => void>} actions by `KeyboardEvent.key`, in lower case
 * @param {() => boolean} areOn
 */
function listenToKeys(actions, areOn) {
  addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    if (!Object.hasOwn(actions, key) || !areOn() || isForOthers(event)) return;
    event.preventDefault();
    actions[key]();
  });
}

/** @param {KeyboardEvent} event */
function isForOthers({ key, repeat, ctrlKey, altKey, metaKey, isComposing, defaultPrevented, target }) {
  if (repeat || ctrlKey || altKey || metaKey || isComposing || defaultPrevented) return true;
  if (document.querySelector('dialog[open]')) return true;
  return target instanceof Element && target.closest(key === ' ' ? `${FIELDS}, ${PRESSABLE}` : FIELDS) !== null;
}
