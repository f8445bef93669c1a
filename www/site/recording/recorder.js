/** The recorder: keeps what a live session shows as a recording, with its timeline, notes and summary; wires it to the page. */
import { FaceChooser } from '../../package/ui/face-chooser.js';
import { downloadFile } from '../export/download.js';
import { Recording } from './recording.js';
import { Keeper } from './recording-store.js';
import { renderSummary } from './summary.js';
import { formatTime } from '../../package/domain/time.js';
import { Timeline } from './timeline.js';

/** @typedef {typeof import('../locales/en/live.js').words} Words */
/** @typedef {Record<import('./recording.js').Named, string>} Names of the emotions */

/** What of the timeline is in view while it runs. */
const WINDOW_MS = 60_000;
/** The chart and the words are drawn that often. */
const DRAW_MS = 250;
/** At most so much is lost when a tab that keeps its recording crashes. */
const KEEP_MS = 4000;
export class Recorder {
  /** Called when something kept has changed. */
  onkept = () => {};
  #place;
  #words;
  #names;
  #timeline;
  /** @type {Recording | null} */
  #recording = null;
  /** @type {Keeper | null} */
  #keeper = null;
  #chooser;
  /** The track whose timeline is shown. @type {number | null} */
  #shown = null;
  /** The tracks in view, by the number that their face is shown under. @type {Map<number, number>} */
  #inView = new Map();
  /** Milliseconds recorded up to `#since`. */
  #before = 0;
  /** When it went on last; null while it is paused or over. @type {number | null} */
  #since = null;
  #drawnAt = 0;
  #keptAt = 0;

