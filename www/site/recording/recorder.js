/** The recorder: makes a recording of a live session and shows its timeline, then its summary. */
import { formatTime } from '../../package/domain/time.js';
import { query } from '../../package/ui/dom.js';
import { FaceChooser } from '../../package/ui/face-chooser.js';
import { downloadFile } from '../export/download.js';
import { localTime } from '../export/local-time.js';
import { Recording } from './recording.js';
import { RecordingWriter } from './recording-store.js';
import { Stopwatch } from './stopwatch.js';
import { renderSummary } from './summary.js';
import { Timeline } from './timeline.js';

/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { Names } from './summary.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

/** The part of the timeline that is visible during the recording, in milliseconds. */
const VISIBLE_MS = 60_000;
/** Time between two updates of the timeline, in milliseconds: text that changes faster is unreadable. */
const DRAW_INTERVAL_MS = 250;
/** Time between two saves of a recording, in milliseconds: all that is lost if the tab crashes. */
const SAVE_INTERVAL_MS = 4000;

export class Recorder {
  /** Called when something has been saved. */
  onSaved = () => {};
  #section;
  #strings;
  #names;
  #timeline;
  #chooser;
  #saveSwitch;
  /** @type {Recording | null} */
  #recording = null;
  /** While the recording is being saved. @type {RecordingWriter | null} */
  #writer = null;
  /** The id of the track that the timeline shows. @type {number | null} */
  #shownTrack = null;
  /** The ids of the tracks in view, by the number that their face has on the page. @type {Map<number, number>} */
  #tracksInView = new Map();
  #stopwatch = new Stopwatch();
  #drawnAt = 0;
  #savedAt = 0;

  /** @param {HTMLElement} section in the page @param {LiveStrings} strings @param {Names} names */
  constructor(section, strings, names) {
    this.#section = section;
    this.#strings = strings;
    this.#names = names;
    this.#timeline = new Timeline(this.#find('.timeline'));
    this.#chooser = new FaceChooser(strings.recorder.chooseFace, strings.summary.face, (number) => {
      this.#shownTrack = this.#tracksInView.get(number) ?? null;
      this.#draw();
    });
    this.#saveSwitch = query('.save input', HTMLInputElement, section);
    this.#find('.timeline').before(this.#chooser.element);
    this.#addListeners();
  }

  #addListeners() {
    this.#find('.pause').addEventListener('click', () => (this.#stopwatch.isRunning ? this.#pause() : this.#resume()));
    this.#find('.note').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#addNote();
    });
    this.#saveSwitch.addEventListener('change', () => {
      this.#writer = this.#saveSwitch.checked ? new RecordingWriter() : null;
      this.#save();
    });
    this.#addExport('csv', (recording) => new Blob([recording.toCsv()], { type: 'text/csv' }));
    this.#addExport('json', (recording) => new Blob([JSON.stringify(recording)], { type: 'application/json' }));
    this.#addExport('png', () => this.#timeline.toPng());
    this.#find('.print').addEventListener('click', () => print());
    addEventListener('pagehide', () => this.#save());
  }

  /**
   * Lets the button of a file type download the recording.
   * @param {'csv' | 'json' | 'png'} type
   * @param {(recording: Recording) => Blob | Promise<Blob>} toBlob
   */
  #addExport(type, toBlob) {
    this.#find(`.${type}`).addEventListener('click', async () => {
      const recording = /** @type {Recording} */ (this.#recording);
      const blob = await toBlob(recording);
      const minute = localTime(new Date(recording.startedAt)).replace(/[T:]/g, '-');
      downloadFile(blob, `emosense-${minute}.${type}`);
    });
  }

  /** Begins a recording when a live session begins. */
  start() {
    this.#recording = new Recording();
    this.#writer = null;
    this.#saveSwitch.checked = false;
    this.#shownTrack = null;
    this.#stopwatch.reset();
    this.#stopwatch.start();
    this.#drawnAt = performance.now(); // so that the chart is created with a later frame, in a separate task
    this.#enter('recording');
  }

  /** Adds the faces of the newest frame. @param {DisplayedFace[]} faces */
  addFaces(faces) {
    if (!this.#recording || !this.#stopwatch.isRunning) return;
    const inView = faces.filter((face) => face.inView);
    this.#recording.addFaces(
      inView.map(({ face }) => face),
      this.#stopwatch.elapsedMs,
    );
    this.#tracksInView = new Map(inView.flatMap(({ number, face: { track } }) => (track ? [[number, track.id]] : [])));
    const now = performance.now();
    if (now - this.#drawnAt > DRAW_INTERVAL_MS) {
      this.#drawnAt = now;
      this.#draw();
    }
    if (now - this.#savedAt > SAVE_INTERVAL_MS) {
      this.#savedAt = now;
      this.#save();
    }
  }

  /** Ends the recording when the live session ends, and shows the summary. */
  stop() {
    if (!this.#recording || this.#section.dataset.state === 'summary') return;
    this.#pause();
    if (this.#recording.isEmpty) this.#enter('none');
    else this.show(this.#recording);
    this.#save();
  }

  /** Shows the summary of a recording. @param {Recording} recording */
  show(recording) {
    this.#recording = recording;
    this.#stopwatch.reset(recording.durationMs);
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

  /** Hides a summary; a recording in progress continues. */
  close() {
    if (this.#section.dataset.state === 'summary') this.#enter('none');
  }

  #pause() {
    this.#stopwatch.pause();
    this.#find('.pause').textContent = this.#strings.recorder.resume;
    this.#find('.current').textContent = this.#strings.recorder.paused(formatTime(this.#stopwatch.elapsedMs / 1000));
  }

  #resume() {
    this.#stopwatch.start();
    this.#find('.pause').textContent = this.#strings.recorder.pause;
  }

  #addNote() {
    const input = query('.note input', HTMLInputElement, this.#section);
    const text = input.value.trim();
    if (!text || !this.#recording) return;
    this.#recording.addNote(text, this.#stopwatch.elapsedMs);
    input.value = '';
    this.#draw();
  }

  #draw() {
    const recording = /** @type {Recording} */ (this.#recording);
    const atMs = this.#stopwatch.elapsedMs;
    const isSummary = this.#section.dataset.state === 'summary';
    if (!isSummary) this.#followView();
    const track = recording.tracks.get(this.#shownTrack ?? -1);
    const range = isSummary
      ? { from: 0, to: recording.durationMs }
      : { from: Math.max(0, atMs - VISIBLE_MS), to: Math.max(atMs, VISIBLE_MS) };
    this.#timeline.show(track, recording.notes, range);
    if (!isSummary && track && this.#stopwatch.isRunning) this.#showCurrent(recording, track, atMs);
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

  async #save() {
    const [writer, recording] = [this.#writer, this.#recording];
    if (!writer || !recording || recording.isEmpty) return;
    try {
      await writer.save(recording);
      this.#showError('');
      this.onSaved();
    } catch (error) {
      const { code } = /** @type {{ code: string }} */ (error);
      const { errors } = this.#strings.recorder;
      this.#showError(errors[code] ?? errors['storage-unavailable']);
      this.#writer = null;
      this.#saveSwitch.checked = false;
    }
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
