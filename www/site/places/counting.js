/** Counting: the visitors of one place, from the start to the end; it saves the totals. */
import { addLastVisitors, addVisitors, openPlaces } from './places-store.js';
import { VisitorCounter } from './visitor-counter.js';

/** @import { Face } from '../../package/client/client.js' */
/** @import { Count } from './happiness-index.js' */
/** @import { SeenVisitor } from './places-store.js' */
/** @import { Visitor } from './visitor-counter.js' */

export class Counting {
  place;
  /** The visitors counted so far. @type {Count} */
  count = { people: 0, happy: 0 };
  #onSaved;
  #onError;
  #counter = new VisitorCounter();
  /** The id of this device; empty until the store is open. */
  #device = '';
  /** The visitors who could not be saved. @type {SeenVisitor[]} */
  #unsaved = [];

  /**
   * @param {string} place
   * @param {() => void} onSaved
   * @param {(error: unknown) => void} onError called when visitors could not be saved; the next time tries again
   */
  constructor(place, onSaved, onError) {
    this.place = place;
    this.#onSaved = onSaved;
    this.#onError = onError;
    openPlaces().then((device) => (this.#device = device), onError);
  }

  get inView() {
    return this.#counter.inView;
  }

  get hasUnsaved() {
    return this.#unsaved.length > 0;
  }

  /** Adds the faces of a frame. @param {Face[]} faces */
  update(faces) {
    this.#save(this.#counter.update(faces, performance.now()), (visitors) => addVisitors(this.place, visitors));
  }

  /** Counts those in view: without new frames, nobody is known to be there any longer. */
  pause() {
    this.#save(this.#counter.finish(), (visitors) => addVisitors(this.place, visitors));
  }

  /** Counts those who are still in view. The writing begins before this method returns, if the store is open. */
  end() {
    this.#save(this.#counter.finish(), async (visitors) =>
      addLastVisitors(this.#device || (await openPlaces()), this.place, visitors),
    );
  }

  /** @param {Visitor[]} left @param {(visitors: SeenVisitor[]) => Promise<void>} write */
  async #save(left, write) {
    if (!left.length) return;
    for (const { happy } of left) {
      this.count.people++;
      this.count.happy += happy;
    }
    const now = performance.now();
    const seen = left.map(({ happy, lastMs }) => ({ happy, seenAt: new Date(Date.now() - (now - lastMs)) }));
    const visitors = [...this.#unsaved.splice(0), ...seen];
    try {
      await write(visitors);
      this.#onSaved();
    } catch (error) {
      this.#unsaved.push(...visitors);
      this.#onError(error);
    }
  }
}
