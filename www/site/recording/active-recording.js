/** A recording of this visit: owns its data, its time and its storage until another one takes its place. */
import { Recording } from './recording.js';
import { RecordingWriter } from './recording-store.js';
import { Stopwatch } from './stopwatch.js';

/** @import { Face } from '../../package/client/pkg/emosense.js' */

/** Time between two saves of a recording, in milliseconds: all that is lost if the tab crashes. */
const SAVE_INTERVAL_MS = 4000;

export class ActiveRecording {
  recording = new Recording();
  /** Called when something has been saved. */
  onSaved = () => {};
  /** Called when it is no longer being saved, with the code of the reason. @type {(code: string) => void} */
  onSavingEnded = () => {};
  #stopwatch = new Stopwatch();
  #writer = new RecordingWriter(this.recording);
  #isSaving = false;
  #isPaused = false;
  #isInterrupted = false;
  #savedAt = 0;
  /** When the pause began that lasts, by `performance.now()`; null while the time runs. @type {number | null} */
  #pausedAt = null;

  constructor() {
    this.#writer.onDeleted = () => this.#endSaving('recording-deleted');
    this.#stopwatch.start();
  }

  get elapsedMs() {
    return this.#stopwatch.elapsedMs;
  }

  get isRunning() {
    return this.#stopwatch.isRunning;
  }

  /** Whether the person has paused it. */
  get isPaused() {
    return this.#isPaused;
  }

  set isPaused(isPaused) {
    this.#isPaused = isPaused;
    this.#updateStopwatch();
  }

  /** Sets whether there is no camera for the moment, as while a person changes it. */
  set isInterrupted(/** @type {boolean} */ isInterrupted) {
    this.#isInterrupted = isInterrupted;
    this.#updateStopwatch();
  }

  get isSaving() {
    return this.#isSaving;
  }

  /** Whether leaving it now would lose something. */
  get isUnsaved() {
    return !this.#isSaving && !this.recording.isEmpty;
  }

  /** Sets whether it is saved; from then on all of it is. @param {boolean} isSaving */
  async setSaving(isSaving) {
    this.#isSaving = isSaving;
    await this.save();
  }

  /** Adds the faces of a frame. @param {Face[]} faces */
  addFaces(faces) {
    this.recording.addFaces(faces, this.elapsedMs);
    if (performance.now() - this.#savedAt > SAVE_INTERVAL_MS) this.save();
  }

  /** Adds a note, and saves it at once. @param {string} text */
  addNote(text) {
    this.recording.addNote(text, this.elapsedMs);
    this.save();
  }

  /** Saves what is new, if it is to be saved at all. */
  async save() {
    if (!this.#isSaving || this.recording.isEmpty) return;
    this.#savedAt = performance.now();
    try {
      await this.#writer.save();
      this.onSaved();
    } catch (error) {
      this.#endSaving(/** @type {{ code: string }} */ (error).code);
    }
  }

  /** Ends the recording and saves the rest of it. It can still be named and saved. */
  async end() {
    this.isPaused = true;
    await this.save();
  }

  /** Lets go of the storage. */
  close() {
    this.#writer.close();
  }

  #updateStopwatch() {
    if (this.#isPaused || this.#isInterrupted) {
      this.#pausedAt ??= performance.now();
      this.#stopwatch.pause();
      return;
    }
    if (this.#pausedAt !== null && !this.recording.isEmpty) {
      this.recording.addPause(this.elapsedMs, performance.now() - this.#pausedAt);
    }
    this.#pausedAt = null;
    this.#stopwatch.start();
  }

  /** @param {string} code */
  #endSaving(code) {
    if (!this.#isSaving) return; // several writes may fail for the same reason
    this.#isSaving = false;
    this.onSavingEnded(code);
  }
}
