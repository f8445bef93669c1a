/** EmotionClient: sends frames and models to the worker with the recognizer, one at a time. */
import { abortable, forwardAbort } from './abort.js';
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
 * @property {string | URL} [customModelsUrl] the URL of a copy of the package emosense-custom-models, for pages that do
 * not import it
 */

export class EmotionClient {
  /** Called during the download of the recognizer. @type {((progress: Progress) => void) | null} */
  onProgress = null;
  /** The emotions among which scores are shared, known once `ready` resolves. All others score 0. @type {Emotion[]} */
  emotions = [];

  #settings;
  #locations;
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
  /** Settles when the worker is started, or started anew. */
  #ready = Promise.resolve();
  /** Whether the worker could not be started. */
  #hasFailed = false;
  /** The number of frames whose callers still wait for a result. */
  #framesInFlight = 0;
  /** Settles when all requests so far have settled. @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** Settles when all calls of `useModel` so far have settled. @type {Promise<unknown>} */
  #modelQueue = Promise.resolve();

  /** @param {Options} [options] */
  constructor({ emotions, smoothingMs, sensitivity, maxFaces, detectorInputSize, baseUrl, customModelsUrl } = {}) {
    this.#settings = { emotions, smoothingMs, sensitivity, maxFaces, detectorInputSize };
    this.#locations = { baseUrl, customModelsUrl };
    this.#start();
  }

  /**
   * Resolves when the recognizer is loaded. Rejects with code 'load-failed', 'blocked-by-policy', 'unsupported',
   * 'timeout', 'invalid-emotions', 'invalid-setting' or 'closed'. After a failure the next access, and the next
   * request, load it again.
   * @returns {Promise<void>}
   */
  get ready() {
    if (this.#hasFailed) this.#start();
    return this.#ready;
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
   * @param {AbortSignal} [options.signal] ends the wait, with its reason; a worker that goes on for longer is replaced
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
   * Replaces the emotion model by a custom one, or by the built-in one (null). The previous model goes on meanwhile,
   * and stays in use if it rejects. Rejects with code 'invalid-model' and a message that says what is wrong,
   * 'invalid-emotions' if the model recognizes none of the emotions in the options, 'load-failed' if a URL cannot be
   * fetched, or 'timeout' if the model is not loaded and tried within half a minute.
   *
   * If the model stops the recognizer later, or takes too long for a frame, the built-in one replaces it, and the
   * frame rejects with code 'model-stopped'.
   * @param {ModelSource | null} source
   * @param {object} [options]
   * @param {AbortSignal} [options.signal] gives the model up, with its reason
   */
  async useModel(source, { signal } = {}) {
    this.#throwIfAborted(signal);
    const used = this.#modelQueue.then(async () => {
      signal?.throwIfAborted();
      const model = source && (await loadCustomModel(source));
      const worker = await this.#open(model, signal);
      const started = () => this.#ready.catch(() => {}); // the model may take the place of one that cannot be started
      await this.#next(started, async () => {
        signal?.throwIfAborted();
        this.#adopt(worker, model);
        this.#ready = Promise.resolve();
        this.#hasFailed = false;
      }).catch((error) => {
        worker.close();
        throw error;
      });
    });
    const waited = abortable(used, signal);
    this.#modelQueue = waited.catch(() => {});
    await abortable(waited, this.#closing.signal);
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
        const result = await worker.request(type, createRequest(frame), signal);
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
   * Runs an action with the worker, after all others, so that the model does not change while a frame is in progress.
   * Replaces the worker if the action made it stop.
   * @template T
   * @param {(worker: RecognizerWorker) => Promise<T>} action
   * @returns {Promise<T>}
   */
  #enqueue(action) {
    return this.#next(
      () => this.ready,
      async () => {
        const worker = /** @type {RecognizerWorker} */ (this.#worker);
        try {
          return await action(worker);
        } catch (error) {
          throw this.#withoutModel(error);
        } finally {
          if (worker.hasStopped) this.#start();
        }
      },
    );
  }

  /**
   * Runs an action after all others and after what it waits for.
   * @template T
   * @param {() => Promise<void>} wait
   * @param {() => Promise<T>} action
   * @returns {Promise<T>}
   */
  #next(wait, action) {
    const { signal } = this.#closing;
    const result = this.#queue.then(wait).then(() => {
      signal.throwIfAborted();
      return action();
    });
    this.#queue = result.catch(() => {});
    return abortable(result, signal);
  }

  /**
   * Gives up a custom model that has stopped the recognizer, or was silent for too long, and returns the error that
   * says so; returns any other error as it is.
   * @param {unknown} error
   */
  #withoutModel(error) {
    const isStop = error instanceof EmotionError && (error.code === 'recognizer-stopped' || error.code === 'timeout');
    if (!this.#model || !isStop) return error;
    this.#model = null;
    const message = `The custom model failed, and the built-in one is in use again. The failure: ${error.message}`;
    return new EmotionError('model-stopped', message);
  }

  /** Starts a worker with the model in use. */
  #start() {
    const model = this.#model;
    this.#hasFailed = false;
    this.#ready = this.#open(model).then((worker) => this.#adopt(worker, model));
    // Those who await `ready` get the error; if nobody does, it is not reported as unhandled.
    this.#ready.catch(() => (this.#hasFailed = true));
  }

  /**
   * Opens a worker; the one in use goes on.
   * @param {CustomModel | null} model
   * @param {AbortSignal} [signal] gives it up
   */
  async #open(model, signal) {
    const build = model ? 'custom' : builtInBuild();
    const ending = new AbortController();
    forwardAbort(this.#closing.signal, ending);
    const connected = forwardAbort(signal, ending);
    try {
      return await RecognizerWorker.open(
        { build, model, settings: this.#settings, module: this.#modules[build], locations: this.#locations },
        (progress) => this.onProgress?.(progress),
        ending.signal,
      );
    } finally {
      connected();
    }
  }

  /** Uses a worker in place of the one before. @param {RecognizerWorker} worker @param {CustomModel | null} model */
  #adopt(worker, model) {
    this.#worker?.close();
    this.#worker = worker;
    this.#modules[model ? 'custom' : builtInBuild()] = worker.module;
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
