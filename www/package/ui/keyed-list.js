/** KeyedList: shows a list that changes, and keeps the elements of its entries, with their focus and their state. */

/**
 * What shows one entry.
 * @template Entry
 * @typedef {{ element: HTMLElement, update: (entry: Entry) => void }} Item
 */

/** @template Entry */
export class KeyedList {
  #container;
  #create;
  /** By key. @type {Map<unknown, Item<Entry>>} */
  #items = new Map();

  /**
   * @param {HTMLElement} container has no other children
   * @param {(entry: Entry) => Item<Entry>} create creates the element of a new entry; `update` then fills it
   */
  constructor(container, create) {
    this.#container = container;
    this.#create = create;
  }

  /** Shows the entries in this order. @param {[key: unknown, entry: Entry][]} entries */
  show(entries) {
    const items = new Map(entries.map(([key, entry]) => [key, this.#items.get(key) ?? this.#create(entry)]));
    for (const [key, { element }] of this.#items) if (!items.has(key)) element.remove();
    this.#items = items;
    let next = this.#container.firstElementChild;
    for (const [key, entry] of entries) {
      const { element, update } = /** @type {Item<Entry>} */ (items.get(key));
      update(entry);
      if (element === next) next = next.nextElementSibling;
      else this.#container.insertBefore(element, next); // moved only if it is not in its place: that loses the focus
    }
  }
}
