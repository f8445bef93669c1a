/**
 * embed.html: <emo-sense> in an iframe. The address may name attributes of the element (`?max-faces=1&hide=scores`), and
 * the embedding page's own origin (`?origin=https://lesson.example`). Only then may a person let that page take part, and only
 * when they have switched it on does it get messages, each `{ emosense: 1, type, … }`:
 *
 * - `state` { state }, `faces` { faces, width, height, classifyMs }, `emotion` { track, emotion, previous, scores } and
 *   `error` { code, message }: the element's events and their details; the first is `state`, when it is switched on;
 * - and it may send `start` and `stop`. `start` still asks for consent.
 *
 * Messages of other windows and other origins are passed over.
 */
import '../../package/element/define.js';

/** @typedef {import('../../package/element/element.js').EmoSenseElement} EmoSenseElement */

const ATTRIBUTES = ['autostart', 'facing', 'mirror', 'interval-ms', 'max-faces', 'smoothing', 'hide', 'lang'];
const EVENTS = /** @type {const} */ (['state', 'faces', 'emotion', 'error']);

const asked = new URLSearchParams(location.search);
const element = /** @type {EmoSenseElement} */ (document.querySelector('emo-sense'));
const share = /** @type {HTMLElement} */ (document.querySelector('.share'));
const allowed = /** @type {HTMLInputElement} */ (share.querySelector('input'));

for (const name of ATTRIBUTES) {
  const value = asked.get(name);
  if (value !== null) element.setAttribute(name, value);
}
const origin = originOf(asked.get('origin'));
if (origin && parent !== window) offer(origin);

/** @param {string} origin */
function offer(origin) {
  /** @param {string} type @param {object} detail */
  const tell = (type, detail) => {
    if (allowed.checked) parent.postMessage({ emosense: 1, type, ...detail }, origin);
  };
  /** @type {HTMLElement} */ (share.querySelector('.origin')).textContent = new URL(origin).host;
  share.hidden = false;
  allowed.addEventListener('change', () => tell('state', { state: element.state }));
  for (const type of EVENTS) {
    element.addEventListener(type, (/** @type {CustomEvent<object>} */ { detail }) => tell(type, detail));
  }
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== parent || from !== origin || !allowed.checked || data?.emosense !== 1) return;
    if (data.type === 'start') element.start();
    if (data.type === 'stop') element.stop();
  });
}

/** The origin of a web address, or null for anything else. @param {string | null} address */
function originOf(address) {
  try {
    const { protocol, origin } = new URL(address ?? '');
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}
