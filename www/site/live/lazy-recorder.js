/** Loads the recorder, with its chart and the list of saved recordings, when it is first needed. */
import { query } from '../../package/ui/dom.js';
import { nextTask } from '../../package/ui/next-task.js';

/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { Recorder } from '../recording/recorder.js' */
/** @import { Names } from '../recording/summary.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

export class LazyRecorder {
  #strings;
  #names;
  #onOpen;
  #failure = query('#recorder-failure', HTMLElement);
  /** @type {Recorder | null} */
  #recorder = null;
  #isLoading = false;
  /** Whether a live session runs, which is to be recorded as soon as the recorder is loaded. */
  #isWanted = false;

  /**
   * @param {LiveStrings} strings
   * @param {Names} names
   * @param {() => void} onOpen called before a saved recording is shown
   */
  constructor(strings, names, onOpen) {
    this.#strings = strings;
    this.#names = names;
    this.#onOpen = onOpen;
    query('button', HTMLButtonElement, this.#failure).addEventListener('click', () => this.load());
  }

  /** Loads the recorder if it is not loaded yet. If that fails, the page says so, and the next call tries again. */
  async load() {
    if (this.#recorder || this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#recorder = await this.#load();
      this.#failure.hidden = true;
      if (this.#isWanted) this.#recorder.start();
    } catch {
      this.#failure.hidden = false;
    } finally {
      this.#isLoading = false;
    }
  }

  /** Begins a recording, or continues one that was interrupted. */
  start() {
    this.#isWanted = true;
    this.#recorder?.start();
    this.load();
  }

  /** Stops the time of the recording, while the camera is changed. */
  interrupt() {
    this.#isWanted = false;
    this.#recorder?.interrupt();
  }

  /** @param {DisplayedFace[]} faces of the newest frame */
  addFaces(faces) {
    this.#recorder?.addFaces(faces);
  }

  /** @param {string} text of a note for this moment */
  addNote(text) {
    this.#recorder?.addNote(text);
  }

  /** Lets the person write a note for this moment, if there is a recording in progress. */
  startNote() {
    this.#recorder?.startNote();
  }

  /** Saves the recording that is shown on the device, as its button or switch does. */
  save() {
    this.#recorder?.save();
  }

  /** Ends the recording. Returns whether its summary, or that of another one, is shown. */
  end() {
    this.#isWanted = false;
    this.#recorder?.end();
    return this.#recorder?.showsSummary ?? false;
  }

  /** The time of the recording in progress, as it is shown; empty if there is none. */
  get time() {
    return this.#recorder?.time ?? '';
  }

  /** Resolves to whether another recording may take the place of the last one: asks if something would be lost. */
  async mayReplace() {
    return (await this.#recorder?.mayReplace()) ?? true;
  }

  async #load() {
    const [{ Recorder }, { SavedRecordings }] = await Promise.all([
      import('../recording/recorder.js'),
      import('../recording/saved-recordings.js'),
    ]);
    await nextTask();
    const section = query('#recorder', HTMLElement);
    const recorder = new Recorder(section, this.#strings, this.#names);
    const savedSection = query('#saved-recordings', HTMLElement);
    const savedRecordings = new SavedRecordings(savedSection, this.#strings.savedRecordings, async (recording, id) => {
      if (!(await recorder.mayReplace())) return;
      recorder.show(recording, id);
      this.#onOpen();
    });
    recorder.onSaved = () => savedRecordings.refresh();
    savedRecordings.refresh();
    return recorder;
  }
}
