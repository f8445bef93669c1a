/** Doubles for unit tests: a client that answers with what the test gives it, and loads no worker and no module. */
import { abortable, linkSignals } from '../client/abort.js';
import { describeValue, EmotionError } from '../client/error.js';
import {
  checkCameraOptions,
  checkCanvas,
  checkClassifyOptions,
  checkClientOptions,
  checkDrawOptions,
  checkResult,
  checkSignalOptions,
  checkWatchOptions,
} from '../client/options.js';
import { checkSource } from '../client/source-frame.js';
import { leavable, MAX_FAILURES } from '../client/watch.js';
import { EMOTIONS } from '../domain/emotions.js';

export { EmotionError };

/** @import { CameraOptions, ClassifyOptions, DrawnResult, DrawOptions, Emotion } from '../client/client.js' */
/** @import { Explanation, Face, Landmarks, Options, Result, SelfCheck, SignalOptions, WatchOptions } from '../client/client.js' */
/**
 * What the clients answer: faces, an error, or a function that returns either for a source.
 * @typedef {Face[] | Error | ((source: unknown) => Face[] | Error | Promise<Face[] | Error>)} Answer
 */
/** @typedef {typeof import('../client/client.js').EmotionClient} EmotionClientClass */

/** The size of a frame whose source has none, in pixels. */
const WIDTH = 640;
const HEIGHT = 480;
/** The side of a crop, in pixels. */
const SIDE = 48;

/** @type {Answer} */
let answer = [];

/** Sets what every client answers from now on; until then, it is no faces. @param {Answer} next */
export function answerWith(next) {
  answer = next;
}

/**
 * Returns a face with this expression, at 90 %.
 * @param {Emotion} [emotion]
 * @param {Partial<Face>} [fields] replace those of the face
 * @returns {Face}
 */
export function createFace(emotion = 'happy', fields = {}) {
  const rest = 0.1 / (EMOTIONS.length - 1);
  const scores = /** @type {Face['scores']} */ (
    Object.fromEntries(EMOTIONS.map((name) => [name, name === emotion ? 0.9 : rest]))
  );
  return {
    bounds: { x: 220, y: 120, width: 200, height: 240 },
    landmarks: {
      leftEye: { x: 370, y: 210 },
      rightEye: { x: 270, y: 210 },
      nose: { x: 320, y: 260 },
      leftMouth: { x: 360, y: 310 },
      rightMouth: { x: 280, y: 310 },
    },
    confidence: 0.99,
    quality: 'good',
    scores,
    emotion,
    shownEmotion: emotion,
    track: { id: 1, scores, emotion },
    ...fields,
  };
}

class TestClient {
  /** @type {((progress: { loaded: number, total: number }) => void) | null} */
  onProgress = null;
  #emotions;
  #engine;
  #closing = new AbortController();
  #framesInFlight = 0;
  /** Settles when all requests so far have settled. @type {Promise<unknown>} */
  #queue = Promise.resolve();

  /** @param {Options} [options] */
  constructor(options = {}) {
    const { emotions = EMOTIONS, engine = 'built-in' } = checkClientOptions(options);
    this.#emotions = emotions;
    this.#engine = engine;
  }

  get emotions() {
    return this.#emotions;
  }

