/** The timeline: a chart with a legend, in which a person reads a moment by mouse, finger or keyboard. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';
import { html } from '../../package/ui/dom.js';
import { showChartFailure } from '../charts/chart-failure.js';
import { formatPercent } from '../locales/percent.js';
import { sampleAt } from './timeline-data.js';

/** @import { LiveStrings } from '../locales/en/live.js' */
/** @import { Names } from './summary.js' */
/** @import { TimelineChart } from './timeline-chart.js' */
/** @import { TimelineContent } from './timeline-data.js' */

/** By how many milliseconds each key moves. @type {Record<string, number>} */
const STEPS = {
  ArrowLeft: -1000,
  ArrowDown: -1000,
  ArrowRight: 1000,
  ArrowUp: 1000,
  PageDown: -10_000,
  PageUp: 10_000,
  Home: -Infinity,
  End: Infinity,
};
/** A note is read with a moment that is at most this part of the visible time away. */
const NOTE_DISTANCE = 1 / 50;
/** Width of the timeline on paper, in CSS pixels, between the margins of A4; it is scaled to the paper's. */
const PAPER_WIDTH = 700;

export class Timeline {
  /** Called when a person has chosen a moment, in milliseconds. @type {(atMs: number) => void} */
  onChoose = () => {};
  #element;
  #strings;
  #names;
  /** Loaded apart, as a browser may refuse the library. @type {typeof import('./timeline-chart.js') | null} */
  #module = null;
  /** @type {TimelineChart | null} */
  #chart = null;
  /** @type {TimelineContent | null} */
  #content = null;
  /** The moment that a person has chosen, in milliseconds. @type {number | null} */
  #chosenMs = null;
  /** The moment at which the mouse points. @type {number | null} */
  #pointedMs = null;
  #closing = new AbortController();
  #plot = html('div', { class: 'timeline-chart', role: 'slider', tabindex: '0' });
  #moment = html('p', { class: 'timeline-moment', 'aria-hidden': 'true' }); // the slider says the same
  #scores = new Map(EMOTIONS.map((emotion) => [emotion, html('span', { class: 'score' })]));
  /** What is printed in place of the chart. @type {HTMLCanvasElement | null} */
  #printed = null;

