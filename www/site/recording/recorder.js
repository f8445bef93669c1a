/** The recorder: makes a recording of a live session and shows its timeline, then its summary. */
import { formatTime } from '../../package/domain/time.js';
import { query } from '../../package/ui/dom.js';
import { localTime } from '../export/local-time.js';
import { RunningTask } from '../running/running-task.js';
import { ActiveRecording } from './active-recording.js';
import { FaceTabs } from './face-tabs.js';
import { RecorderStatus } from './recorder-status.js';
import { drawCard } from './recording-card.js';
import { RecordingExports } from './recording-exports.js';
import { RecordingOwner } from './recording-owner.js';
import { RecordingTitle } from './recording-title.js';
import { renderSummary } from './summary.js';
import { Timeline } from './timeline.js';

/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { Recording } from './recording.js' */
/** @import { Names } from './summary.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

/** The part of the timeline that is visible during the recording, in milliseconds. */
const VISIBLE_MS = 60_000;
/** Time between two updates of the timeline, in milliseconds: text that changes faster is unreadable. */
const DRAW_INTERVAL_MS = 250;

export class Recorder {
  /** Called when something has been saved. */
  onSaved = () => {};
  #section;
  #strings;
  #names;
  #timeline;
  #tabs;
  #title;
  #status;
  #saveSwitch;
  #owner = new RecordingOwner(query('#unsaved', HTMLDialogElement));
  /** The recording in progress. @type {ActiveRecording | null} */
  #active = null;
  /** The recording that is shown: the one in progress, or that of the summary. @type {Recording | null} */
  #shown = null;
  /** The number of the face that the timeline shows, which is the id of its track in the recording. */
  #shownTrack = 0;
  /** Whether a person has chosen that face. */
  #isChosen = false;
  /** The numbers of the faces in view. @type {Set<number>} */
  #inView = new Set();
  #drawnAt = 0;
  #task = new RunningTask(() => this.#owner.isUnsaved);

