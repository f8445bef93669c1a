/** EmotionClient: hands frames to the worker that owns the recogniser, one at a time, and promises their faces. */

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number, picture?: ImageBitmap }} Result */
/** @typedef {{ loaded: number, total: number }} Progress `total` is 0 where the server does not tell it */

/** An error with a code that a program can act on. */
export class EmotionError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'EmotionError';
    this.code = code;
  }
}

export class EmotionClient {
  /** @type {((progress: Progress) => void) | null} */
  onprogress = null;
  /** Resolves when the networks are loaded; rejects with code 'load-failed'. @type {Promise<void>} */
  ready;

  /** @type {Worker | undefined} */
  #worker;
  /** The compiled module, kept so that a restart downloads nothing. @type {WebAssembly.Module | undefined} */
  #module;
  /** @type {{ resolve: (result: Result) => void, reject: (error: Error) => void } | null} */
  #pending = null;
  #busy = false;

  constructor() {
    this.ready = this.#start();
  }

  /**
   * Finds the faces of one frame. A file is decoded in the worker and comes back as `picture`, ready to be shown.
   * @param {ImageBitmap | Blob | HTMLVideoElement | HTMLImageElement | HTMLCanvasElement} source an ImageBitmap is used up
   * @param {{ still?: boolean }} [options] `still` searches a picture more closely than a frame of a live camera
   * @returns {Promise<Result>}
   */
  async classify(source, { still = false } = {}) {
    if (this.#busy) throw new EmotionError('busy', 'A frame is being read: wait for its result.');
    this.#busy = true;
    try {
      await this.ready;
      const ownable = source instanceof ImageBitmap || source instanceof Blob;
      const frame = ownable ? source : await createImageBitmap(source);
      return await new Promise((resolve, reject) => {
        this.#pending = { resolve, reject };
        const transfer = frame instanceof ImageBitmap ? [frame] : [];
        this.#worker?.postMessage({ frame, still }, transfer);
      });
    } finally {
      this.#pending = null;
      this.#busy = false;
    }
  }

  close() {
    this.#worker?.terminate();
    this.#pending?.reject(new EmotionError('closed', 'The recogniser was closed.'));
  }

  /** @returns {Promise<void>} */
  #start() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker = worker;
    const ready = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.progress) this.onprogress?.(data.progress);
        if (data.module) {
          this.#module = data.module;
          resolve();
        }
        if (data.result) this.#pending?.resolve(data.result);
        if (data.error) {
          const error = new EmotionError(data.error.code, data.error.message);
          if (error.code === 'load-failed') reject(error);
          else this.#fail(error);
        }
      };
      // The worker's own script could not be fetched, or something nobody foresaw ended it.
      worker.onerror = (event) => {
        event.preventDefault();
        const message = event.message || 'The worker could not be started.';
        reject(new EmotionError('load-failed', message));
        this.#fail(new EmotionError('recognizer-stopped', message));
      };
      worker.postMessage({ module: this.#module });
    });
    ready.catch(() => {}); // whoever awaits `ready` sees the error; nobody else need hear of it
    return ready;
  }

  /** @param {EmotionError} error */
  #fail(error) {
    // After a trap nothing in the module's memory can be trusted, so the whole worker is replaced.
    if (error.code === 'recognizer-stopped' && this.#module) {
      this.#worker?.terminate();
      this.ready = this.#start();
    }
    this.#pending?.reject(error);
  }
}
