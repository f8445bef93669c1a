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
  /** @type {Promise<Recorder> | null} */
  #recorder = null;

  /**
   * @param {LiveStrings} strings
   * @param {Names} names
   * @param {() => void} onOpen called before a saved recording is shown
   */
  constructor(strings, names, onOpen) {
    this.#strings = strings;
    this.#names = names;
    this.#onOpen = onOpen;
  }

  /** Loads the recorder if it is not loaded yet. */
  load() {
    this.#recorder ??= this.#load();
    return this.#recorder;
  }

  /** @param {DisplayedFace[]} faces of the newest frame */
  addFaces(faces) {
    this.#recorder?.then((recorder) => recorder.addFaces(faces));
  }

  /** Ends the recording. */
  stop() {
    this.#recorder?.then((recorder) => recorder.stop());
  }

  /** Hides a summary. */
  close() {
    this.#recorder?.then((recorder) => recorder.close());
  }

  async #load() {
    await import('../recording/timeline.js'); // the chart library takes long enough for a separate task
    await nextTask();
    const [{ Recorder }, { SavedRecordings }] = await Promise.all([
      import('../recording/recorder.js'),
      import('../recording/saved-recordings.js'),
    ]);
    await nextTask();
    const section = query('#recorder', HTMLElement);
    const recorder = new Recorder(section, this.#strings, this.#names);
    const savedSection = query('#saved-recordings', HTMLElement);
    const savedRecordings = new SavedRecordings(savedSection, this.#strings.savedRecordings, (recording) => {
      this.#onOpen();
      recorder.show(recording);
      section.scrollIntoView({ block: 'start' });
    });
    recorder.onSaved = () => savedRecordings.refresh();
    savedRecordings.refresh();
    return recorder;
  }
}
