/** Removal: what an element did when it was removed from its page, to go on with it when it is added again. */

/** @import { Activity } from './element-source.js' */

export class Removal {
  /** What the element did when it was removed. @type {Activity | null} */
  #activity = null;
  /** The attributes and properties that have changed since then. @type {Set<string>} */
  #changes = new Set();
  /** The timer that ends what the element does, unless it is added again in the same task. */
  #timer = 0;

  /**
   * Notes what the element does, and ends it in a task of its own: an element that is moved is only removed for a moment.
   * @param {Activity | null} activity
   * @param {() => void} end
   */
  begin(activity, end) {
    this.#activity = activity;
    this.#timer = Number(
      setTimeout(() => {
        this.#timer = 0;
        end();
      }),
    );
  }

  /** Notes that an attribute or a property has changed meanwhile. @param {string} name */
  noteChange(name) {
    this.#changes.add(name);
  }

  /** Notes that the element was stopped meanwhile. */
  noteStop() {
    if (this.#activity?.isOn) this.#activity = { ...this.#activity, isOn: false, isStopped: true };
  }

  /** Returns what to go on with; `isMove` is whether nothing has ended. */
  end() {
    const isMove = this.#timer !== 0;
    const changes = [...this.#changes];
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#changes.clear();
    return { activity: this.#activity, changes, isMove };
  }
}
