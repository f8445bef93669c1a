/** VideoFrames: tells when a playing video has a new frame; only the newest counts. */

export class VideoFrames {
  /** The interval between the last two frames, in milliseconds; 0 if unknown. */
  intervalMs = 0;
  #video;
  #signal;
  /** When the last frame came; 0 if none has. */
  #lastMs = 0;
  /** Whether there is a frame that was not taken yet. */
  #hasNewFrame = false;
  /** Called when a new frame comes, and when the signal is aborted. */
  #onNewFrame = () => {};
  /** The video's position at the last frame, in seconds, where the browser does not tell when there is a new one. */
  #position = -1;

  /** @param {HTMLVideoElement} video @param {AbortSignal} signal ends it */
  constructor(video, signal) {
    this.#video = video;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#onNewFrame(), { once: true });
    this.#register();
  }

  /**
   * Resolves with true when there is a frame that was not taken yet, and takes it; with false when the signal is
   * aborted. A hidden tab has no frames.
   */
  async next() {
    while (!this.#signal.aborted) {
      if (!this.#hasNewFrame) await new Promise((resolve) => (this.#onNewFrame = () => resolve(undefined)));
      this.#hasNewFrame = false;
      const hasData = this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      if (hasData && !document.hidden && !this.#signal.aborted) return true;
    }
    return false;
  }

  /**
   * Returns when the next frame is due, if one is to be taken per interval: the frame nearest to the interval's end is
   * taken, which may come up to half a frame earlier.
   * @param {number} startMs when the last one was taken
   * @param {number} intervalMs 0 for every frame
   */
  dueMs(startMs, intervalMs) {
    return intervalMs && startMs + intervalMs - this.intervalMs / 2;
  }

  /** Waits for the next frame of the video. */
  #register() {
    const video = this.#video;
    if ('requestVideoFrameCallback' in video) {
      const ended = new AbortController();
      const callback = video.requestVideoFrameCallback(() => {
        ended.abort();
        this.#onFrame();
      });
      const cancel = () => video.cancelVideoFrameCallback(callback);
      this.#signal.addEventListener('abort', cancel, { signal: ended.signal });
    } else {
      requestAnimationFrame(() => {
        if (this.#hasMoved()) this.#onFrame();
        else if (!this.#signal.aborted) this.#register();
      });
    }
  }

  #onFrame() {
    if (this.#signal.aborted) return;
    this.#register();
    const nowMs = performance.now();
    this.intervalMs = this.#lastMs && nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#hasNewFrame = true;
    this.#onNewFrame();
  }

  /** Whether the video shows another frame than before; for browsers that do not tell. */
  #hasMoved() {
    const { currentTime } = this.#video;
    const hasMoved = currentTime !== this.#position;
    this.#position = currentTime;
    return hasMoved;
  }
}
