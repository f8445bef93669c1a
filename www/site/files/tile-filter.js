/** Which tiles are shown, and in which order: a button for each group of files, and a list of orders. */
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { KeyedList } from '../../package/ui/keyed-list.js';

/** @import { Emotion } from '../../package/client/client.js' */
/** @import { IconName } from '../../package/ui/icon-shapes.js' */
/** @import { Item } from './queue.js' */
/** An expression, or what else there is to say about a file. @typedef {Emotion | 'uncertain' | OtherGroup} Group */
/** @typedef {'unclassified' | 'no-face' | 'video' | 'failed'} OtherGroup */
/** `count` is the number of faces, or of files without any. @typedef {{ group: Group, count: number }} GroupCount */

/** The groups without an icon. @type {Group[]} */
const OTHER_GROUPS = ['unclassified', 'no-face', 'video', 'failed'];
/** The groups that come after the expressions, in this order. @type {Group[]} */
const LAST_GROUPS = ['uncertain', ...OTHER_GROUPS];

export class TileFilter {
  #buttons;
  #order;
  #onChange;
  /** The group whose files are shown; null for all. @type {Group | null} */
  #group = null;

  /**
   * @param {HTMLElement} list of the buttons
   * @param {HTMLSelectElement} order
   * @param {Record<Group, string>} names
   * @param {() => void} onChange
   */
  constructor(list, order, names, onChange) {
    this.#order = order;
    this.#onChange = onChange;
    /** @type {KeyedList<GroupCount>} */
    this.#buttons = new KeyedList(list, ({ group }) => this.#button(group, names[group]));
    order.addEventListener('change', onChange);
  }

  /** Offers the groups that the items have, the expressions and the largest first. @param {Item[]} items */
  offer(items) {
    /** @type {Map<Group, number>} */
    const counts = new Map();
    for (const group of items.flatMap(({ groups }) => groups)) counts.set(group, (counts.get(group) ?? 0) + 1);
    if (this.#group && !counts.has(this.#group)) this.#group = null;
    const offered = [...counts].map(([group, count]) => ({ group, count }));
    const rank = (/** @type {GroupCount} */ { group }) => LAST_GROUPS.indexOf(group);
    offered.sort((one, other) => rank(one) - rank(other) || other.count - one.count);
    this.#buttons.show(offered.map((entry) => [entry.group, entry]));
  }

  /** Returns the items to show, in their order. @param {Item[]} items @returns {Item[]} */
  apply(items) {
    const group = this.#group;
    const shown = group ? items.filter(({ groups }) => groups.includes(group)) : [...items];
    if (this.#order.value === 'name') shown.sort((one, other) => one.name.localeCompare(other.name));
    if (this.#order.value === 'score') shown.sort((one, other) => other.highestScore(group) - one.highestScore(group));
    return shown;
  }

  /** @param {Group} group @param {string} name */
  #button(group, name) {
    const number = html('strong');
    const button = html('button', { type: 'button' }, number, ` ${name}`);
    const drawn = group === 'uncertain' ? 'face' : group;
    if (!OTHER_GROUPS.includes(group)) button.prepend(icon('', /** @type {IconName} */ (drawn)));
    button.addEventListener('click', () => {
      this.#group = this.#group === group ? null : group;
      this.#onChange();
    });
    return {
      element: html('li', { 'data-emotion': group }, button),
      update: (/** @type {GroupCount} */ { count }) => {
        number.textContent = String(count);
        button.setAttribute('aria-pressed', String(this.#group === group));
      },
    };
  }
}
