/** The list of files to analyze, in the order in which they were added. */

/** @import { ImageItem } from './image-item.js' */
/** @import { VideoItem } from './video-item.js' */
/** @typedef {ImageItem | VideoItem} Item */

export class FileQueue {
  /** @type {Item[]} */
  items = [];

  /** @param {Item[]} items */
  add(items) {
    this.items.push(...items);
  }

  /** Removes all items, from the page too. */
  clear() {
    for (const item of this.items) item.remove();
    this.items = [];
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
