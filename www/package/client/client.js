/** EmotionClient: sends frames and models to the worker with the recognizer, one at a time. */
import { abortable } from './abort.js';
import { loadCustomModel } from './custom-model.js';
import { EmotionError } from './error.js';
import { RecognizerWorker } from './recognizer-worker.js';
import { builtInBuild } from './start-worker.js';
import { TrackIds } from './track-ids.js';

export { EmotionError };

/** @import { CustomModel, RecognizerProtocol } from './protocol.js' */
/** @import { Build } from './start-worker.js' */
/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./pkg/emosense.js').Scores} Scores */
/** @typedef {import('./pkg/emosense.js').Track} Track */
/** @typedef {import('./pkg/emosense.js').FaceQuality} FaceQuality */
/** @typedef {import('./pkg/emosense.js').Landmarks} Landmarks */
/** @typedef {import('./pkg/emosense.js').Explanation} Explanation */
/** @typedef {import('./pkg/emosense.js').ModelConfig} ModelConfig */
/** @typedef {import('./custom-model.js').ModelSource} ModelSource */
/** @typedef {import('./error.js').ErrorCode} ErrorCode */
/** @typedef {import('./protocol.js').Progress} Progress */
/** @typedef {import('./protocol.js').Result} Result */
/** A video, image, canvas, ImageBitmap, ImageData, VideoFrame, or image file. @typedef {ImageBitmapSource} Source */
/**
 * @typedef {object} Options
 * @property {Emotion[]} [emotions] the emotions among which scores are shared, such as ['happy', 'sad']; by default all
 * that the model recognizes
 * @property {number} [smoothingMs] the time constant of the smoothing of `track.scores`, in milliseconds; 0 for none
 * @property {number} [sensitivity] how readily an expression is named, from 0 (where most people would) to 1 (as readily
 * as the labels of FER-2013 do)
 * @property {number} [maxFaces] the maximum number of faces that are classified, by descending confidence; at least 1
 * @property {number} [detectorInputSize] the longer side in pixels to which a larger frame is shrunk to detect its
 * faces: by default 640 for a still image and 320 for a frame of a video; a larger size detects smaller faces and takes
 * more time
 * @property {string | URL} [baseUrl] the URL of a copy of the package's folder `pkg`, for bundlers that do not include
 * its files
 */

export class EmotionClient {
  /** Called during the download of the recognizer. @type {((progress: Progress) => void) | null} */
  onProgress = null;
  /**
   * Resolves when the recognizer is loaded. Rejects with code 'load-failed', 'blocked-by-policy', 'unsupported',
   * 'invalid-emotions', 'invalid-setting' or 'closed'.
   * @type {Promise<void>}
   */
  ready;
  /** The emotions among which scores are shared, known once `ready` resolves. All others score 0. @type {Emotion[]} */
  emotions = [];

  #settings;
  #baseUrl;
  /** @type {RecognizerWorker | undefined} */
  #worker;
  /** The custom model in use, for a restart of the worker; null for the built-in model. @type {CustomModel | null} */
  #model = null;
  /**
   * The compiled modules, so that a restart of the worker downloads nothing.
   * @type {Partial<Record<Build, WebAssembly.Module>>}
   */
  #modules = {};
  #trackIds = new TrackIds();
  #closing = new AbortController();
  /** The number of frames whose callers still wait for a result. */
  #framesInFlight = 0;
  /** Settles when all requests so far have settled. @type {Promise<unknown>} */
  #queue = Promise.resolve();

  /** @param {Options} [options] */
  constructor({ emotions, smoothingMs, sensitivity, maxFaces, detectorInputSize, baseUrl } = {}) {
    this.#settings = { emotions, smoothingMs, sensitivity, maxFaces, detectorInputSize };
    this.#baseUrl = baseUrl;
    this.ready = this.#start(null);
  }

  /**
   * Detects the faces of a frame and classifies their expressions. The decoded image of a file is in `result.image`.
   *
   * A frame of a video is not queued, as it would be out of date: it rejects with code 'busy' while another frame is in
   * progress, and should be dropped. A still image waits for its turn.
   * @param {Source} source an ImageBitmap is transferred
   * @param {object} [options]
   * @param {boolean} [options.still] whether the source is a single image, not a frame of a video: small faces are
   * detected, too, and none is tracked
   * @param {number} [options.atMs] the frame's time in milliseconds from any origin; `performance.now()` by default
   * @param {AbortSignal} [options.signal] ends the wait, with its reason
   * @returns {Promise<Result>}
   */
  async classify(source, { still = false, atMs, signal } = {}) {
    this.#throwIfAborted(signal);
    if (!still && this.#framesInFlight) {
      throw new EmotionError('busy', 'Another frame is in progress: drop this one.');
    }
    return this.#send(source, 'classify', (frame) => ({ frame, still, atMs: atMs ?? performance.now() }), signal);
  }

