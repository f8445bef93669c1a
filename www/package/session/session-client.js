/** SessionClient: the client of a session and its custom model, loaded when they are needed, and anew after a failure. */
import { abortable } from '../client/abort.js';
import { EmotionClient } from '../client/client.js';

/** @import { ClassifyOptions, Emotion, EmotionError, Landmarks, ModelSource } from '../client/client.js' */
/** @import { Options, Progress, SignalOptions, Source } from '../client/client.js' */
/** @typedef {Options & { model?: ModelSource | null }} SessionOptions `model`: a custom one */

export class SessionClient {
  /** The download of the recognizer, in bytes. @type {Progress} */
  progress = { loaded: 0, total: 0 };
  /** Called when `progress` changes. */
  onProgress = () => {};
  /** Called when the recognizer is loaded. @type {(emotions: Emotion[]) => void} */
  onReady = () => {};
  /** Called when a custom model has failed, and the built-in one is in use again. @type {(error: EmotionError) => void} */
  onModelStopped = () => {};

  #options;
  /** @type {EmotionClient | null} */
  #client = null;
  #isReady = false;
  /** The custom model with which the client was created. @type {ModelSource | null} */
  #model = null;
  /** Settles when the client uses it. @type {Promise<void> | null} */
  #usedModel = null;

  /** @param {() => SessionOptions} options returns the options when the client is created */
  constructor(options) {
    this.#options = options;
  }

  /** The client; it is created, and its download begins, when it is first accessed. */
  get client() {
    this.#client ??= this.#create();
    return this.#client;
  }

  /** Whether the client is loaded, with its custom model if it has one. */
  get isReady() {
    return this.#isReady;
  }

  /** Resolves when the client is loaded, with its custom model if it has one. */
  async load() {
    const { client } = this;
    await (this.#model ? this.#useModel(client, this.#model) : client.ready);
    if (client !== this.#client || this.#isReady) return;
    this.#isReady = true;
    this.onReady(client.emotions);
  }

  /** Classifies a frame with the model in use. @param {Source} source @param {ClassifyOptions} [options] */
  classify(source, options) {
    return this.#watch(this.client.classify(source, options));
  }

  /**
   * Classifies an image once the custom model is loaded, if there is one.
   * @param {Source} source
   * @param {SignalOptions} [options]
   */
  async classifyImage(source, { signal } = {}) {
    await abortable(this.load(), signal);
    return this.classify(source, { still: true, signal });
  }

  /** @param {Source} source @param {Landmarks} landmarks @param {SignalOptions} [options] */
  explain(source, landmarks, options) {
    return this.#watch(this.client.explain(source, landmarks, options));
  }

  /** Replaces the client, if there is one, and loads the new one, which comes first, so that they share the worker. */
  async renew() {
    const before = this.#client;
    if (!before) return;
    this.#create();
    before.close();
    await this.load();
  }

  /** Ends the client; another one is created when it is needed. */
  close() {
    this.#client?.close();
    this.#client = null;
  }

  /** Tells when a request ends the custom model. @template T @param {Promise<T>} request */
  #watch(request) {
    request.catch((error) => error.code === 'model-stopped' && this.onModelStopped(error));
    return request;
  }

  /** @param {EmotionClient} client @param {ModelSource} model */
  async #useModel(client, model) {
    this.#usedModel ??= client.useModel(model);
    const used = this.#usedModel;
    try {
      await used;
    } catch (error) {
      if (used === this.#usedModel) this.#usedModel = null;
      throw error;
    }
  }

  #create() {
    const { model = null, ...options } = this.#options();
    const client = new EmotionClient(options);
    this.#model = model;
    this.#usedModel = null;
    this.#isReady = false;
    this.progress = { loaded: 0, total: 0 };
    client.onProgress = (progress) => {
      if (client !== this.#client) return;
      this.progress = progress;
      this.onProgress();
    };
    this.#client = client;
    this.load().catch(() => {}); // those who await it get the error
    return client;
  }
}
