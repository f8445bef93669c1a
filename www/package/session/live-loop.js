/** Classifies the frames of a playing video, always the newest; frames that come in the meantime are dropped. */
import { PowerSaver } from './power-saver.js';

/** @import { Result } from '../client/client.js' */
/**
 * @typedef {object} LiveStats
 * @property {number} classifyMs the mean over the last results
 * @property {number} framesPerSecond that are classified
 * @property {boolean} isReduced to save data or battery
 */

/** The number of results over which the statistics are computed. */
const STATS_RESULTS = 30;

export class LiveLoop {
  /** The interval between frames that are classified, in milliseconds, to within half a frame; 0 for every frame. */
  intervalMs = 0;
  #video;
  #classify;
  #onResult;
  #onError;
  /** Aborts when the loop stops. */
  #running = new AbortController();
  #powerSaver = new PowerSaver();
  /** Whether there is a frame that was not classified yet. */
  #hasNewFrame = false;
  /** Called when a new frame comes. */
  #onNewFrame = () => {};
  /** When the last frame of the video came, and its interval to the previous one; 0 if unknown. */
  #lastFrame = { at: 0, intervalMs: 0 };
  /** Frames before this time are dropped. */
  #pauseUntil = 0;
  /** When each of the last results came, and how long it took. @type {{ at: number, classifyMs: number }[]} */
  #results = [];

  /**
   * @param {HTMLVideoElement} video
   * @param {(video: HTMLVideoElement) => Promise<Result>} classify a rejection with the code 'busy' drops the frame
   * @param {(result: Result, stats: LiveStats) => void} onResult
   * @param {(error: Error) => void} onError
   */
  constructor(video, classify, onResult, onError) {
    this.#video = video;
    this.#classify = classify;
    this.#onResult = onResult;
    this.#onError = onError;
  }

  start() {
    this.stop();
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#results = [];
    this.#lastFrame = { at: 0, intervalMs: 0 };
    this.#pauseUntil = 0;
    this.#hasNewFrame = false;
    // A hidden tab gets no frames; this pause does not count as slowness.
    document.addEventListener('visibilitychange', () => (this.#results = []), { signal });
    this.#watch(signal);
    this.#run(signal);
  }

  /** Stops the loop. The result of a frame in progress is ignored. */
  stop() {
    this.#running.abort();
    this.#onNewFrame();
  }

  /** Registers each frame of the video. @param {AbortSignal} signal */
  #watch(signal) {
    const onFrame = () => {
      if (signal.aborted) return;
      this.#watch(signal);
      const now = performance.now();
      this.#lastFrame = { at: now, intervalMs: this.#lastFrame.at && now - this.#lastFrame.at };
      this.#hasNewFrame = true;
      this.#onNewFrame();
    };
    if ('requestVideoFrameCallback' in this.#video) this.#video.requestVideoFrameCallback(onFrame);
    else requestAnimationFrame(onFrame);
  }

  /** Classifies one frame after another. @param {AbortSignal} signal */
  async #run(signal) {
    while (!signal.aborted) {
      if (!this.#hasNewFrame) await new Promise((resolve) => (this.#onNewFrame = () => resolve(undefined)));
      this.#hasNewFrame = false;
      const hasData = this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      if (signal.aborted || document.hidden || !hasData || performance.now() < this.#pauseUntil) continue;
      await this.#classifyFrame(signal);
    }
  }

  /** @param {AbortSignal} signal */
  async #classifyFrame(signal) {
    const startMs = performance.now();
    try {
      const result = await this.#classify(this.#video);
      if (!signal.aborted) this.#onResult(result, this.#stats(result.classifyMs));
    } catch (error) {
      const isDropped = /** @type {{ code?: string }} */ (error).code === 'busy';
      if (signal.aborted || isDropped) return;
      this.#onError(/** @type {Error} */ (error));
    }
    const endMs = performance.now();
    // To save power, the loop pauses for as long as the frame took, and skips the next frame, even a late one.
    const pauseMs = Math.max(endMs - startMs, 1.5 * this.#lastFrame.intervalMs);
    const powerSaverEnd = this.#powerSaver.isOn ? endMs + pauseMs : 0;
    // The frame nearest to the interval's end is classified, which may come up to half a frame earlier.
    const intervalEnd = this.intervalMs && startMs + this.intervalMs - this.#lastFrame.intervalMs / 2;
    this.#pauseUntil = Math.max(powerSaverEnd, intervalEnd);
  }

  /** Returns the statistics with a new result. @param {number} classifyMs @returns {LiveStats} */
  #stats(classifyMs) {
    const results = this.#results;
    results.push({ at: performance.now(), classifyMs });
    if (results.length > STATS_RESULTS) results.shift();
    const seconds = (results[results.length - 1].at - results[0].at) / 1000;
    return {
      classifyMs: results.reduce((sum, result) => sum + result.classifyMs, 0) / results.length,
      framesPerSecond: seconds > 0 ? (results.length - 1) / seconds : 0,
      isReduced: this.#powerSaver.isOn,
    };
  }
}
