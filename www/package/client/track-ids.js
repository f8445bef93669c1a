/** TrackIds: keeps the IDs of tracks unique while recognizers come and go, each of which counts from 1. */

/** @import { Face } from './pkg/emosense.js' */

export class TrackIds {
  /** The recognizer whose faces came last. @type {object | null} */
  #recognizer = null;
  /** What is added to the IDs of this recognizer. */
  #offset = 0;
  /** The highest ID so far. */
  #highest = 0;

  /**
   * Returns the faces with IDs that no face of an earlier recognizer had.
   * @param {object} recognizer is compared by identity
   * @param {Face[]} faces
   */
  makeUnique(recognizer, faces) {
    if (recognizer !== this.#recognizer) this.#offset = this.#highest;
    this.#recognizer = recognizer;
    return faces.map((face) => {
      if (!face.track) return face;
      const id = face.track.id + this.#offset;
      this.#highest = Math.max(this.#highest, id);
      return { ...face, track: { ...face.track, id } };
    });
  }
}
