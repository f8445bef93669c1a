/**
 * embed.html shows <emo-sense> in an iframe. The URL parameters set attributes of the element
 * (`?max-faces=1&hide=scores`, but the controls cannot be hidden) and name the origin of the embedding page
 * (`?origin=https://lesson.example`). With this origin, a switch lets the person share the results with the embedding
 * page. While it is on, messages of the form `{ emosense: 1, type, … }` are exchanged:
 *
 * - The embedding page receives the element's events: `state` { state }, `faces` { faces, width, height, classifyMs },
 *   `emotion` { track, emotion, previous, scores } and `error` { code, message }. The first one is `state`.
 * - It may send `start` and `stop`. `start` still asks for consent.
 *
 * Messages from other windows and other origins are ignored, and so are clicks while the iframe is transparent or
 * covered.
 */
import { EmoSenseElement } from '../../package/element/define.js';
import { stringsFor } from '../../package/locales/messages.js';
import { allowSeenClicks } from './seen-clicks.js';

/** The attributes that the URL may set: all but `src`, as the iframe shows the camera. */
const ATTRIBUTES = EmoSenseElement.observedAttributes.filter((name) => name !== 'src');
const EVENTS = /** @type {const} */ (['state', 'faces', 'emotion', 'error']);

const parameters = new URLSearchParams(location.search);
const element = /** @type {EmoSenseElement} */ (document.querySelector('emo-sense'));
const share = /** @type {HTMLElement} */ (document.querySelector('.share'));
const shareSwitch = /** @type {HTMLInputElement} */ (share.querySelector('input'));

for (const name of ATTRIBUTES) {
  const value = parameters.get(name);
  if (value !== null) element.setAttribute(name, value);
}
// The person can always stop the camera: the embedding page may not let them.
element.setAttribute('hide', element.hide.replace('controls', ''));
const unseen = /** @type {HTMLElement} */ (document.querySelector('.unseen'));
allowSeenClicks(/** @type {Element} */ (document.querySelector('main')), (isSeen) => {
  unseen.hidden = isSeen;
  unseen.textContent = stringsFor(element.lang).element.unseen;
});
const origin = webOrigin(parameters.get('origin'));
if (origin && parent !== window) offerSharing(origin);

/** Shows the switch, and exchanges messages with the parent while it is on. @param {string} origin of the parent */
function offerSharing(origin) {
  /** @param {string} type @param {object} detail */
  const send = (type, detail) => {
    if (shareSwitch.checked) parent.postMessage({ emosense: 1, type, ...detail }, origin);
  };
  /** @type {HTMLElement} */ (share.querySelector('.origin')).textContent = new URL(origin).host;
  share.hidden = false;
  shareSwitch.addEventListener('change', () => send('state', { state: element.state }));
  for (const type of EVENTS) {
    element.addEventListener(type, (/** @type {CustomEvent<object>} */ { detail }) => send(type, detail));
  }
  addEventListener('message', ({ source, origin: sender, data }) => {
    if (source !== parent || sender !== origin || !shareSwitch.checked || data?.emosense !== 1) return;
    if (data.type === 'start') element.start();
    if (data.type === 'stop') element.stop();
  });
}

/** Returns the origin of an http or https URL, null for anything else. @param {string | null} url */
function webOrigin(url) {
  try {
    const { protocol, origin } = new URL(url ?? '');
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}
