/** The live loop: one frame of the video in flight at a time; frames that come meanwhile are dropped, never queued. */
import { PowerSaver } from './power-saver.js';

/** @typedef {import('../client/client.js').Result} Result */

/** @typedef {{ classifyMs: number, framesPerSecond: number, isReduced: boolean }} LiveStats `isReduced`: to spare data or battery */

/** How many results the pace is measured over. */
const WINDOW = 30;

export class LiveLoop {
  /** Milliseconds from one frame that is read to the next, to half a frame's time; those between are dropped. */
  intervalMs = 0;
  #video;
  #classify;
  #onresult;
  #onerror;
  /** Counts the starts and stops: what began before the last of them is no longer wanted. */
  #run = 0;
  #running = false;
  #inFlight = false;
  /** A newer frame came while one was in flight. */
  #newer = false;
  #thrift = new PowerSaver();
  /** When the last frame of the video came, and how long after the one before; 0 for none. */
  #came = { at: 0, after: 0 };
  /** Frames before then are dropped, so that half of the time is spent idle. */
  #restUntil = 0;
  /** When the last results came, and how long each took. @type {{ at: number, classifyMs: number }[]} */
  #results = [];
  /** A hidden tab gets no frames; its pause must not count as slowness. */
  #onvisibility = () => {
    this.#results = [];
  };

  /**
   * @param {HTMLVideoElement} video
   * @param {(video: HTMLVideoElement) => Promise<Result>} classify
   * @param {(result: Result, pace: LiveStats) => void} onresult
   * @param {(error: Error) => void} onerror
   */
  constructor(video, classify, onresult, onerror) {
    this.#video = video;
    this.#classify = classify;
    this.#onresult = onresult;
    this.#onerror = onerror;
  }

  start() {
    this.#run++;
    this.#running = true;
    this.#results = [];
    this.#came = { at: 0, after: 0 };
    this.#restUntil = 0;
    document.addEventListener('visibilitychange', this.#onvisibility);
    this.#listen(this.#run);
  }

  /** A frame still in flight is forgotten. */
  stop() {
    this.#run++;
    this.#running = false;
    document.removeEventListener('visibilitychange', this.#onvisibility);
  }

  /** @param {number} run */
  #listen(run) {
    const next = () => {
      if (run !== this.#run) return;
      this.#listen(run);
      const now = performance.now();
      this.#came = { at: now, after: this.#came.at && now - this.#came.at };
      this.#frame();
    };
    if ('requestVideoFrameCallback' in this.#video) this.#video.requestVideoFrameCallback(next);
    else requestAnimationFrame(next);
  }

  async #frame() {
    this.#newer = this.#inFlight;
    if (this.#inFlight || document.hidden || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const began = performance.now();
    if (began < this.#restUntil) return;
    const run = this.#run;
    this.#inFlight = true;
    try {
      const result = await this.#classify(this.#video);
      if (run === this.#run) this.#onresult(result, this.#pace(result.classifyMs));
    } catch (error) {
      if (run === this.#run) this.#onerror(/** @type {Error} */ (error));
    }
    this.#inFlight = false;
    const done = performance.now();
    // As long a rest as the work was, and past the next frame, which may come a little late.
    const rest = this.#thrift.wanted ? done + Math.max(done - began, 1.5 * this.#came.after) : 0;
    // A frame that comes a hair early is the one meant: half a frame's time is let pass.
    this.#restUntil = Math.max(rest, this.intervalMs && began + this.intervalMs - this.#came.after / 2);
    if (this.#newer && this.#running) this.#frame();
  }

  /** @param {number} classifyMs @returns {LiveStats} */
  #pace(classifyMs) {
    const results = this.#results;
    results.push({ at: performance.now(), classifyMs });
    if (results.length > WINDOW) results.shift();
    const seconds = (results[results.length - 1].at - results[0].at) / 1000;
    return {
      classifyMs: results.reduce((sum, result) => sum + result.classifyMs, 0) / results.length,
      framesPerSecond: seconds > 0 ? (results.length - 1) / seconds : 0,
      isReduced: this.#thrift.wanted,
    };
  }
}
