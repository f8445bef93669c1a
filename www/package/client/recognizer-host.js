/**
 * RecognizerHost: the worker that the recognizers of several clients share. It starts with the first of them, is
 * replaced when it has stopped, ends with the last of them, and works on one request at a time.
 */
import { abortable } from './abort.js';
import { EmotionError } from './error.js';
import { RecognizerWorker } from './recognizer-worker.js';

/** @import { Build, Locations } from './start-worker.js' */
/** @import { RemoteRecognizer } from './remote-recognizer.js' */

/** The hosts that clients share, by what their worker is loaded from. @type {Map<string, RecognizerHost>} */
const sharedHosts = new Map();
/** The compiled modules likewise: a page compiles each of them once. @type {Map<string, WebAssembly.Module>} */
const modules = new Map();

export class RecognizerHost {
  #build;
  #locations;
  #key;
  /** @type {Set<RemoteRecognizer>} */
  #recognizers = new Set();
  /** The worker in use, once it is started. @type {RecognizerWorker | null} */
  #worker = null;
  /** Resolves with the worker in use; null if there is none. @type {Promise<RecognizerWorker> | null} */
  #starting = null;
  /** Settles when all turns so far have ended. @type {Promise<unknown>} */
  #lastTurn = Promise.resolve();
  /** Aborts with the last recognizer. */
  #ending = new AbortController();

  /** @param {Build} build @param {Locations} locations */
  constructor(build, locations) {
    this.#build = build;
    this.#locations = locations;
    const urls = build === 'custom' ? [locations.baseUrl, locations.customModelsUrl] : [locations.baseUrl];
    this.#key = JSON.stringify([build, ...urls.map(absoluteUrl)]);
  }

  /** Returns the host that clients share; if there is none, it is this one from now on. */
  share() {
    const shared = sharedHosts.get(this.#key) ?? this;
    sharedHosts.set(this.#key, shared);
    return shared;
  }

  /** @param {RemoteRecognizer} recognizer */
  add(recognizer) {
    this.#recognizers.add(recognizer);
  }

  /** Ends the worker with its last recognizer. @param {RemoteRecognizer} recognizer */
  remove(recognizer) {
    this.#recognizers.delete(recognizer);
    if (this.#recognizers.size) return;
    this.#ending.abort(new EmotionError('closed', 'The worker ended, as no client needs it any longer.'));
    if (sharedHosts.get(this.#key) === this) sharedHosts.delete(this.#key);
  }

  /**
   * Runs an action with the worker when all earlier ones have ended. As a client waits for one action at a time, the
   * clients take turns. If the worker cannot be started, all who wait for it get the error.
   * @template T
   * @param {(worker: RecognizerWorker) => Promise<T>} action
   * @param {AbortSignal} signal gives the turn up; its reason is the error
   * @returns {Promise<T>}
   */
  turn(action, signal) {
    const starting = this.#start();
    const turn = this.#lastTurn.then(async () => {
      signal.throwIfAborted();
      const worker = await abortable(starting, signal);
      return action(worker.hasStopped ? await abortable(this.#start(), signal) : worker);
    });
    this.#lastTurn = turn.catch(() => {});
    return abortable(turn, signal);
  }

  /** Resolves with the worker in use; starts one if there is none, or if it has stopped. */
  #start() {
    if (this.#worker?.hasStopped) this.#starting = null;
    if (this.#starting) return this.#starting;
    const starting = RecognizerWorker.start(
      { build: this.#build, locations: this.#locations, module: modules.get(this.#key) },
      (progress) => {
        for (const recognizer of this.#recognizers) recognizer.onProgress(progress);
      },
      this.#ending.signal,
    );
    this.#starting = starting;
    this.#worker = null;
    starting.then(
      (worker) => {
        this.#worker = worker;
        modules.set(this.#key, worker.module);
      },
      () => (this.#starting = null), // The next turn tries again.
    );
    return starting;
  }
}

/** Returns a URL as every page writes it, so that equal ones are equal. @param {string | URL | undefined} url */
function absoluteUrl(url) {
  try {
    return url && new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href.replace(/\/?$/, '/');
  } catch {
    return String(url); // The start of the worker tells what is wrong with it.
  }
}