  /** @param {HTMLElement} section in the page @param {LiveStrings} strings @param {Names} names */
  constructor(section, strings, names) {
    this.#section = section;
    this.#strings = strings;
    this.#names = names;
    this.#status = new RecorderStatus(section, strings.recorder, names);
    this.#timeline = new Timeline(this.#find('.timeline'), strings.timeline, names);
    this.#tabs = new FaceTabs(
      strings,
      (number) => {
        this.#shownTrack = number;
        this.#isChosen = true;
        this.#draw();
      },
      (number, name) => this.#rename((recording) => recording.rename(number, name)),
    );
    this.#title = new RecordingTitle(this.#find('.recording-title'), strings);
    this.#title.onRename = (title) => this.#rename((recording) => (recording.title = title));
    this.#title.onSave = () => this.#save();
    this.#saveSwitch = query('.save input', HTMLInputElement, section);
    this.#find('.timeline').before(this.#tabs.element);
    this.#addListeners();
  }

  #addListeners() {
    this.#find('.pause').addEventListener('click', () => (this.#active?.isPaused ? this.#resume() : this.#pause()));
    this.#find('.note').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#addNote();
    });
    this.#saveSwitch.addEventListener('change', () => {
      if (!this.#active) return;
      this.#status.showError('');
      this.#active.setSaving(this.#saveSwitch.checked);
    });
    const exports = new RecordingExports({
      recording: () => /** @type {Recording} */ (this.#shown),
      drawCard: () => this.#drawCard(),
      fileName: (extension) => `emosense-${this.#startTime}.${extension}`,
      onError: () => this.#status.showError(this.#strings.recorder.errors['export-failed']),
    });
    for (const type of /** @type {const} */ (['csv', 'json', 'png'])) exports.connect(this.#find(`.${type}`), type);
    const sharingButton = exports.sharingButton(this.#strings.image);
    if (sharingButton) this.#find('.png').after(sharingButton);
    this.#find('.print').addEventListener('click', () => print());
    // A hidden page may be discarded at any time, without any further event.
    document.addEventListener('visibilitychange', () => document.hidden && this.#active?.save());
  }

  /** When what is shown began, for the name of its file. */
  get #startTime() {
    return localTime(new Date(/** @type {Recording} */ (this.#shown).startedAt)).replace(/[T:]/g, '-');
  }

  /** Returns the picture of what is shown. */
  #drawCard() {
    const recording = /** @type {Recording} */ (this.#shown);
    return drawCard({
      recording,
      track: recording.tracks.get(this.#shownTrack),
      timeline: this.#timeline,
      title: recording.title || this.#strings.image.title,
      about: [
        this.#find('.recorded-at').textContent,
        formatTime(recording.durationMs / 1000),
        ...(recording.tracks.size > 1 ? [recording.nameOf(this.#shownTrack, this.#strings.summary.face)] : []),
      ],
      names: this.#names,
      caveat: this.#find('.recorder-limits').textContent.replace(/\s+/g, ' ').trim(),
    });
  }

  /** Begins a recording when a live session begins, or continues one that was interrupted. */
  start() {
    if (this.#active) {
      this.#active.isInterrupted = false;
      return;
    }
    const active = new ActiveRecording();
    this.#owner.take(active);
    active.onSaved = () => this.onSaved();
    active.onSavingEnded = (code) => this.#shown === active.recording && this.#showSavingEnded(code);
    this.#active = active;
    this.#shown = active.recording;
    this.#saveSwitch.checked = false;
    this.#shownTrack = 0;
    this.#isChosen = false;
    this.#drawnAt = performance.now(); // so that the chart is created with a later frame, in a separate task
    this.#task.start();
    this.#enter('recording');
  }

  /** Stops the time of the recording until `start` is called again. */
  interrupt() {
    if (this.#active) this.#active.isInterrupted = true;
  }

  /** Adds the faces of the newest frame. @param {DisplayedFace[]} faces */
  addFaces(faces) {
    if (!this.#active?.isRunning) return;
    const inFrame = faces.filter(({ inView }) => inView);
    // In a recording the track of a face has its number as id: the worker may count its tracks anew meanwhile.
    this.#active.addFaces(
      inFrame.map(({ number, face }) => ({ ...face, track: face.track && { ...face.track, id: number } })),
    );
    this.#inView = new Set(faces.map(({ number }) => number)); // also those lost for a moment: nothing flickers
    const now = performance.now();
    if (now - this.#drawnAt <= DRAW_INTERVAL_MS) return;
    this.#drawnAt = now;
    this.#draw();
  }

  /** Adds a note for this moment to the recording in progress. @param {string} text */
  addNote(text) {
    if (!this.#active) return;
    this.#active.addNote(text);
    this.#draw();
  }

  /** Lets the person write a note for this moment. */
  startNote() {
    if (this.#active) query('.note input', HTMLInputElement, this.#section).focus();
  }

  /** Saves what is shown on the device, as the switch or the button does. */
  save() {
    if (this.#active && !this.#saveSwitch.checked) this.#saveSwitch.click();
    else if (this.#shown && !this.#active && this.#owner.isUnsaved) this.#save();
  }

  /** The time of the recording in progress, as it is shown. */
  get time() {
    return this.#active ? formatTime(this.#active.elapsedMs / 1000) : '';
  }

  /** Whether the summary of a recording is shown. */
  get showsSummary() {
    return this.#section.dataset.state === 'summary';
  }

  /** Ends the recording, whatever the reason is: saves the rest of it, and shows the summary. */
  end() {
    const active = this.#active;
    if (!active) return;
    this.#active = null;
    active.end();
    this.#task.end();
    if (active.recording.isEmpty) this.#enter('none');
    else this.#showSummary(active.recording);
  }

  /** Shows the summary of a saved recording. @param {Recording} recording @param {string} id under which it is saved */
  show(recording, id) {
    this.end();
    this.#owner.takeSaved(id);
    this.#status.showError('');
    this.#showSummary(recording);
  }

  /** Resolves to whether another recording may take the place of this one: asks if something would be lost. */
  async mayReplace() {
    if (!this.#owner.isUnsaved) return true;
    const answer = await this.#owner.ask();
    if (answer === 'save') await this.#save();
    return answer === 'discard' || !this.#owner.isUnsaved;
  }

  async #save() {
    this.#status.showError('');
    await this.#owner.save();
    if (!this.#active) this.#showTitle();
  }

  /** Changes a name, on the page and where the recording is saved. @param {(recording: Recording) => void} change */
  async #rename(change) {
    const recording = /** @type {Recording} */ (this.#shown);
    change(recording);
    if (!this.#active) {
      this.#renderSummary(recording);
      this.#showTitle();
    }
    this.#draw();
    try {
      await this.#owner.saveNames(recording);
      this.onSaved();
    } catch (error) {
      this.#showSavingEnded(/** @type {{ code: string }} */ (error).code);
    }
  }

  /** @param {Recording} recording */
  #showSummary(recording) {
    this.#shown = recording;
    const [longest] = recording.summarize();
    this.#shownTrack = longest?.id ?? 0;
    this.#renderSummary(recording);
    this.#find('.recorded-at').textContent = dateOf(recording);
    this.#showTitle();
    this.#enter('summary');
    this.#draw();
  }

  /** @param {Recording} recording */
  #renderSummary(recording) {
    this.#find('.summary').replaceChildren(...renderSummary(recording, this.#strings.summary, this.#names, null));
  }

  #showTitle() {
    const recording = /** @type {Recording} */ (this.#shown);
    this.#find('h2').textContent = recording.title || this.#strings.recorder.summary;
    this.#title.show(recording.title, dateOf(recording), !this.#owner.isUnsaved);
  }

  #pause() {
    if (!this.#active) return;
    this.#active.isPaused = true;
    this.#status.showPaused(this.#active.elapsedMs);
  }

  #resume() {
    if (!this.#active) return;
    this.#active.isPaused = false;
    this.#status.showResumed();
  }

  #addNote() {
    const input = query('.note input', HTMLInputElement, this.#section);
    const text = input.value.trim();
    if (!text || !this.#active) return;
    this.addNote(text);
    input.value = '';
  }

  #draw() {
    const recording = /** @type {Recording} */ (this.#shown);
    if (this.#active) this.#followView();
    this.#tabs.show(recording, this.#shownTrack, this.#active && this.#inView);
    const track = recording.tracks.get(this.#shownTrack);
    const atMs = this.#active?.elapsedMs ?? recording.durationMs;
    const range = this.#active
      ? { from: Math.max(0, atMs - VISIBLE_MS), to: Math.max(atMs, VISIBLE_MS) }
      : { from: 0, to: recording.durationMs };
    this.#timeline.show({ recording, track, ...range });
    if (track && this.#active?.isRunning) this.#status.showFace(recording, track, atMs);
  }

  /** Goes from a face that has left to one in view, unless a person has chosen it. */
  #followView() {
    if (this.#isChosen || this.#inView.has(this.#shownTrack)) return;
    this.#shownTrack = this.#inView.values().next().value ?? this.#shownTrack;
  }

  /** @param {string} code of the reason why the recording is no longer saved */
  #showSavingEnded(code) {
    this.#status.showSavingEnded(code);
    this.#saveSwitch.checked = false;
    if (!this.#active) this.#showTitle();
  }

  /** @param {'none' | 'recording' | 'summary'} state */
  #enter(state) {
    this.#section.dataset.state = state;
    this.#section.hidden = state === 'none';
    if (state !== 'recording') return;
    this.#find('h2').textContent = this.#strings.recorder.timeline;
    this.#find('.summary').replaceChildren();
    this.#status.showWaiting();
  }

  /** @param {string} selector */
  #find(selector) {
    return query(selector, HTMLElement, this.#section);
  }
}

/** Returns the date and time of a recording, in the person's language. @param {Recording} recording */
function dateOf({ startedAt }) {
  const { lang } = document.documentElement;
  return new Date(startedAt).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
}
