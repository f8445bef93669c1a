/** Analyzes the files of a queue one after another, until all are done or it is stopped. */
import { abortable } from '../../package/client/abort.js';
import { EmotionClient } from '../../package/client/client.js';
import { createWorker } from '../../package/client/create-worker.js';
import { connect } from './file-worker.js';
import workerUrl from './image-worker.js?worker&url';

/** @import { Progress } from '../../package/client/client.js' */
/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { ImageProtocol } from './image-worker.js' */
/** @import { FileQueue, Item } from './queue.js' */

/** As for still images: a file is not live, so that finding small faces in a video matters more than time. */
const DETECTOR_INPUT_SIZE = 640;

export class Analyzer {
  /** The model's download while a run waits for it. @type {Progress | null} */
  loading = null;
  /** The code of the error that prevented the recognizer from loading; '' if there is none. */
  errorCode = '';
  #queue;
  #onChange;
  /** @type {EmotionClient | null} */
  #client = null;
  /** @type {WorkerClient<ImageProtocol> | null} */
  #imageWorker = null;
  /** Stops the current run; null if nothing runs. @type {AbortController | null} */
  #run = null;
  /** The file that is analyzed now. @type {{ item: Item, aborting: AbortController } | null} */
  #current = null;
  /** Whether `run` was called while the current run was stopping. */
  #runsAgain = false;

  /** @param {FileQueue} queue @param {() => void} onChange called when the state of the run or of a file has changed */
  constructor(queue, onChange) {
    this.#queue = queue;
    this.#onChange = onChange;
  }

  get isRunning() {
    return this.#run !== null;
  }

  /** Loads the recognizer ahead of the first run. */
  prepare() {
    this.#client ??= new EmotionClient({ detectorInputSize: DETECTOR_INPUT_SIZE });
    return this.#client.ready;
  }

  /** Analyzes the files that wait. */
  async run() {
    if (this.#run) {
      this.#runsAgain ||= this.#run.signal.aborted;
      return;
    }
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.errorCode = '';
    this.#onChange();
    const client = await this.#loadClient(signal);
    while (client && !signal.aborted) {
      const item = this.#queue.next;
      if (!item) break;
      this.#current = { item, aborting: new AbortController() };
      await item.analyze(client, this.#openImageWorker(), this.#current.aborting.signal);
      this.#current = null;
      this.#onChange();
    }
    this.#run = null;
    const runsAgain = this.#runsAgain;
    this.#runsAgain = false;
    this.#onChange();
    if (runsAgain) this.run();
  }

  /** Returns the worker for images, a new one if it has ended. */
  #openImageWorker() {
    if (!this.#imageWorker || this.#imageWorker.isClosed) {
      this.#imageWorker = connect(createWorker(workerUrl));
    }
    return this.#imageWorker;
  }

  /** Stops at once: what a worker still does is ended with it. */
  stop() {
    this.#run?.abort();
    this.#current?.aborting.abort();
  }

  /** Goes on with the next file if one of these is being analyzed. @param {Item[]} items */
  skip(items) {
    if (this.#current && items.includes(this.#current.item)) this.#current.aborting.abort();
  }

  /**
   * Returns null if the recognizer cannot be loaded, or the signal is aborted; the next run tries again.
   * @param {AbortSignal} signal
   */
  async #loadClient(signal) {
    this.#client ??= new EmotionClient();
    const client = this.#client;
    client.onProgress = (progress) => {
      this.loading = progress;
      this.#onChange();
    };
    try {
      await abortable(client.ready, signal);
      return client;
    } catch (error) {
      if (signal.aborted) return null;
      this.errorCode = /** @type {{ code: string }} */ (error).code;
      return null;
    } finally {
      client.onProgress = null;
      this.loading = null;
    }
  }
}
