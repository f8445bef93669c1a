/** RecorderStatus: says what the recorder does at present, and what has failed. */
import { formatTime } from '../../package/domain/time.js';
import { query } from '../../package/ui/dom.js';

/** @import { LiveStrings } from '../locales/en/live.js' */
/** @import { Recording } from './recording.js' */
/** @import { Names } from './summary.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */

export class RecorderStatus {
  #line;
  #pauseButton;
  #error;
  #strings;
  #names;

  /** @param {HTMLElement} section of the recorder @param {LiveStrings['recorder']} strings @param {Names} names */
  constructor(section, strings, names) {
    this.#line = query('.current', HTMLElement, section);
    this.#pauseButton = query('.pause', HTMLElement, section);
    this.#error = query('.error', HTMLElement, section);
    this.#strings = strings;
    this.#names = names;
  }

  /** Says that no face was in view yet. */
  showWaiting() {
    this.#pauseButton.textContent = this.#strings.pause;
    this.#line.textContent = this.#strings.waiting;
    this.showError('');
  }

  /** Says what a face looks like now, and what it has looked like most. */
  showFace(/** @type {Recording} */ recording, /** @type {TrackColumns} */ track, /** @type {number} */ atMs) {
    const [{ dominant, shares }] = recording.summarize([track]);
    const now = /** @type {Label} */ (track.named.at(-1));
    this.#line.textContent = this.#strings.current(
      formatTime(atMs / 1000),
      this.#names[now],
      this.#names[dominant],
      shares[dominant],
    );
  }

  /** @param {number} atMs the time of the recording */
  showPaused(atMs) {
    this.#pauseButton.textContent = this.#strings.resume;
    this.#line.textContent = this.#strings.paused(formatTime(atMs / 1000));
  }

  showResumed() {
    this.#pauseButton.textContent = this.#strings.pause;
  }

  /** @param {string} message empty for none */
  showError(message) {
    this.#error.textContent = message;
    this.#error.hidden = !message;
  }

  /** @param {string} code of the reason why the recording is no longer saved */
  showSavingEnded(code) {
    const { errors } = this.#strings;
    this.showError(errors[code] ?? errors['storage-unavailable']);
  }
}
