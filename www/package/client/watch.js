/** Classifies a video as it plays, always its newest frame, and returns the results one after another. */
import { linkSignals } from './abort.js';
import { describeValue, EmotionError } from './error.js';
import { isMediaStream } from './media-stream.js';
import { checkWatchOptions } from './options.js';
import { VideoFrames } from './video-frames.js';

/** @import { Result } from './protocol.js' */
/**
 * @typedef {object} WatchOptions
 * @property {AbortSignal | undefined} [signal] ends it, without an error
 * @property {number | undefined} [intervalMs] the interval between frames that are classified, in milliseconds, to
 * within half a frame; 0, which is the default, for every frame
 */
/** @typedef {(video: HTMLVideoElement, options: { signal: AbortSignal }) => Promise<Result>} ClassifyFrame */

/** The number of frames in a row that end a live video if they all fail: a trap of the module costs a single frame. */
export const MAX_FAILURES = 3;
/** How often to look whether all tracks of a stream have stopped, in milliseconds: browsers do not tell. */
const LOOK_MS = 500;

/**
 * Returns the results. Frames are classified only while a result is awaited. It ends when `options.signal` is aborted,
 * the loop is left, or the video or stream ends, and throws what ends it otherwise.
 * @param {HTMLVideoElement | MediaStream} source
 * @param {WatchOptions} options
 * @param {ClassifyFrame} classify a rejection with the code 'busy' drops the frame
 * @param {AbortSignal} closing ends it with an error, the signal's reason
 * @returns {AsyncIterableIterator<Result>}
 */
export function watch(source, options, classify, closing) {
  return leavable((leaving) => generateResults(source, options, classify, closing, leaving));
}

/**
 * Returns the results of a generator. When the loop over them is left, its signal is aborted: a result that is still
 * awaited is not waited for.
 * @template T
 * @param {(leaving: AbortSignal) => AsyncGenerator<T, undefined>} generate
 * @returns {AsyncIterableIterator<T>}
 */
export function leavable(generate) {
  const leaving = new AbortController();
  const results = generate(leaving.signal);
  return {
    next: () => results.next(),
    return: () => {
      leaving.abort();
      return results.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * @param {HTMLVideoElement | MediaStream} source
 * @param {WatchOptions} options
 * @param {ClassifyFrame} classify
 * @param {AbortSignal} closing
 * @param {AbortSignal} leaving ends it without an error
 * @returns {AsyncGenerator<Result, undefined>}
 */
async function* generateResults(source, options, classify, closing, leaving) {
  const { signal, intervalMs = 0 } = checkWatchOptions(options);
  const video = videoOf(source);
  closing.throwIfAborted();
  if (signal?.aborted || leaving.aborted) return;
  const ending = linkSignals(closing, signal, leaving);
  const playback = new Playback(video, video !== source, ending.controller);
  let failures = 0;
  let dueMs = 0;
  try {
    while (await playback.frames.next()) {
      const startMs = performance.now();
      if (startMs < dueMs) continue;
      const result = await classify(video, { signal: ending.signal }).catch((error) => {
        const isDropped = ending.signal.aborted || error.code === 'busy';
        if (!isDropped && ++failures >= MAX_FAILURES) ending.controller.abort(error);
        return null;
      });
      // The frame was taken when it was its turn, or when the recognizer was loaded.
      dueMs = playback.frames.dueMs(result?.atMs ?? startMs, intervalMs);
      if (!result || ending.signal.aborted) continue;
      failures = 0;
      yield result;
    }
    const isQuiet = !ending.signal.aborted || signal?.aborted || leaving.aborted;
    if (!isQuiet) throw ending.signal.reason;
  } finally {
    playback.close();
    ending.disconnect();
  }
}

/** The frames of a playing video, and what ends it. */
class Playback {
  frames;
  #video;
  #isOwn;
  #ending;
  /** Aborts when there are no more frames; the one in progress is still of interest. */
  #ended;
  #timer;

  /**
   * @param {HTMLVideoElement} video
   * @param {boolean} isOwn whether the video was created for a stream, and must be played
   * @param {AbortController} ending is aborted with what fails
   */
  constructor(video, isOwn, ending) {
    this.#video = video;
    this.#isOwn = isOwn;
    this.#ending = ending;
    this.#ended = linkSignals(ending.signal);
    const { signal, controller } = this.#ended;
    const unreadable = () => new EmotionError('source-unreadable', 'The video could not be read any further.');
    signal.addEventListener('abort', () => this.#release());
    video.addEventListener('ended', () => controller.abort(), { signal });
    video.addEventListener('error', () => ending.abort(unreadable()), { signal });
    video.addEventListener('loadedmetadata', () => this.#watchTracks(), { signal });
    this.#watchTracks();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    this.frames = new VideoFrames(video, signal);
    if (video.ended) controller.abort();
    if (isOwn) this.#play();
  }

  close() {
    this.#ended.controller.abort();
  }

  #release() {
    clearInterval(this.#timer);
    this.#ended.disconnect();
    if (this.#isOwn) this.#video.srcObject = null;
  }

  #play() {
    this.#video.play().catch((error) => {
      if (this.#ended.signal.aborted) return;
      this.#ending.abort(new EmotionError('camera-busy', `The stream cannot be played: ${error.message}`));
    });
  }

  get #stream() {
    const { srcObject } = this.#video;
    return isMediaStream(srcObject) ? srcObject : null;
  }

  /** Browsers tell when a camera is lost, but not when the page has stopped it. */
  #watchTracks() {
    for (const track of this.#stream?.getVideoTracks() ?? []) {
      const onEnded = () => {
        if (!this.#stream?.getVideoTracks().includes(track)) return; // The video plays another stream by now.
        this.#ending.abort(new EmotionError('camera-lost', 'The camera was disconnected.'));
      };
      track.addEventListener('ended', onEnded, { signal: this.#ended.signal });
    }
  }

  #look() {
    if (this.#stream?.active === false) this.#ended.controller.abort();
  }
}

/** Returns the video, or one that plays the stream. @param {HTMLVideoElement | MediaStream} source */
function videoOf(source) {
  if (/** @type {Partial<HTMLVideoElement> | null} */ (source)?.localName === 'video') {
    return /** @type {HTMLVideoElement} */ (source);
  }
  if (!isMediaStream(source) || !source.getVideoTracks().length) {
    const found = isMediaStream(source) ? 'a MediaStream without video' : describeValue(source);
    throw new EmotionError('image-unreadable', `Expected a playing video element or a MediaStream, got ${found}.`);
  }
  return Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: source });
}