  /**
   * @param {HTMLElement} element to draw in
   * @param {LiveStrings['timeline']} strings
   * @param {Names} names
   */
  constructor(element, strings, names) {
    this.#element = element;
    this.#strings = strings;
    this.#names = names;
    this.#plot.setAttribute('aria-label', strings.label);
    const legend = [...this.#scores].map(([emotion, score]) =>
      html('li', { 'data-emotion': emotion }, html('span', { class: 'line' }), names[emotion], score),
    );
    element.replaceChildren(this.#moment, this.#plot, html('ul', { class: 'timeline-legend' }, ...legend));
    this.#showMoment();
    this.#addListeners();
    this.#load();
  }

  /** @param {TimelineContent} content */
  show(content) {
    if (content.recording !== this.#content?.recording) this.#chosenMs = this.#pointedMs = null;
    this.#content = content;
    this.#draw();
  }

  /** Returns the chart as a picture, in the light theme; null if it could not be loaded. @param {number} width */
  drawPicture(width) {
    if (!this.#module || !this.#content) return null;
    return this.#module.drawTimeline(this.#content, this.#names, width);
  }

  /** Ends what goes on outside of the element. */
  close() {
    this.#closing.abort();
  }

  async #load() {
    try {
      this.#module = await import('./timeline-chart.js');
      this.#chart = new this.#module.TimelineChart(this.#plot, this.#names, this.#closing.signal);
    } catch {
      this.#fail();
    }
    this.#draw();
  }

  #draw() {
    if (!this.#chart || !this.#content) return;
    try {
      this.#chart.show(this.#content);
    } catch {
      return this.#fail();
    }
    this.#showMoment();
  }

  #fail() {
    this.#chart = this.#module = null;
    this.#closing.abort();
    showChartFailure(this.#element, this.#strings.failed);
  }

  #addListeners() {
    const { signal } = this.#closing;
    this.#plot.addEventListener('pointermove', ({ clientX, pointerType }) => {
      if (pointerType !== 'mouse') return this.#choose(this.#momentAt(clientX)); // a finger that moves is pressed
      this.#pointedMs = this.#momentAt(clientX);
      this.#showMoment();
    });
    this.#plot.addEventListener('pointerleave', () => {
      this.#pointedMs = null;
      this.#showMoment();
    });
    this.#plot.addEventListener('click', ({ clientX }) => this.#choose(this.#momentAt(clientX)));
    this.#plot.addEventListener('keydown', (event) => this.#pressKey(event));
    addEventListener('beforeprint', () => this.#showPrinted(), { signal });
    addEventListener('afterprint', () => this.#printed?.remove(), { signal });
  }

  /** @param {KeyboardEvent} event */
  #pressKey(event) {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (!this.#content || ctrlKey || altKey || metaKey) return;
    if (key === 'Escape') this.#choose(null);
    else if (key in STEPS) this.#choose((this.#chosenMs ?? this.#content.from) + STEPS[key]);
    else return;
    event.preventDefault();
  }

  /** @param {number} clientX */
  #momentAt(clientX) {
    return this.#chart && this.#content ? this.#chart.momentAt(clientX) : null;
  }

  /** @param {number | null} atMs */
  #choose(atMs) {
    this.#pointedMs = null;
    this.#chosenMs = atMs === null || !this.#content ? null : clamp(atMs, this.#content.from, this.#lastMs());
    this.#showMoment();
    if (this.#chosenMs !== null) this.onChoose(this.#chosenMs);
  }

  /** Returns the last moment that there is, as during a recording the chart goes beyond it. */
  #lastMs() {
    const { recording, from, to } = /** @type {TimelineContent} */ (this.#content);
    return Math.max(from, Math.min(to, recording.durationMs));
  }

  #showMoment() {
    const atMs = this.#pointedMs ?? this.#chosenMs;
    const text = atMs === null ? this.#strings.hint : this.#describe(atMs);
    this.#chart?.mark(atMs);
    this.#moment.textContent = text;
    this.#moment.classList.toggle('unread', atMs === null);
    const { from = 0 } = this.#content ?? {};
    const values = { min: from, max: this.#content ? this.#lastMs() : 0, now: this.#chosenMs ?? from };
    for (const [name, ms] of Object.entries(values)) {
      this.#plot.setAttribute(`aria-value${name}`, String(Math.round(ms / 1000)));
    }
    this.#plot.setAttribute('aria-valuetext', text);
    const sample = atMs === null ? -1 : sampleAt(this.#content?.track, atMs);
    for (const [emotion, element] of this.#scores) {
      const score = this.#content?.track?.scores[emotion][sample];
      element.textContent = score === undefined ? '' : formatPercent(score);
    }
  }

  /** Returns what there is at a moment, such as "0:07, angry 86 %". @param {number} atMs */
  #describe(atMs) {
    const { recording, track, from, to } = /** @type {TimelineContent} */ (this.#content);
    const sample = sampleAt(track, atMs);
    const near = (to - from) * NOTE_DISTANCE;
    const notes = recording.notes.filter((note) => Math.abs(note.atMs - atMs) <= near).map(({ text }) => text);
    const label = track?.named[sample];
    let shown = this.#strings.notInView;
    if (label === 'uncertain') shown = this.#names.uncertain;
    else if (track && label) shown = `${this.#names[label]} ${formatPercent(track.scores[label][sample])}`;
    return [`${formatTime(atMs / 1000)}, ${shown}`, ...notes].join(' · ');
  }

  #showPrinted() {
    this.#printed?.remove();
    this.#printed = this.#element.isConnected ? this.drawPicture(PAPER_WIDTH) : null;
    if (!this.#printed) return;
    this.#printed.className = 'timeline-printed';
    this.#plot.after(this.#printed);
  }
}

/** @param {number} value @param {number} min @param {number} max */
function clamp(value, min, max) {
  return Math.min(Math.max(value, min), max);
}
