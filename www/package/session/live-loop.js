/**
 * Classifies the frames of a playing video, always the newest; frames that come in the meantime are dropped. Tells when
 * the last result is out of date.
 */
import { VideoFrames } from '../client/video-frames.js';
import { Watchdog } from '../client/watchdog.js';
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
/** How long a result counts as current without a new one, or a frame that is dropped on purpose, in milliseconds. */
const CURRENT_MS = 3000;

export class LiveLoop {
  /** The interval between frames that are classified, in milliseconds, to within half a frame; 0 for every frame. */
  intervalMs = 0;
  #video;
  #classify;
  #onResult;
  #onError;
  #onOutdated;
  #watchdog = new Watchdog(CURRENT_MS, () => this.#onSilence());
  /** Whether a frame is being classified. */
  #isBusy = false;
  /** The video's position at the last silence, in seconds. */
  #position = 0;
  /** Aborts when the loop stops. */
  #running = new AbortController();
  #powerSaver = new PowerSaver();
  /** Frames before this time are dropped. */
  #pauseUntil = 0;
  /** When each of the last results came, and how long it took. @type {{ at: number, classifyMs: number }[]} */
  #results = [];

  /**
   * @param {HTMLVideoElement} video
   * @param {(video: HTMLVideoElement) => Promise<Result>} classify a rejection with the code 'busy' drops the frame
   * @param {(result: Result, stats: LiveStats) => void} onResult
   * @param {(error: Error) => void} onError
   * @param {(isBusy: boolean) => void} onOutdated called when the last result is out of date; `isBusy`: because a frame
   * is still being classified, otherwise because there are no new frames. A new result may follow at any time.
   */
  constructor(video, classify, onResult, onError, onOutdated) {
    this.#video = video;
    this.#classify = classify;
    this.#onResult = onResult;
    this.#onError = onError;
    this.#onOutdated = onOutdated;
  }

  start() {
    this.stop();
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#results = [];
    this.#pauseUntil = 0;
    // A hidden tab gets no frames; this pause does not count as slowness.
    document.addEventListener('visibilitychange', () => (this.#results = []), { signal });
    this.#watchdog.feed();
    this.#run(new VideoFrames(this.#video, signal), signal);
  }

  /** Stops the loop. The result of a frame in progress is ignored. */
  stop() {
    this.#running.abort();
    this.#watchdog.stop();
  }

  /** A hidden tab gets no frames, and a video may show one for long. */
  #onSilence() {
    const { paused, ended, srcObject, currentTime } = this.#video;
    const goesOn = !this.#isBusy && !srcObject && !paused && !ended && currentTime !== this.#position;
    this.#position = currentTime;
    if (document.hidden || goesOn) this.#watchdog.feed();
    else this.#onOutdated(this.#isBusy);
  }

  /** Classifies one frame after another. @param {VideoFrames} frames @param {AbortSignal} signal */
  async #run(frames, signal) {
    while (await frames.next()) {
      if (performance.now() < this.#pauseUntil)
        this.#watchdog.feed(); // frames come, and this one is dropped on purpose
      else await this.#classifyFrame(frames, signal);
    }
  }

  /** @param {VideoFrames} frames @param {AbortSignal} signal */
  async #classifyFrame(frames, signal) {
    const startMs = performance.now();
    this.#isBusy = true;
    try {
      const result = await this.#classify(this.#video);
      if (signal.aborted) return;
      this.#watchdog.feed();
      this.#onResult(result, this.#stats(result.classifyMs));
    } catch (error) {
      const isDropped = /** @type {{ code?: string }} */ (error).code === 'busy';
      if (signal.aborted || isDropped) return;
      this.#onError(/** @type {Error} */ (error));
    } finally {
      this.#isBusy = false;
    }
    const endMs = performance.now();
    // To save power, the loop pauses for as long as the frame took, and skips the next frame, even a late one.
    const pauseMs = Math.max(endMs - startMs, 1.5 * frames.intervalMs);
    const powerSaverEnd = this.#powerSaver.isOn ? endMs + pauseMs : 0;
    this.#pauseUntil = Math.max(powerSaverEnd, frames.dueMs(startMs, this.intervalMs));
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