  /** @returns {Promise<void>} */
  get ready() {
    return abortable(Promise.resolve(), this.#closing.signal);
  }

  /** @param {unknown} source @param {ClassifyOptions} [options] @returns {Promise<Result>} */
  async classify(source, options = {}) {
    const { still = false, atMs = performance.now(), signal } = checkClassifyOptions(options);
    this.#throwIfAborted(signal);
    if (!still && this.#framesInFlight) {
      throw new EmotionError('busy', 'Another frame is in progress: drop this one.');
    }
    return this.#send(source, signal, (faces) => ({
      faces: still ? faces.map((face) => ({ ...face, track: null })) : faces,
      ...sizeOf(source),
      classifyMs: 1,
      atMs,
    }));
  }

  /** @param {unknown} source @param {WatchOptions} [options] */
  watch(source, options = {}) {
    return leavable((leaving) => this.#generateResults(source, options, leaving));
  }

  /** @param {CameraOptions} [options] @returns {Promise<MediaStream>} */
  async openCamera(options = {}) {
    this.#throwIfAborted(checkCameraOptions(options).signal);
    const stream = typeof MediaStream === 'function' ? new MediaStream() : /** @type {MediaStream} */ ({});
    const noTracks = () => [];
    return Object.assign(stream, { getTracks: noTracks, getVideoTracks: noTracks, getAudioTracks: noTracks });
  }

  /** @param {HTMLCanvasElement | OffscreenCanvas} canvas @param {DrawnResult} result @param {DrawOptions} [options] */
  draw(canvas, result, options = {}) {
    checkDrawOptions(options);
    checkCanvas(canvas);
    const { width, height } = checkResult(result);
    Object.assign(canvas, { width, height });
  }

  /**
   * @param {unknown} source
   * @param {Landmarks} _landmarks
   * @param {SignalOptions} [options]
   * @returns {Promise<Explanation>}
   */
  async explain(source, _landmarks, options = {}) {
    const { signal } = checkSignalOptions(options);
    this.#throwIfAborted(signal);
    return this.#send(source, signal, ([face = createFace()]) => ({
      side: SIDE,
      pixels: new Uint8ClampedArray(SIDE * SIDE * 4),
      scores: face.scores,
      emotion: face.emotion,
      importance: new Float32Array(SIDE * SIDE),
      occluded: { eyes: 0, nose: 0, mouth: 0 },
    }));
  }

  /** @param {object | null} _source @param {SignalOptions} [options] */
  async useModel(_source, options = {}) {
    this.#throwIfAborted(checkSignalOptions(options).signal);
  }

  /** @param {SignalOptions} [options] @returns {Promise<SelfCheck>} */
  async selfCheck(options = {}) {
    this.#throwIfAborted(checkSignalOptions(options).signal);
    const check = { maxDifference: 0, passed: true, msPerFace: 1 };
    return {
      inUse: this.#engine,
      engines: [
        { engine: 'built-in', build: 'builtIn', ...check },
        { engine: 'tract', build: 'custom', ...check },
      ],
    };
  }

  close() {
    this.#closing.abort(new EmotionError('closed', 'The client was closed.'));
  }

  /**
   * @param {unknown} source
   * @param {WatchOptions} options
   * @param {AbortSignal} leaving
   * @returns {AsyncGenerator<Result, undefined>}
   */
  async *#generateResults(source, options, leaving) {
    const { signal, intervalMs = 0 } = checkWatchOptions(options);
    checkLiveSource(source);
    this.#closing.signal.throwIfAborted();
    const ending = linkSignals(signal, leaving);
    let failures = 0;
    while (!ending.signal.aborted) {
      try {
        const result = await this.classify(source, { signal: ending.signal });
        failures = 0;
        yield result;
      } catch (error) {
        if (ending.signal.aborted) return;
        this.#closing.signal.throwIfAborted();
        if (/** @type {EmotionError} */ (error).code !== 'busy' && ++failures === MAX_FAILURES) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  }

  /** @param {AbortSignal | undefined} signal */
  #throwIfAborted(signal) {
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
  }

  /**
   * Resolves with the answer for a source, after all earlier ones.
   * @template T
   * @param {unknown} source
   * @param {AbortSignal | undefined} signal
   * @param {(faces: Face[]) => T} toResult
   * @returns {Promise<T>}
   */
  async #send(source, signal, toResult) {
    checkSource(source);
    this.#framesInFlight++;
    const answered = this.#queue.then(() => (typeof answer === 'function' ? answer(source) : answer));
    this.#queue = answered.catch(() => {});
    try {
      const faces = await abortable(abortable(answered, signal), this.#closing.signal);
      if (faces instanceof Error) throw faces;
      return toResult(faces);
    } finally {
      this.#framesInFlight--;
    }
  }
}

/** Answers like the client, with what `answerWith` was given, and refuses what the client refuses. */
export const EmotionClient = /** @type {EmotionClientClass} */ (/** @type {unknown} */ (TestClient));

/** Refuses what is no video, but takes any object for a stream: unit tests have none. @param {unknown} source */
function checkLiveSource(source) {
  const { localName = 'video' } = /** @type {Partial<Element>} */ (source ?? { localName: '' });
  if (typeof source === 'object' && localName === 'video') return;
  const found = describeValue(source);
  throw new EmotionError('image-unreadable', `Expected a playing video element or a MediaStream, got ${found}.`);
}

/** Returns the size of a source, in pixels. @param {unknown} source */
function sizeOf(source) {
  const { videoWidth, videoHeight, naturalWidth, naturalHeight, width, height } =
    /** @type {Partial<HTMLVideoElement & HTMLImageElement>} */ (source);
  return {
    width: videoWidth || naturalWidth || width || WIDTH,
    height: videoHeight || naturalHeight || height || HEIGHT,
  };
}
