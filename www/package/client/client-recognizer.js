/** ClientRecognizer: the recognizer of one client, with the model in use; loads it again after a failure. */
import { EmotionError } from './error.js';
import { RecognizerHost } from './recognizer-host.js';
import { RemoteRecognizer } from './remote-recognizer.js';
import { selfCheck } from './self-check.js';
import { builtInBuild } from './start-worker.js';
import { TrackIds } from './track-ids.js';

/** @import { ErrorCode } from './error.js' */
/** @import { Emotion } from './pkg/emosense.js' */
/** @import { CustomModel, Engine, Progress, RecognizerProtocol, Settings } from './protocol.js' */
/** @import { Locations } from './start-worker.js' */
/**
 * @typedef {object} ClientRecognizerOptions
 * @property {Engine | undefined} engine of the built-in models
 * @property {Settings} settings
 * @property {Locations} locations
 * @property {boolean} ownWorker whether it shares no worker
 */

/** The codes of errors with which a custom model is given up. @type {ErrorCode[]} */
const FAILURES = ['recognizer-stopped', 'timeout', 'invalid-model'];

export class ClientRecognizer {
  /** The emotions among which scores are shared, known once `ready` resolves. @type {Emotion[]} */
  emotions = [];

  #options;
  #onProgress;
  #trackIds = new TrackIds();
  /** With the model in use. */
  #recognizer;
  /** Settles when the recognizer is created. */
  #ready = Promise.resolve();
  /** Whether the recognizer could not be created. */
  #hasFailed = false;
  #closing;

  /**
   * @param {ClientRecognizerOptions} options
   * @param {(progress: Progress) => void} onProgress called during the download
   * @param {AbortSignal} closing closes it
   */
  constructor(options, onProgress, closing) {
    this.#options = options;
    this.#onProgress = onProgress;
    this.#closing = closing;
    this.#recognizer = this.#create(null);
    closing.addEventListener('abort', () => {
      this.#recognizer.close();
      this.#settle(Promise.reject(closing.reason));
    });
    this.#open();
  }

  /** Resolves when the recognizer is loaded. After a failure it is loaded again. */
  get ready() {
    if (this.#hasFailed) this.#open();
    return this.#ready;
  }

  /** Settles when the recognizer is loaded, or cannot be. */
  get settled() {
    return this.#ready.catch(() => {});
  }

  /**
   * Sends a request with a frame. A custom model that stops the recognizer, is silent for too long, or cannot be loaded
   * again by the next worker is replaced by the built-in one.
   * @template {'classify' | 'explain'} Type
   * @param {Type} type
   * @param {Omit<RecognizerProtocol[Type]['request'], 'recognizer'>} content
   * @param {AbortSignal} signal
   * @returns {Promise<RecognizerProtocol[Type]['result']>}
   */
  async request(type, content, signal) {
    try {
      return await this.#recognizer.request(type, content, signal);
    } catch (error) {
      const isFailure = error instanceof EmotionError && FAILURES.includes(error.code);
      if (this.#recognizer.isBuiltIn || !isFailure || this.#closing.aborted) throw error;
      this.#recognizer.close();
      this.#recognizer = this.#create(null);
      this.#open();
      const message = `The custom model failed, and the built-in one is in use again. The failure: ${error.message}`;
      throw new EmotionError('model-stopped', message);
    }
  }

  /**
   * Resolves with a recognizer that has the model, for `use`.
   * @param {CustomModel | null} model
   * @param {AbortSignal} signal
   */
  async load(model, signal) {
    const recognizer = this.#create(model);
    try {
      await recognizer.open(signal);
      return recognizer;
    } catch (error) {
      recognizer.close();
      throw error;
    }
  }

  /** Checks both engines in workers of their own. @param {AbortSignal} signal gives it up */
  check(signal) {
    return selfCheck(this.#options, this.#onProgress, signal);
  }

  /** Uses a recognizer in place of the one before. @param {RemoteRecognizer} recognizer */
  use(recognizer) {
    this.#recognizer.close();
    this.#recognizer = recognizer;
    this.#ready = Promise.resolve();
    this.#hasFailed = false;
    this.emotions = recognizer.emotions;
  }

  /**
   * Creates a recognizer in the worker that clients share. One with a custom model gets a worker of its own, as the model
   * may stop the worker, or keep it busy.
   * @param {CustomModel | null} model
   */
  #create(model) {
    const { engine, settings, locations, ownWorker } = this.#options;
    const host = new RecognizerHost(model || engine === 'tract' ? 'custom' : builtInBuild(), locations);
    const options = { engine, model, settings, trackIds: this.#trackIds, onProgress: this.#onProgress };
    return new RemoteRecognizer(model || ownWorker ? host : host.share(), options);
  }

  /** Opens the recognizer in use. */
  #open() {
    const recognizer = this.#recognizer;
    const opening = recognizer.open(this.#closing).then(() => {
      this.emotions = recognizer.emotions;
    });
    this.#settle(opening);
    opening.catch(() => (this.#hasFailed = !this.#closing.aborted));
  }

  /** Lets `ready` settle as this does. @param {Promise<void>} ready */
  #settle(ready) {
    this.#hasFailed = false;
    this.#ready = ready;
    ready.catch(() => {}); // Those who await it get the error; if nobody does, it is not reported as unhandled.
  }
}
