/** EventLog: lists the events of <emo-sense> as they come, the newest first. */
import { html } from '../../package/ui/dom.js';

/** @import { EmoSenseElement } from '../../package/element/element.js' */

const EVENTS = /** @type {const} */ (['state', 'faces', 'emotion', 'error']);
/** The number of lines after which the oldest is removed. */
const MAX_LINES = 50;

export class EventLog {
  #list;
  /** The line of the newest event, if it was a `faces`: the next one goes into the same line. */
  #frames = { line: /** @type {HTMLElement | null} */ (null), count: 0 };

  /** @param {HTMLElement} list @param {EmoSenseElement} element */
  constructor(list, element) {
    this.#list = list;
    for (const type of EVENTS) {
      element.addEventListener(type, (/** @type {CustomEvent<object>} */ { detail }) => this.#add(type, detail));
    }
  }

  /** @param {(typeof EVENTS)[number]} type @param {object} detail */
  #add(type, detail) {
    if (type === 'faces' && this.#frames.line) {
      this.#frames.count++;
      this.#frames.line.replaceChildren(...content(`faces × ${this.#frames.count}`, detail));
      return;
    }
    const line = html('li', {}, ...content(type, detail));
    this.#frames = { line: type === 'faces' ? line : null, count: 1 };
    this.#list.prepend(line);
    if (this.#list.children.length > MAX_LINES) this.#list.lastElementChild?.remove();
  }
}

/** @param {string} type @param {object} detail */
function content(type, detail) {
  return [html('code', {}, html('b', {}, type), ` ${abridged(detail)}`)];
}

/** Returns an event's detail as JSON, with the number of faces in place of the faces, and with rounded numbers. */
function abridged(/** @type {object} */ detail) {
  return JSON.stringify(detail, (key, value) => {
    if (key === 'faces') return value.length;
    return typeof value === 'number' ? Number(value.toFixed(2)) : value;
  });
}
