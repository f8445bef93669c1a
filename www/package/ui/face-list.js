/** FaceList: the faces in view, each with a number that no other face of the session gets. */
import { overlapOf } from '../domain/overlap.js';

/** @import { Face, FaceQuality, Scores, Track } from '../client/pkg/emosense.js' */
/**
 * One face as it is shown.
 * @typedef {object} DisplayedFace
 * @property {number} number 1, 2, 3 …, which determines its badge, its color and its card
 * @property {Face} face
 * @property {FaceQuality} quality the face's quality, once it has lasted for a while
 * @property {Face['shownEmotion']} emotion
 * @property {Scores} scores smoothed over time if the face is tracked, otherwise those of the image
 * @property {boolean} inView false while the face is lost for a moment and may come back
 */
/** @typedef {DisplayedFace & { lastSeenAt: number, qualityAt: number }} TrackedFace */

/** How long a lost face is kept, in milliseconds: as long as its track exists, so that nothing flickers. */
const LOST_MS = 1000;
/** How long a new quality must last before it is shown, in milliseconds, so that nothing flickers. */
const QUALITY_MS = 400;
/** The number of tracks whose numbers are remembered: more than can go on at the same time. */
const MAX_NUMBERS = 1000;
/** The smallest overlap (IoU) of a face in a frozen frame with the tracked face that it is. */
const MIN_OVERLAP = 0.3;

export class FaceList {
  /** By the ID of the track. @type {Map<number, TrackedFace>} */
  #tracked = new Map();
  /** The numbers of the newest tracks, by their IDs. @type {Map<number, number>} */
  #numbers = new Map();
  #lastNumber = 0;
  /** Those whose tracks have ended with their recognizer, and of which the next frame has new ones. @type {TrackedFace[]} */
  #remaining = [];
  /** When a face was last in view, or when the list was created or cleared. */
  #lastFaceAt = performance.now();

  /**
   * Returns the faces of a video's frame as they are to be shown, by number. New faces are numbered from left to right
   * as they are seen.
   * @param {Face[]} faces
   * @param {boolean} mirrored
   * @returns {DisplayedFace[]}
   */
  update(faces, mirrored) {
    const now = performance.now();
    for (const tracked of this.#tracked.values()) tracked.inView = false;
    if (faces.length) this.#lastFaceAt = now;
    for (const face of fromLeftToRight(faces, mirrored)) if (face.track) this.#updateTracked(face, face.track, now);
    if (faces.length) this.#remaining = [];
    for (const [id, { lastSeenAt }] of this.#tracked) if (now - lastSeenAt > LOST_MS) this.#tracked.delete(id);
    return [...this.#tracked.values()].sort(byNumber);
  }

  /**
   * Returns the faces of a still image by number, from left to right. Those of a video's frozen frame have the numbers
   * that they had in the video.
   * @param {Face[]} faces
   * @param {boolean} mirrored
   * @returns {DisplayedFace[]}
   */
  numberStill(faces, mirrored) {
    const known = new Set(this.#tracked.values());
    let last = this.#lastNumber;
    const numbered = fromLeftToRight(faces, mirrored).map((face) => {
      const same = [...known].find((tracked) => overlapOf(tracked.face.bounds, face.bounds) >= MIN_OVERLAP);
      if (same) known.delete(same);
      const { quality, shownEmotion: emotion, scores } = face;
      return { number: same?.number ?? ++last, face, quality, emotion, scores, inView: true };
    });
    return numbered.sort(byNumber);
  }

  /** Whether no face has been in view for long enough to tell the person. */
  get isMissing() {
    return performance.now() - this.#lastFaceAt > LOST_MS;
  }

  /** Forgets the faces in view, but not their numbers: those whose tracks go on have them again. */
  clear() {
    this.#tracked.clear();
    this.#lastFaceAt = performance.now();
  }

  /** Expects the tracks of another recognizer: faces that have stayed where they are keep their numbers. */
  expectNewTracks() {
    this.#remaining = [...this.#tracked.values()];
    this.#numbers.clear();
    this.clear();
  }

  /** Starts a session, whose faces are numbered from 1. */
  restart() {
    this.clear();
    this.#numbers.clear();
    this.#remaining = [];
    this.#lastNumber = 0;
  }

  /** @param {Face} face @param {Track} track @param {number} now */
  #updateTracked(face, { id, scores }, now) {
    const before = this.#tracked.get(id);
    const isSettled = !before || face.quality === before.quality || now - before.qualityAt > QUALITY_MS;
    this.#tracked.set(id, {
      number: this.#numbers.get(id) ?? this.#numberNew(id, face),
      face,
      quality: isSettled ? face.quality : before.quality,
      emotion: face.shownEmotion,
      scores,
      inView: true,
      lastSeenAt: now,
      qualityAt: isSettled ? now : before.qualityAt,
    });
  }

  /** @param {number} id of a new track @param {Face} face */
  #numberNew(id, face) {
    const same = this.#remaining.find((before) => overlapOf(before.face.bounds, face.bounds) >= MIN_OVERLAP);
    this.#remaining = this.#remaining.filter((before) => before !== same);
    const number = same?.number ?? ++this.#lastNumber;
    this.#numbers.set(id, number);
    const [oldest] = this.#numbers.keys();
    if (this.#numbers.size > MAX_NUMBERS) this.#numbers.delete(oldest); // a place may be watched for months
    return number;
  }
}

/** @param {Face[]} faces @param {boolean} mirrored */
function fromLeftToRight(faces, mirrored) {
  const centerX = (/** @type {Face} */ { bounds }) => (bounds.x + bounds.width / 2) * (mirrored ? -1 : 1);
  return [...faces].sort((one, other) => centerX(one) - centerX(other));
}

/** @param {DisplayedFace} one @param {DisplayedFace} other */
function byNumber(one, other) {
  return one.number - other.number;
}