  /** @param {HTMLElement} place the section in the page @param {Words} words @param {Names} names */
  constructor(place, words, names) {
    this.#place = place;
    this.#words = words;
    this.#names = names;
    this.#timeline = new Timeline(this.#query('.timeline'));
    this.#chooser = new FaceChooser(words.recorder.whose, words.summary.face, (number) => {
      this.#shown = this.#inView.get(number) ?? null;
      this.#draw();
    });
    this.#query('.timeline').before(this.#chooser.element);
    this.#query('.pause').addEventListener('click', () => (this.#since === null ? this.#goOn() : this.#pause()));
    this.#query('.note').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#note();
    });
    this.#query('.keep').addEventListener('change', () => this.#keepOrNot());
    this.#query('.csv').addEventListener('click', () =>
      this.#save('csv', (recording) => new Blob([recording.toCsv()], { type: 'text/csv' })),
    );
    this.#query('.json').addEventListener('click', () =>
      this.#save('json', (recording) => new Blob([JSON.stringify(recording)], { type: 'application/json' })),
    );
    this.#query('.png').addEventListener('click', () => this.#save('png', () => this.#timeline.toPng()));
    this.#query('.print').addEventListener('click', () => print());
    addEventListener('pagehide', () => this.#keep());
  }

  /** A live session begins. */
  start() {
    this.#recording = new Recording();
    this.#keeper = null;
    this.#input('.keep input').checked = false;
    this.#shown = null;
    this.#before = 0;
    this.#since = this.#drawnAt = performance.now(); // the chart is made with the second frame, a task of its own
    this.#to('recording');
  }

  /** The faces of the frame that was read just now. @param {import('../../package/ui/face-list.js').DisplayedFace[]} seen */
  take(seen) {
    const now = performance.now();
    if (!this.#recording || this.#since === null) return;
    const inView = seen.filter((one) => one.inView);
    this.#recording.addFaces(
      inView.map(({ face }) => face),
      this.#clock(),
    );
    this.#inView = new Map(inView.flatMap(({ number, face: { track } }) => (track ? [[number, track.id]] : [])));
    if (now - this.#drawnAt > DRAW_MS) {
      this.#drawnAt = now;
      this.#draw();
    }
    if (now - this.#keptAt > KEEP_MS) {
      this.#keptAt = now;
      this.#keep();
    }
  }

  /** The live session is over: what it comes to is shown. */
  stop() {
    if (!this.#recording || this.#place.dataset.state === 'summary') return;
    this.#pause();
    if (this.#recording.isEmpty) this.#to('none');
    else this.show(this.#recording);
    this.#keep();
  }

  /** A recording as a whole. @param {Recording} recording */
  show(recording) {
    this.#recording = recording;
    this.#since = null;
    this.#before = recording.durationMs;
    const [longest] = recording.summarize();
    this.#shown = longest?.id ?? null;
    const choose = (/** @type {number} */ id) => {
      this.#shown = id;
      this.#draw();
      this.#query('.timeline').scrollIntoView({ block: 'nearest' });
    };
    this.#query('.summary').replaceChildren(...renderSummary(recording, this.#words.summary, this.#names, choose));
    this.#query('.when').textContent = new Date(recording.startedAt).toLocaleString(document.documentElement.lang, {
      dateStyle: 'long',
      timeStyle: 'short',
    });
    this.#chooser.show([], 0);
    this.#to('summary');
    this.#draw();
  }

  /** Takes the summary away; a live session goes on. */
  close() {
    if (this.#place.dataset.state === 'summary') this.#to('none');
  }

  #clock() {
    return this.#before + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  #pause() {
    this.#before = this.#clock();
    this.#since = null;
    this.#query('.pause').textContent = this.#words.recorder.goOn;
    this.#query('.now').textContent = this.#words.recorder.paused(formatTime(this.#before / 1000));
  }

  #goOn() {
    this.#since = performance.now();
    this.#query('.pause').textContent = this.#words.recorder.pause;
  }

  #note() {
    const input = this.#input('.note input');
    const text = input.value.trim();
    if (!text || !this.#recording) return;
    this.#recording.addNote(text, this.#clock());
    input.value = '';
    this.#draw();
  }

  #draw() {
    const recording = /** @type {Recording} */ (this.#recording);
    const atMs = this.#clock();
    const whole = this.#place.dataset.state === 'summary';
    if (!whole) this.#followView();
    const shown = recording.tracks.get(this.#shown ?? -1);
    const view = whole
      ? { from: 0, to: recording.durationMs }
      : { from: Math.max(0, atMs - WINDOW_MS), to: Math.max(atMs, WINDOW_MS) };
    this.#timeline.show(shown, recording.notes, view);
    if (!whole && shown && this.#since !== null) this.#tellNow(shown, atMs);
  }

  /** Of the faces in view, the one that was chosen, or the first; when nobody is there, whoever was there last. */
  #followView() {
    const shownAs = [...this.#inView].find(([, id]) => id === this.#shown);
    const [number, id] = shownAs ?? this.#inView.entries().next().value ?? [0, this.#shown];
    this.#shown = id;
    this.#chooser.show([...this.#inView.keys()], number);
  }

  /** @param {import('./recording.js').TrackColumns} shown @param {number} atMs */
  #tellNow(shown, atMs) {
    const [track] = /** @type {Recording} */ (this.#recording).summarize([shown]);
    const now = /** @type {import('./recording.js').Named} */ (shown.named.at(-1));
    const share = Math.round(100 * track.shares[track.dominant]);
    this.#query('.now').textContent = this.#words.recorder.now(
      formatTime(atMs / 1000),
      this.#names[now],
      this.#names[track.dominant],
      share,
    );
  }

  #keepOrNot() {
    if (this.#input('.keep input').checked) this.#keeper = new Keeper();
    else this.#keeper = null;
    this.#keep();
  }

  async #keep() {
    const [keeper, recording] = [this.#keeper, this.#recording];
    if (!keeper || !recording || recording.isEmpty) return;
    try {
      await keeper.keep(recording);
      this.#trouble('');
      this.onkept();
    } catch (error) {
      this.#trouble(/** @type {{ code: string }} */ (error).code);
    }
  }

  /** @param {string} code */
  #trouble(code) {
    const line = this.#query('.trouble');
    line.textContent =
      code && (this.#words.recorder.trouble[code] ?? this.#words.recorder.trouble['storage-unavailable']);
    line.hidden = !code;
    if (code) {
      this.#keeper = null;
      this.#input('.keep input').checked = false;
    }
  }

  /** @param {string} type @param {(recording: Recording) => Blob | Promise<Blob>} make */
  async #save(type, make) {
    const recording = /** @type {Recording} */ (this.#recording);
    const blob = await make(recording);
    const day = new Date(recording.startedAt).toISOString().slice(0, 16).replace(/[T:]/g, '-');
    downloadFile(blob, `emosense-${day}.${type}`);
  }

  /** @param {'none' | 'recording' | 'summary'} state */
  #to(state) {
    this.#place.dataset.state = state;
    this.#place.hidden = state === 'none';
    if (state === 'recording') {
      this.#query('.pause').textContent = this.#words.recorder.pause;
      this.#query('.now').textContent = this.#words.recorder.waiting;
      this.#query('.summary').replaceChildren();
      this.#trouble('');
    }
  }

  /** @param {string} selector @returns {HTMLElement} */
  #query(selector) {
    return /** @type {HTMLElement} */ (this.#place.querySelector(selector));
  }

  /** @param {string} selector @returns {HTMLInputElement} */
  #input(selector) {
    return /** @type {HTMLInputElement} */ (this.#place.querySelector(selector));
  }
}
