/** The roster: which faces are in view, each under a number that stays its own while its track does. */

/** @typedef {import('../client/pkg/emosense.js').Face} Face */
/** @typedef {import('../client/pkg/emosense.js').FaceQuality} FaceQuality */
/**
 * @typedef {object} DisplayedFace one face as it is shown
 * @property {number} number 1, 2, 3 …: its badge, its color, its card
 * @property {Face} face
 * @property {FaceQuality} quality the face's, once it has lasted
 * @property {boolean} inView false while the face is lost for a moment and its place is kept
 */

/** A face that is lost keeps its place that long, as its track does, or what is shown would flicker. */
const HOLD_MS = 1000;
/** Another quality is told when it has lasted that long, for the same reason. */
const STATE_MS = 400;

export class FaceList {
  /** By the track's id. @type {Map<number, DisplayedFace & { seenAt: number, agreedAt: number }>} */
  #places = new Map();
  /** When there was a face last, or the start. */
  #lastAt = performance.now();

  /**
   * The faces as they are to be shown, by number: from left to right as they are seen, and in a video a face keeps
   * the number it came with.
   * @param {Face[]} faces @param {boolean} mirrored @returns {DisplayedFace[]}
   */
  update(faces, mirrored) {
    const now = performance.now();
    const middle = (/** @type {Face} */ { bounds }) => (bounds.x + bounds.width / 2) * (mirrored ? -1 : 1);
    const ordered = [...faces].sort((one, other) => middle(one) - middle(other));
    /** @type {DisplayedFace[]} */
    const still = [];
    for (const place of this.#places.values()) place.inView = false;
    if (faces.length) this.#lastAt = now;
    for (const face of ordered) {
      if (face.track) this.#place(face, face.track.id, now);
      else still.push({ number: still.length + 1, face, quality: face.quality, inView: true });
    }
    for (const [id, { seenAt }] of this.#places) if (now - seenAt > HOLD_MS) this.#places.delete(id);
    return [...still, ...this.#places.values()].sort((one, other) => one.number - other.number);
  }

  /** Whether there has been no face for so long that it should be told. */
  get isMissing() {
    return performance.now() - this.#lastAt > HOLD_MS;
  }

  clear() {
    this.#places.clear();
    this.#lastAt = performance.now();
  }

  /** @param {Face} face @param {number} id @param {number} now */
  #place(face, id, now) {
    const place = this.#places.get(id) ?? {
      number: this.#freeNumber(),
      face,
      quality: face.quality,
      inView: true,
      seenAt: now,
      agreedAt: now,
    };
    this.#places.set(id, place);
    if (face.quality === place.quality || now - place.agreedAt > STATE_MS) {
      place.quality = face.quality;
      place.agreedAt = now;
    }
    place.face = face;
    place.inView = true;
    place.seenAt = now;
  }

  #freeNumber() {
    const taken = new Set([...this.#places.values()].map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  }
}

/** What is named for a face and its scores: over time where it is followed, of this picture otherwise. @param {Face} face */
export function reading({ track, scores, emotion }) {
  return track ?? { scores, emotion };
}
