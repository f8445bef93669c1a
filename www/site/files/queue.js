/** The list of files in the order in which they were added, and what was removed from it last. */

/** @import { ImageItem } from './image-item.js' */
/** @import { VideoItem } from './video-item.js' */
/** @typedef {ImageItem | VideoItem} Item */

export class FileQueue {
  /** @type {Item[]} */
  items = [];
  /** What was removed last, and the list before that. @type {{ items: Item[], before: Item[] }} */
  #removed = { items: [], before: [] };

  /** @param {Item[]} items */
  add(items) {
    this.items.push(...items);
  }

  /** Removes items, until `restore` brings them back. Those that were removed before are lost. @param {Item[]} items */
  remove(items) {
    for (const item of this.#removed.items) item.dispose();
    this.#removed = { items, before: this.items };
    const removed = new Set(items);
    this.items = this.items.filter((item) => !removed.has(item));
  }

  /** Brings back what was removed last, to where it was. */
  restore() {
    const { items, before } = this.#removed;
    const [restored, present] = [new Set(items), new Set(this.items)];
    const known = new Set(before.filter((item) => restored.has(item) || present.has(item)));
    this.items = [...known, ...this.items.filter((item) => !known.has(item))];
    this.#removed = { items: [], before: [] };
  }

  /** The number of items that `restore` would bring back. */
  get removedCount() {
    return this.#removed.items.length;
  }

  /** The item to analyze next, undefined if none waits. */
  get next() {
    return this.items.find(({ state }) => state === 'waiting');
  }

  /** The number of items that were analyzed or failed. */
  get doneCount() {
    return this.items.filter(({ state }) => state === 'done' || state === 'failed').length;
  }
}
