/** EmotionClient: recognizes the faces of frames, videos and cameras with a recognizer in a worker, one at a time. */
import { abortable, linkSignals } from './abort.js';
import { openCameraStream } from './camera-stream.js';
import { ClientRecognizer } from './client-recognizer.js';
import { loadCustomModel } from './custom-model.js';
import { draw } from './draw.js';
import { EmotionError } from './error.js';
import { plainLandmarks } from './landmarks.js';
import { checkCameraOptions, checkClassifyOptions, checkClientOptions, checkSignalOptions } from './options.js';
import { toFrame, toUnreadableError } from './source-frame.js';
import { watch } from './watch.js';

export { EmotionError };

/** @import { RecognizerProtocol } from './protocol.js' */
/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Bounds} Bounds */
/** @typedef {import('./pkg/emosense.js').Point} Point */
/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./pkg/emosense.js').Scores} Scores */
/** @typedef {import('./pkg/emosense.js').Track} Track */
/** @typedef {import('./pkg/emosense.js').FaceQuality} FaceQuality */
/** @typedef {import('./pkg/emosense.js').Landmarks} Landmarks */
/** @typedef {import('./pkg/emosense.js').Explanation} Explanation */
/** @typedef {import('./pkg/emosense.js').OccludedScores} OccludedScores */
/** @typedef {import('./pkg/emosense.js').ModelConfig} ModelConfig */
/** @typedef {import('./camera-stream.js').CameraOptions} CameraOptions */
/** @typedef {import('./camera-stream.js').Facing} Facing */
/** @typedef {import('./custom-model.js').ModelSource} ModelSource */
/** @typedef {import('./draw.js').DrawOptions} DrawOptions */
/** @typedef {import('./draw.js').DrawnResult} DrawnResult */
/** @typedef {import('./error.js').ErrorCode} ErrorCode */
/** @typedef {import('./protocol.js').Engine} Engine */
/** @typedef {import('./protocol.js').Progress} Progress */
/** @typedef {import('./protocol.js').Result} Result */
/** @typedef {import('./self-check.js').EngineCheck} EngineCheck */
/** @typedef {import('./self-check.js').SelfCheck} SelfCheck */
/** @typedef {import('./source-frame.js').Source} Source */
/** @typedef {import('./watch.js').WatchOptions} WatchOptions */
/**
 * @typedef {object} Options
 * @property {Emotion[] | undefined} [emotions] the emotions among which scores are shared, such as ['happy', 'sad']; by
 * default all that the model recognizes
 * @property {number | undefined} [smoothingMs] the time constant of the smoothing of `track.scores`, in milliseconds; 0
 * for none
 * @property {number | undefined} [sensitivity] how readily an expression is named, from 0 (where most people would) to
 * 1 (as readily as the labels of FER-2013 do)
 * @property {number | undefined} [maxFaces] the maximum number of faces that are classified, by descending confidence;
 * at least 1
 * @property {number | undefined} [detectorInputSize] the longer side in pixels to which a larger frame is shrunk to
 * detect its faces: by default 640 for a still image and 320 for a frame of a video; a larger size detects smaller
 * faces and takes more time
 * @property {Engine | undefined} [engine] what runs the built-in models: 'built-in' (the default), or 'tract', which
 * needs the package emosense-custom-models and takes longer in browsers; both give the same scores except for rounding
 * @property {string | URL | undefined} [baseUrl] the URL of a copy of the package's folder `pkg`, for bundlers that do
 * not include its files
 * @property {string | URL | undefined} [customModelsUrl] the URL of a copy of the package emosense-custom-models, for
 * pages that do not import it
 * @property {boolean | undefined} [ownWorker] whether this client has a worker of its own; by default all clients and
 * elements of a page share one, and take turns, except that each custom model has a worker of its own
 */
/**
 * @typedef {object} ClassifyOptions
 * @property {boolean | undefined} [still] whether the source is a single image, not a frame of a video: small faces are
 * detected, too, and none is tracked
 * @property {number | undefined} [atMs] the frame's time in milliseconds from any origin; `performance.now()` by
 * default
 * @property {AbortSignal | undefined} [signal] ends the wait, with its reason; a worker that goes on for longer is
 * replaced
 */
/**
 * @typedef {object} SignalOptions
 * @property {AbortSignal | undefined} [signal] ends the wait, with its reason
 */

export class EmotionClient {
  /** Called during the download of the recognizer. @type {((progress: Progress) => void) | null} */
  onProgress = null;
  #recognizer;
  #closing = new AbortController();
  /** The number of frames whose callers still wait for a result. */
  #framesInFlight = 0;
  /** Settles when all requests so far have settled. @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** Settles when all frames of loops so far have settled: loops take turns. @type {Promise<unknown>} */
  #loopQueue = Promise.resolve();
  /** Settles when all calls of `useModel` so far have settled. @type {Promise<unknown>} */
  #modelQueue = Promise.resolve();

