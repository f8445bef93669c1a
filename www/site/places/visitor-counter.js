/** The census: follows each face for as long as its track lives, then counts it once and forgets it. */

/** @typedef {import('../../package/client/pkg/emosense.js').Face} Face */

/** A track that was away for longer never comes back: the recognizer lets a face go after a second. */
const GONE_MS = 1500;
/** A face that was read for less was hardly there. */
const LEAST_MS = 1000;
/** Between two frames that are farther apart nothing is known. */
const GAP_MS = 500;

export class Census {
  #oncounted;
  /** @type {Map<number, { lastMs: number, readMs: number, happyMs: number }>} */
  #tracks = new Map();

  /** @param {(happy: number) => void} oncounted a face has gone; for that share of the time, 0 to 1, its expression resembled happy */
  constructor(oncounted) {
    this.#oncounted = oncounted;
  }

  /** How many faces are followed now. */
  get present() {
    return this.#tracks.size;
  }

  /** @param {Face[]} faces of one frame @param {number} atMs its time */
  take(faces, atMs) {
    for (const { track, quality } of faces) {
      if (!track) continue;
      const seen = this.#tracks.get(track.id) ?? { lastMs: atMs, readMs: 0, happyMs: 0 };
      const passed = atMs - seen.lastMs;
      seen.lastMs = atMs;
      this.#tracks.set(track.id, seen);
      if (quality !== 'good' || track.emotion === 'uncertain' || passed > GAP_MS) continue;
      seen.readMs += passed;
      if (track.emotion === 'happy') seen.happyMs += passed;
    }
    for (const [id, { lastMs }] of this.#tracks) if (atMs - lastMs > GONE_MS) this.#count(id);
  }

  /** Counts those who are still there. */
  end() {
    for (const id of this.#tracks.keys()) this.#count(id);
  }

  /** @param {number} id */
  #count(id) {
    const { readMs, happyMs } = /** @type {{ readMs: number, happyMs: number }} */ (this.#tracks.get(id));
    this.#tracks.delete(id);
    if (readMs >= LEAST_MS) this.#oncounted(happyMs / readMs);
  }
}
