/** TrackIds: keeps the ids of tracks unique while workers come and go, each of which counts from 1. */

/** @import { Face } from './pkg/emosense.js' */

export class TrackIds {
  /** The worker whose faces came last. @type {object | null} */
  #worker = null;
  /** What is added to the ids of this worker. */
  #offset = 0;
  /** The highest id so far. */
  #highest = 0;

  /** Returns the faces with ids that no face of an earlier worker had. @param {object} worker @param {Face[]} faces */
  makeUnique(worker, faces) {
    if (worker !== this.#worker) this.#offset = this.#highest;
    this.#worker = worker;
    return faces.map((face) => {
      if (!face.track) return face;
      const id = face.track.id + this.#offset;
      this.#highest = Math.max(this.#highest, id);
      return { ...face, track: { ...face.track, id } };
    });
  }
}