  /**
   * Loads the recognizer. Throws an error with the code 'invalid-setting' if an option is unknown; `ready` tells of
   * everything else.
   * @param {Options} [options]
   */
  constructor(options = {}) {
    const { engine, baseUrl, customModelsUrl, ownWorker = false, ...settings } = checkClientOptions(options);
    this.#recognizer = new ClientRecognizer(
      { engine, settings, locations: { baseUrl, customModelsUrl }, ownWorker },
      (progress) => this.onProgress?.(progress),
      this.#closing.signal,
    );
  }

  /** The emotions among which scores are shared, known once `ready` resolves. All others score 0. @type {Emotion[]} */
  get emotions() {
    return this.#recognizer.emotions;
  }

  /**
   * Resolves when the recognizer is loaded. Rejects with code 'load-failed', 'blocked-by-policy', 'unsupported',
   * 'timeout', 'invalid-emotions', 'invalid-setting' or 'closed'. After a failure the next access, and the next
   * request, load it again.
   * @returns {Promise<void>}
   */
  get ready() {
    return this.#recognizer.ready;
  }

  /**
   * Detects the faces of a frame and classifies their expressions. The decoded image of a file is in `result.image`. A
   * video that has no frame yet, and an image that is still loading, are waited for, up to five seconds.
   *
   * A frame of a video is not queued, as it would be out of date: it rejects with code 'busy' while another frame is in
   * progress, and should be dropped. A still image waits for its turn.
   * @param {Source} source an ImageBitmap is transferred
   * @param {ClassifyOptions} [options]
   * @returns {Promise<Result>}
   */
  async classify(source, options = {}) {
    const { still = false, atMs, signal } = checkClassifyOptions(options);
    this.#throwIfAborted(signal);
    if (!still && this.#framesInFlight) {
      throw new EmotionError('busy', 'Another frame is in progress: drop this one.');
    }
    return this.#send(source, 'classify', (frame) => ({ frame, still, atMs: atMs ?? performance.now() }), signal);
  }

  /**
   * Classifies a playing video or a camera, frame by frame and always the newest:
   * `for await (const { faces } of client.watch(video)) …`. A hidden tab has no frames.
   *
   * The loop ends when the signal is aborted and when the video or the stream ends. It throws an error with the code
   * 'camera-lost', 'source-unreadable', 'closed', or that of the last of three frames in a row that failed. The video
   * and the stream remain yours to stop.
   * @param {HTMLVideoElement | MediaStream} source
   * @param {WatchOptions} [options]
   * @returns {AsyncIterableIterator<Result>}
   */
  watch(source, options = {}) {
    /** @type {import('./watch.js').ClassifyFrame} */
    const classify = (video, { signal }) => {
      const result = this.#loopQueue.then(async () => {
        await this.#idle(signal);
        return this.classify(video, { signal });
      });
      this.#loopQueue = result.catch(() => {});
      return abortable(result, signal);
    };
    return watch(source, options, classify, this.#closing.signal);
  }

  /**
   * Opens a camera; show it with `video.srcObject = stream`. Its tracks stop when the signal is aborted or the client
   * is closed. Rejects with code 'no-camera', 'camera-denied', 'camera-busy', 'camera-blocked', 'camera-unsupported',
   * 'insecure-context' or 'closed'.
   * @param {CameraOptions} [options]
   * @returns {Promise<MediaStream>}
   */
  async openCamera(options = {}) {
    const { facing = 'user', deviceId, signal } = checkCameraOptions(options);
    this.#throwIfAborted(signal);
    return openCameraStream({ facing, deviceId }, linkSignals(this.#closing.signal, signal).signal);
  }

  /**
   * Draws the boxes and expressions of a result on a canvas, to lie above the video: gives the canvas the size of the
   * frame and clears it. What is not drawn is transparent.
   * @param {HTMLCanvasElement | OffscreenCanvas} canvas
   * @param {DrawnResult} result
   * @param {DrawOptions} [options]
   */
  draw(canvas, result, options = {}) {
    draw(canvas, result, options);
  }

  /**
   * Measures how much each part of a face contributes to its scores, by occluding one part after another. This takes
   * about 120 times as long as classifying a face. Rejects with code 'invalid-landmarks' if the landmarks are not
   * finite numbers, or all at one point.
   * @param {Source} source the frame that was classified; an ImageBitmap is transferred
   * @param {Landmarks} landmarks those that `classify` returned for the face
   * @param {SignalOptions} [options]
   * @returns {Promise<Explanation>}
   */
  async explain(source, landmarks, options = {}) {
    const { signal } = checkSignalOptions(options);
    this.#throwIfAborted(signal);
    return this.#send(source, 'explain', (frame) => ({ frame, landmarks: plainLandmarks(landmarks) }), signal);
  }

  /**
   * Replaces the emotion model by a custom one, or by the built-in one (null). The previous model goes on meanwhile,
   * and stays in use if it rejects. Rejects with code 'invalid-model' and a message that says what is wrong,
   * 'invalid-emotions' if the model recognizes none of the emotions in the options, 'load-failed' if a URL cannot be
   * fetched, or 'timeout' if the model is not loaded and tried within half a minute.
   *
   * If the model stops the recognizer later, or takes too long for a frame, the built-in one replaces it, and the
   * frame rejects with code 'model-stopped'.
   * @param {ModelSource | null} source
   * @param {SignalOptions} [options]
   */
  async useModel(source, options = {}) {
    const { signal } = checkSignalOptions(options);
    this.#throwIfAborted(signal);
    const link = linkSignals(this.#closing.signal, signal);
    const used = this.#modelQueue.then(async () => {
      link.signal.throwIfAborted();
      const model = source && (await loadCustomModel(source, link.signal));
      const recognizer = await this.#recognizer.load(model, link.signal);
      const settled = () => this.#recognizer.settled; // the model may take the place of one that cannot be loaded
      await this.#next(settled, link.signal, async () => this.#recognizer.use(recognizer)).catch((error) => {
        recognizer.close();
        throw error;
      });
    });
    const waited = abortable(used, link.signal).finally(link.disconnect);
    this.#modelQueue = waited.catch(() => {});
    await waited;
  }

  /**
   * Checks that both engines compute the published scores on this device and in this browser, and how fast. Runs in
   * workers of its own, with the built-in model, and downloads the package emosense-custom-models. Rejects with code
   * 'load-failed', 'module-building', 'blocked-by-policy', 'unsupported', 'timeout', 'recognizer-stopped' or 'closed'.
   * @param {SignalOptions} [options]
   * @returns {Promise<SelfCheck>}
   */
  async selfCheck(options = {}) {
    const { signal } = checkSignalOptions(options);
    this.#throwIfAborted(signal);
    const link = linkSignals(this.#closing.signal, signal);
    return this.#recognizer.check(link.signal).finally(link.disconnect);
  }

  /**
   * Ends the client, and the worker if no other client uses it. Whatever is in progress rejects with code 'closed'; the
   * cameras that it has opened stop.
   */
  close() {
    this.#closing.abort(new EmotionError('closed', 'The client was closed.'));
  }

  /** Resolves when no frame is in progress. @param {AbortSignal} signal */
  async #idle(signal) {
    while (this.#framesInFlight) await abortable(this.#queue, signal);
  }

  /** @param {AbortSignal | undefined} signal */
  #throwIfAborted(signal) {
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
  }

  /**
   * Sends a frame to the recognizer when its turn comes.
   * @template {'classify' | 'explain'} Type
   * @param {Source} source
   * @param {Type} type
   * @param {(frame: ImageBitmap | Blob) => Omit<RecognizerProtocol[Type]['request'], 'recognizer'>} createRequest
   * @param {AbortSignal | undefined} signal
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async #send(source, type, createRequest, signal) {
    this.#framesInFlight++;
    const link = linkSignals(this.#closing.signal, signal);
    try {
      return await this.#next(
        () => this.ready,
        link.signal,
        async () => {
          const frame = await toFrame(source, link.signal);
          try {
            return await this.#recognizer.request(type, createRequest(frame), link.signal);
          } catch (error) {
            if (error instanceof DOMException && !link.signal.aborted) throw toUnreadableError(error);
            throw error;
          } finally {
            if (frame !== source) /** @type {ImageBitmap} */ (frame).close(); // if it was not transferred
          }
        },
      );
    } finally {
      this.#framesInFlight--;
      link.disconnect();
    }
  }

  /**
   * Runs an action after all others and after what it waits for, so that the model does not change while a frame is in
   * progress.
   * @template T
   * @param {() => Promise<void>} wait
   * @param {AbortSignal} signal ends the wait, with its reason
   * @param {() => Promise<T>} action
   * @returns {Promise<T>}
   */
  #next(wait, signal, action) {
    const result = this.#queue.then(wait).then(() => {
      signal.throwIfAborted();
      return action();
    });
    this.#queue = result.catch(() => {});
    return abortable(result, signal);
  }
}
