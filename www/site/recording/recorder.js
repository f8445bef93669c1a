/** The recorder: makes a recording of a live session and shows its timeline, then its summary. */
import { formatTime } from '../../package/domain/time.js';
import { query } from '../../package/ui/dom.js';
import { FaceChooser } from '../../package/ui/face-chooser.js';
import { downloadFile } from '../export/download.js';
import { sharingButton } from '../export/image-sharing.js';
import { localTime } from '../export/local-time.js';
import { RunningTask } from '../running/running-task.js';
import { ActiveRecording } from './active-recording.js';
import { drawCard } from './recording-card.js';
import { renderSummary } from './summary.js';
import { Timeline } from './timeline.js';

/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { Recording } from './recording.js' */
/** @import { Names } from './summary.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */
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
  #chooser;
  #saveSwitch;
  /** The recording in progress. @type {ActiveRecording | null} */
  #active = null;
  /** The recording that is shown: the one in progress, or that of the summary. @type {Recording | null} */
  #shown = null;
  /** The id of the track that the timeline shows. @type {number | null} */
  #shownTrack = null;
  /** The ids of the tracks in view, by the number that their face has on the page. @type {Map<number, number>} */
  #tracksInView = new Map();
  #drawnAt = 0;
  #task = new RunningTask(() => Boolean(this.#active && !this.#active.isSaving && !this.#active.recording.isEmpty));

  /** @param {HTMLElement} section in the page @param {LiveStrings} strings @param {Names} names */
  constructor(section, strings, names) {
    this.#section = section;
    this.#strings = strings;
    this.#names = names;
    this.#timeline = new Timeline(this.#find('.timeline'), strings.timeline, names);
    this.#chooser = new FaceChooser(strings.recorder.chooseFace, strings.summary.face, (number) => {
      this.#shownTrack = this.#tracksInView.get(number) ?? null;
      this.#draw();
    });
    this.#saveSwitch = query('.save input', HTMLInputElement, section);
    this.#find('.timeline').before(this.#chooser.element);
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
      this.#showError('');
      this.#active.isSaving = this.#saveSwitch.checked;
    });
    this.#addExport('csv', (recording) => new Blob([recording.toCsv()], { type: 'text/csv' }));
    this.#addExport('json', (recording) => new Blob([JSON.stringify(recording)], { type: 'application/json' }));
    this.#addExport('png', () => this.#drawCard());
    const share = sharingButton(
      () => this.#drawCard(),
      () => this.#fileName('png'),
      this.#strings.image,
      () => this.#showError(this.#strings.recorder.errors['export-failed']),
    );
    if (share) this.#find('.png').after(share);
    this.#find('.print').addEventListener('click', () => print());
    // A hidden page may be discarded at any time, without any further event.
    document.addEventListener('visibilitychange', () => document.hidden && this.#active?.save());
  }

  /**
   * Lets the button of a file type download the recording.
   * @param {'csv' | 'json' | 'png'} type
   * @param {(recording: Recording) => Blob | Promise<Blob>} toBlob
   */
  #addExport(type, toBlob) {
    this.#find(`.${type}`).addEventListener('click', async () => {
      try {
        downloadFile(await toBlob(/** @type {Recording} */ (this.#shown)), this.#fileName(type));
      } catch {
        this.#showError(this.#strings.recorder.errors['export-failed']);
      }
    });
  }

  /** Returns the name of the file with what is shown. @param {string} extension */
  #fileName(extension) {
    const { startedAt } = /** @type {Recording} */ (this.#shown);
    return `emosense-${localTime(new Date(startedAt)).replace(/[T:]/g, '-')}.${extension}`;
  }

  /** Returns the picture of what is shown. */
  #drawCard() {
    const recording = /** @type {Recording} */ (this.#shown);
    const summaries = recording.summarize();
    const position = summaries.findIndex(({ id }) => id === this.#shownTrack);
    return drawCard({
      recording,
      track: recording.tracks.get(this.#shownTrack ?? -1),
      timeline: this.#timeline,
      title: this.#strings.image.title,
      about: [
        this.#find('.recorded-at').textContent,
        formatTime(recording.durationMs / 1000),
        ...(summaries.length > 1 && position >= 0 ? [this.#strings.summary.face(position + 1)] : []),
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
    active.onSaved = () => this.onSaved();
    active.onSavingEnded = (code) => this.#shown === active.recording && this.#showSavingEnded(code);
    this.#active = active;
    this.#shown = active.recording;
    this.#saveSwitch.checked = false;
    this.#shownTrack = null;
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
    const inView = faces.filter((face) => face.inView);
    this.#active.addFaces(inView.map(({ face }) => face));
    this.#tracksInView = new Map(inView.flatMap(({ number, face: { track } }) => (track ? [[number, track.id]] : [])));
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

  /** Shows the summary of a saved recording. @param {Recording} recording */
  show(recording) {
    this.end();
    this.#showError('');
    this.#showSummary(recording);
  }

  /** @param {Recording} recording */
  #showSummary(recording) {
    this.#shown = recording;
    const [longest] = recording.summarize();
    this.#shownTrack = longest?.id ?? null;
    const showTrack = (/** @type {number} */ id) => {
      this.#shownTrack = id;
      this.#draw();
      this.#find('.timeline').scrollIntoView({ block: 'nearest' });
    };
    const summary = renderSummary(recording, this.#strings.summary, this.#names, showTrack);
    this.#find('.summary').replaceChildren(...summary);
    this.#find('.recorded-at').textContent = new Date(recording.startedAt).toLocaleString(
      document.documentElement.lang,
      { dateStyle: 'long', timeStyle: 'short' },
    );
    this.#chooser.show([], 0);
    this.#enter('summary');
    this.#draw();
  }

  #pause() {
    if (!this.#active) return;
    this.#active.isPaused = true;
    this.#find('.pause').textContent = this.#strings.recorder.resume;
    this.#find('.current').textContent = this.#strings.recorder.paused(formatTime(this.#active.elapsedMs / 1000));
  }

  #resume() {
    if (!this.#active) return;
    this.#active.isPaused = false;
    this.#find('.pause').textContent = this.#strings.recorder.pause;
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
    const track = recording.tracks.get(this.#shownTrack ?? -1);
    const atMs = this.#active?.elapsedMs ?? recording.durationMs;
    const range = this.#active
      ? { from: Math.max(0, atMs - VISIBLE_MS), to: Math.max(atMs, VISIBLE_MS) }
      : { from: 0, to: recording.durationMs };
    this.#timeline.show({ recording, track, ...range });
    if (track && this.#active?.isRunning) this.#showCurrent(recording, track, atMs);
  }

  /** Shows the chosen face if it is in view, otherwise the first face in view, otherwise the last face shown. */
  #followView() {
    const chosen = [...this.#tracksInView].find(([, id]) => id === this.#shownTrack);
    const [number, id] = chosen ?? this.#tracksInView.entries().next().value ?? [0, this.#shownTrack];
    this.#shownTrack = id;
    this.#chooser.show([...this.#tracksInView.keys()], number);
  }

  /** @param {Recording} recording @param {TrackColumns} track @param {number} atMs */
  #showCurrent(recording, track, atMs) {
    const [{ dominant, shares }] = recording.summarize([track]);
    const now = /** @type {Label} */ (track.named.at(-1));
    this.#find('.current').textContent = this.#strings.recorder.current(
      formatTime(atMs / 1000),
      this.#names[now],
      this.#names[dominant],
      shares[dominant],
    );
  }

  /** @param {string} code of the reason why the recording is no longer saved */
  #showSavingEnded(code) {
    const { errors } = this.#strings.recorder;
    this.#showError(errors[code] ?? errors['storage-unavailable']);
    this.#saveSwitch.checked = false;
  }

  /** @param {string} message empty for none */
  #showError(message) {
    this.#find('.error').textContent = message;
    this.#find('.error').hidden = !message;
  }

  /** @param {'none' | 'recording' | 'summary'} state */
  #enter(state) {
    this.#section.dataset.state = state;
    this.#section.hidden = state === 'none';
    if (state !== 'recording') return;
    this.#find('.pause').textContent = this.#strings.recorder.pause;
    this.#find('.current').textContent = this.#strings.recorder.waiting;
    this.#find('.summary').replaceChildren();
    this.#showError('');
  }

  /** @param {string} selector */
  #find(selector) {
    return query(selector, HTMLElement, this.#section);
  }
}
