/** The samples: a photo and a video that show without a camera what the page does. */
import { abortable } from '../../package/client/abort.js';
import { withLimit } from '../../package/client/watchdog.js';
import { query } from '../../package/ui/dom.js';

/** @import { LiveStrings } from '../locales/en/live.js' */
/** @typedef {'photo' | 'video'} Sample */

/** Their addresses: they are loaded only when a person asks for one. @type {Record<Sample, string>} */
const URLS = {
  photo: new URL('./samples/astronaut.jpg', import.meta.url).href,
  video: new URL('./samples/astronaut.mp4', import.meta.url).href,
};
/** How long a sample may take to load, in milliseconds. */
const LIMIT_MS = 30_000;

export class Samples {
  #strings;
  #onLoaded;
  #status = query('.sample-status', HTMLElement);
  #video = query('#video', HTMLVideoElement);
  #cameraLabel = this.#video.ariaLabel;
  /** Aborts when something else is opened. */
  #current = new AbortController();

  /**
   * @param {LiveStrings['samples']} strings
   * @param {(sample: Sample, file: Blob) => void} onLoaded takes the file of the sample that was asked for
   */
  constructor(strings, onLoaded) {
    this.#strings = strings;
    this.#onLoaded = onLoaded;
    for (const sample of /** @type {Sample[]} */ (Object.keys(URLS))) {
      query(`.samples [value="${sample}"]`, HTMLButtonElement).addEventListener('click', () => this.#load(sample));
    }
  }

  /** Gives up a sample that is being loaded, and no longer names one: something else is opened. */
  leave() {
    this.#current.abort();
    this.#current = new AbortController();
    this.#status.textContent = '';
    this.#video.ariaLabel = this.#cameraLabel;
    for (const credit of document.querySelectorAll('.sample-credit')) /** @type {HTMLElement} */ (credit).hidden = true;
  }

  /** @param {Sample} sample */
  async #load(sample) {
    this.leave();
    const { signal } = this.#current;
    this.#status.textContent = this.#strings.loading;
    try {
      const tooSlow = () => new Error(`The sample was not loaded within ${LIMIT_MS / 1000} seconds.`);
      const file = await withLimit(abortable(fetchFile(URLS[sample], signal), signal), LIMIT_MS, tooSlow);
      this.#show(sample);
      this.#onLoaded(sample, file);
    } catch {
      if (!signal.aborted) this.#status.textContent = this.#strings.failed;
    }
  }

  /** Names the sample and its source. @param {Sample} sample */
  #show(sample) {
    const credit = query(`.sample-credit.${sample}`, HTMLElement);
    credit.hidden = false;
    this.#status.textContent = '';
    if (sample === 'video') this.#video.ariaLabel = credit.textContent;
  }
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchFile(url, signal) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`expected the sample at ${url}, got status ${response.status}`);
  return response.blob();
}