  /**
   * Measures how much each part of a face contributes to its scores, by occluding one part after another. This takes
   * about 120 times as long as classifying a face. Rejects with code 'invalid-landmarks' if the landmarks are not
   * finite numbers, or all at one point.
   * @param {Source} source the frame that was classified; an ImageBitmap is transferred
   * @param {Landmarks} landmarks those that `classify` returned for the face
   * @param {object} [options]
   * @param {AbortSignal} [options.signal] ends the wait, with its reason
   * @returns {Promise<Explanation>}
   */
  async explain(source, landmarks, { signal } = {}) {
    this.#throwIfAborted(signal);
    return this.#send(source, 'explain', (frame) => ({ frame, landmarks }), signal);
  }

  /**
   * Replaces the emotion model by a custom one, or by the built-in one (null). If it rejects, the previous model stays
   * in use. Rejects with code 'invalid-model' and a message that says what is wrong, 'invalid-emotions' if the model
   * recognizes none of the emotions in the options, or 'load-failed' if a URL cannot be fetched.
   * @param {ModelSource | null} source
   */
  async useModel(source) {
    const model = source && (await loadCustomModel(source));
    await this.#enqueue(() => this.#use(model));
  }

  /** Ends the worker. Whatever is in progress rejects with code 'closed'. */
  close() {
    this.#closing.abort(new EmotionError('closed', 'The client was closed.'));
  }

  /** @param {AbortSignal | undefined} signal */
  #throwIfAborted(signal) {
    this.#closing.signal.throwIfAborted();
    signal?.throwIfAborted();
  }

  /**
   * Sends a frame to the worker when its turn comes.
   * @template {'classify' | 'explain'} Type
   * @param {Source} source
   * @param {Type} type
   * @param {(frame: ImageBitmap | Blob) => RecognizerProtocol[Type]['request']} createRequest
   * @param {AbortSignal | undefined} signal
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async #send(source, type, createRequest, signal) {
    this.#framesInFlight++;
    const result = this.#enqueue(async (worker) => {
      signal?.throwIfAborted();
      const frame = await toFrame(source);
      try {
        const result = await worker.request(type, createRequest(frame));
        if ('faces' in result) result.faces = this.#trackIds.makeUnique(worker, result.faces);
        return result;
      } catch (error) {
        // The frame cannot be sent to a worker, or was transferred before.
        if (error instanceof DOMException) throw unreadableError(error);
        throw error;
      }
    });
    try {
      return await abortable(result, signal);
    } finally {
      this.#framesInFlight--;
    }
  }

  /**
   * Runs actions one after another, so that the model does not change while a frame is in progress. Replaces the worker
   * if the action made it stop.
   * @template T
   * @param {(worker: RecognizerWorker) => Promise<T>} action
   * @returns {Promise<T>}
   */
  #enqueue(action) {
    const { signal } = this.#closing;
    const result = this.#queue
      .then(() => this.ready)
      .then(async () => {
        signal.throwIfAborted();
        const worker = /** @type {RecognizerWorker} */ (this.#worker);
        try {
          return await action(worker);
        } finally {
          if (worker.hasStopped) this.ready = this.#start(this.#model);
        }
      });
    this.#queue = result.catch(() => {});
    return abortable(result, signal);
  }

  /** @param {CustomModel | null} model */
  #start(model) {
    const ready = this.#use(model);
    ready.catch(() => {}); // Those who await `ready` get the error; if nobody does, it is not reported as unhandled.
    return ready;
  }

  /**
   * Opens a new worker, so that the previous model stays in use if this one is invalid.
   * @param {CustomModel | null} model
   */
  async #use(model) {
    const build = model ? 'custom' : builtInBuild();
    const worker = await RecognizerWorker.open(
      { build, model, settings: this.#settings, module: this.#modules[build], baseUrl: this.#baseUrl },
      (progress) => this.onProgress?.(progress),
      this.#closing.signal,
    );
    this.#worker?.close();
    this.#worker = worker;
    this.#modules[build] = worker.module;
    this.#model = model;
    this.emotions = worker.emotions;
  }
}

/** Returns a source in a form that can be sent to a worker. @param {Source} source */
async function toFrame(source) {
  if (source instanceof ImageBitmap || source instanceof Blob) return source;
  try {
    return await createImageBitmap(source);
  } catch (error) {
    throw unreadableError(error);
  }
}

/** @param {unknown} cause */
function unreadableError(cause) {
  const { message } = /** @type {Error} */ (cause);
  return new EmotionError(
    'image-unreadable',
    'The source must be loaded, not yet transferred, and of the same origin or sent with CORS headers. ' +
      `The browser says: ${message}`,
  );
}
