/** A film: read by its own time rather than by playing it, into a recording with timeline and summary. */
import { html } from '../../package/ui/dom.js';
import { Recording } from '../recording/recording.js';
import { renderSummary } from '../recording/summary.js';
import { formatTime } from '../../package/domain/time.js';
import { Timeline } from '../recording/timeline.js';
import { sentenceOf } from './failures.js';
import { Failure, Questions } from './worker-requests.js';
import { downloadFile } from '../export/download.js';

/** @typedef {import('./video-worker.js').Frame} Frame */
/** @typedef {import('../../package/client/client.js').Face} Face */

/** The chart and the words are drawn that often. */
const DRAW_MS = 250;
/** Between two films on the recognizer's clock: longer than any face is followed unseen. */
const BETWEEN_MS = 60_000;

/** The recognizer follows one film after the other, all on one clock. */
let startMs = 0;

export class Film {
  element;
  /** @type {import('./image.js').State} */
  state = 'waiting';
  failure = '';
  recording;
  #file;
  #words;
  #faceWords;
  #timeline;
  #poster = html('div', { class: 'thumb' });
  #progress;
  #status = html('p', { class: 'film-status' });
  #place = html('div', { class: 'timeline', role: 'img', hidden: true });
  #summary = html('div', { class: 'summary' });
  #exports;
  #address = '';
  #durationMs = 0;
  /** By the recognizer's: 1, 2, 3 … in each film. @type {Map<number, number>} */
  #tracks = new Map();
  /** @type {number | undefined} */
  #shown;

