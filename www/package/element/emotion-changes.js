/** EmotionChanges: finds the tracked faces whose emotion has changed. */

/** @import { Face, Scores, Track } from '../client/pkg/emosense.js' */
/**
 * @typedef {object} EmotionDetail
 * @property {number} track the ID of the face's track
 * @property {Track['emotion']} emotion
 * @property {Track['emotion'] | null} previous null for a new face
 * @property {Scores} scores smoothed over time
 */

/** How long an unseen track is remembered, in milliseconds: longer than the recognizer keeps a lost track. */
const TRACK_MS = 2000;

export class EmotionChanges {
  /** The last emotion of each track, and when the track was last seen, by ID. */
  #tracks = /** @type {Map<number, { emotion: Track['emotion'], lastSeenAt: number }>} */ (new Map());

  /** Returns the changes since the last update. @param {Face[]} faces */
  update(faces) {
    const now = performance.now();
    /** @type {EmotionDetail[]} */
    const changes = [];
    for (const { track } of faces) {
      if (!track) continue;
      const { id, emotion, scores } = track;
      const previous = this.#tracks.get(id)?.emotion ?? null;
      this.#tracks.set(id, { emotion, lastSeenAt: now });
      if (emotion !== previous) changes.push({ track: id, emotion, previous, scores });
    }
    for (const [id, { lastSeenAt }] of this.#tracks) if (now - lastSeenAt > TRACK_MS) this.#tracks.delete(id);
    return changes;
  }

  clear() {
    this.#tracks.clear();
  }
}
