/** FaceList: the faces in view, each with a number that stays the same for as long as its track exists. */

/** @import { Face, FaceQuality, Scores, Track } from '../client/pkg/emosense.js' */
/**
 * One face as it is shown.
 * @typedef {object} DisplayedFace
 * @property {number} number 1, 2, 3 …, which determines its badge, its color and its card
 * @property {Face} face
 * @property {FaceQuality} quality the face's quality, once it has lasted for a while
 * @property {Face['shownEmotion']} emotion
 * @property {Scores} scores smoothed over time if the face is tracked, otherwise those of the image
 * @property {boolean} inView false while the face is lost for a moment and its number is reserved
 */
/** @typedef {DisplayedFace & { lastSeenAt: number, qualityAt: number }} TrackedFace */

/** How long a lost face keeps its number, in milliseconds: as long as its track exists, so that nothing flickers. */
const LOST_MS = 1000;
/** How long a new quality must last before it is shown, in milliseconds, so that nothing flickers. */
const QUALITY_MS = 400;

export class FaceList {
  /** By the ID of the track. @type {Map<number, TrackedFace>} */
  #tracked = new Map();
  /** When a face was last in view, or when the list was created or cleared. */
  #lastFaceAt = performance.now();

  /**
   * Returns the faces as they are to be shown, by number. New faces are numbered from left to right as they are seen.
   * @param {Face[]} faces
   * @param {boolean} mirrored
   * @returns {DisplayedFace[]}
   */
  update(faces, mirrored) {
    const now = performance.now();
    const centerX = (/** @type {Face} */ { bounds }) => (bounds.x + bounds.width / 2) * (mirrored ? -1 : 1);
    const ordered = [...faces].sort((one, other) => centerX(one) - centerX(other));
    /** @type {DisplayedFace[]} */
    const untracked = [];
    for (const tracked of this.#tracked.values()) tracked.inView = false;
    if (faces.length) this.#lastFaceAt = now;
    for (const face of ordered) {
      if (face.track) this.#updateTracked(face, face.track, now);
      else {
        const { quality, shownEmotion: emotion, scores } = face;
        untracked.push({ number: untracked.length + 1, face, quality, emotion, scores, inView: true });
      }
    }
    for (const [id, { lastSeenAt }] of this.#tracked) if (now - lastSeenAt > LOST_MS) this.#tracked.delete(id);
    return [...untracked, ...this.#tracked.values()].sort((one, other) => one.number - other.number);
  }

  /** Whether no face has been in view for long enough to tell the person. */
  get isMissing() {
    return performance.now() - this.#lastFaceAt > LOST_MS;
  }

  clear() {
    this.#tracked.clear();
    this.#lastFaceAt = performance.now();
  }

  /** @param {Face} face @param {Track} track @param {number} now */
  #updateTracked(face, { id, scores }, now) {
    const before = this.#tracked.get(id);
    const isSettled = !before || face.quality === before.quality || now - before.qualityAt > QUALITY_MS;
    this.#tracked.set(id, {
      number: before?.number ?? this.#freeNumber(),
      face,
      quality: isSettled ? face.quality : before.quality,
      emotion: face.shownEmotion,
      scores,
      inView: true,
      lastSeenAt: now,
      qualityAt: isSettled ? now : before.qualityAt,
    });
  }

  #freeNumber() {
    const taken = new Set([...this.#tracked.values()].map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  }
}