  /** @param {File} file @param {import('./image.js').Words} words @param {import('./image.js').FaceWords} faceWords */
  constructor(file, words, faceWords) {
    this.#file = file;
    this.#words = words;
    this.#faceWords = faceWords;
    this.recording = new Recording(file.lastModified);
    this.#progress = html('progress', { 'aria-label': words.film.progress(file.name), hidden: true });
    this.#place.setAttribute('aria-label', words.film.timeline);
    this.#timeline = new Timeline(this.#place);
    this.#exports = html(
      'div',
      { class: 'film-exports', hidden: true },
      this.#button('CSV', () => new Blob([this.recording.toCsv()], { type: 'text/csv' }), 'csv'),
      this.#button('JSON', () => new Blob([JSON.stringify(this.recording)], { type: 'application/json' }), 'json'),
      this.#button(words.film.picture, () => this.#timeline.toPng(), 'png'),
    );
    this.element = html(
      'li',
      { class: 'film', 'data-state': 'waiting' },
      this.#poster,
      html(
        'div',
        { class: 'film-about' },
        html('h3', { class: 'file-name', dir: 'auto' }, file.name),
        this.#status,
        this.#progress,
        this.#exports,
      ),
      this.#place,
      this.#summary,
    );
    this.#status.textContent = words.waiting;
  }

  get name() {
    return this.#file.name;
  }

  /** Never rejects; what was read before it is stopped stays. @param {import('../../package/client/client.js').EmotionClient} client @param {unknown} _ @param {AbortSignal} signal */
  async read(client, _, signal) {
    this.#to('reading');
    this.#status.textContent = this.#words.reading;
    /** @type {Questions<{ file?: File }, any>} */
    const worker = new Questions(new Worker(new URL('./video-worker.js', import.meta.url), { type: 'module' }));
    let atMs = 0;
    try {
      const { durationMs, thumbnail } = /** @type {import('./video-worker.js').Opened} */ (
        await worker.ask({ file: this.#file })
      );
      this.#begin(durationMs, thumbnail);
      const begun = performance.now();
      let drawnAt = begun;
      for (;;) {
        if (signal.aborted) {
          this.#end(this.#words.film.stopped(formatTime(atMs / 1000), lengthOf(durationMs)));
          return;
        }
        const next = /** @type {Frame | null} */ (await worker.ask({}));
        if (!next) break;
        atMs = next.atMs;
        const { faces } = await client.classify(next.frame, { atMs: startMs + atMs });
        this.recording.addFaces(this.#numbered(faces), atMs);
        const now = performance.now();
        if (now - drawnAt < DRAW_MS) continue;
        drawnAt = now;
        this.#draw(atMs, atMs / (now - begun));
      }
      this.#end(this.#words.film.read(lengthOf(durationMs), durationMs / (performance.now() - begun)));
    } catch (error) {
      if (error instanceof Failure && error.code === 'damaged' && atMs)
        this.#end(this.#words.film.breaksOff(formatTime(atMs / 1000)));
      else this.#fail(error instanceof Failure && error.code === 'damaged' ? new Failure('damaged-film') : error);
    } finally {
      worker.close();
      startMs += atMs + BETWEEN_MS;
    }
  }

  forget() {
    URL.revokeObjectURL(this.#address);
    this.element.remove();
  }

  /** @param {import('./image.js').State} state */
  #to(state) {
    this.state = state;
    this.element.dataset.state = state;
  }

  /** @param {number} durationMs @param {Blob | null} thumbnail */
  #begin(durationMs, thumbnail) {
    this.#durationMs = durationMs;
    this.#progress.max = durationMs;
    this.#progress.value = 0;
    this.#progress.hidden = false;
    this.#place.hidden = false;
    if (!thumbnail) return;
    this.#address = URL.createObjectURL(thumbnail);
    this.#poster.replaceChildren(html('img', { src: this.#address, alt: '' }));
  }

  /** @param {number} atMs @param {number} pace film time for time */
  #draw(atMs, pace) {
    this.#progress.value = atMs;
    this.#status.textContent = this.#words.film.reading(formatTime(atMs / 1000), lengthOf(this.#durationMs), pace);
    this.#drawTimeline();
  }

  #drawTimeline() {
    const { tracks, notes } = this.recording;
    this.#timeline.show(tracks.get(this.#shown ?? -1) ?? tracks.values().next().value, notes, {
      from: 0,
      to: this.#durationMs,
    });
  }

  /** @param {string} sentence */
  #end(sentence) {
    this.#to('read');
    this.#progress.hidden = true;
    this.#exports.hidden = this.recording.isEmpty;
    this.#place.hidden = this.recording.isEmpty;
    this.#status.textContent = sentence;
    this.#shown = this.recording.summarize()[0]?.id;
    if (!this.recording.isEmpty) this.#drawTimeline();
    this.#summary.replaceChildren(
      ...renderSummary(this.recording, this.#words.summary, this.#faceWords.emotions, (id) => {
        this.#shown = id;
        this.#drawTimeline();
        this.#place.scrollIntoView({ block: 'nearest' });
      }),
    );
  }

  /** @param {unknown} error */
  #fail(error) {
    this.failure = sentenceOf(error, this.#words, this.#faceWords);
    this.#to('failed');
    this.#progress.hidden = true;
    this.#place.hidden = true;
    this.#status.textContent = this.failure;
  }

  /** @param {Face[]} faces @returns {Face[]} */
  #numbered(faces) {
    return faces.map((face) => {
      if (!face.track) return face;
      const id = this.#tracks.get(face.track.id) ?? this.#tracks.size + 1;
      this.#tracks.set(face.track.id, id);
      return { ...face, track: { ...face.track, id } };
    });
  }

  /** @param {string} label @param {() => Blob | Promise<Blob>} make @param {string} type */
  #button(label, make, type) {
    const button = html('button', { type: 'button' }, label);
    button.addEventListener('click', async () =>
      downloadFile(await make(), `${this.name.replace(/\.\w+$/, '')}-emosense.${type}`),
    );
    return button;
  }
}

/** To the nearest second, where `formatTime` has those that are over. @param {number} ms */
function lengthOf(ms) {
  return formatTime(Math.round(ms / 1000));
}
