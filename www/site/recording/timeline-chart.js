/** The chart of a timeline: one face's smoothed scores over time, with a line for each emotion, drawn with uPlot. */
import UPlot from 'uplot';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { html } from '../../package/ui/dom.js';
import { observeWidth } from '../charts/observe-width.js';
import { canvasFont } from '../export/canvas-text.js';
import { formatPercent } from '../locales/percent.js';
import { onThemeChange } from '../settings/theme.js';
import { curvesOf } from './timeline-data.js';
import { drawMarks, NOTES_HEIGHT, RIBBON_GAP, RIBBON_HEIGHT } from './timeline-marks.js';

/** @import { Names } from './summary.js' */
/** @import { TimelineContent } from './timeline-data.js' */
/** @import { Look } from './timeline-marks.js' */

/** Height of the chart in CSS pixels. */
const HEIGHT = 240;
/** Distance of the curves from the upper edge without notes, in CSS pixels. */
const MIN_PADDING = 8;
/** Pixels of a picture per CSS pixel, whatever screen it is made on. */
const PICTURE_SCALE = 2;
/** The score at the top: above 1, so that there is room for the names of the curves. */
const MAX_SCORE = 1.13;
/** Possible seconds between two ticks of the time axis: integers, as the labels show no fractions. */
const TICK_INTERVALS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];

export class TimelineChart {
  #element;
  #names;
  /** @type {UPlot | null} */
  #plot = null;
  /** @type {TimelineContent | null} */
  #content = null;
  #cursor = html('div', { class: 'timeline-cursor', hidden: true });

  /**
   * @param {HTMLElement} element to draw in; its custom properties `--ink`, `--angry` and so on are the colors
   * @param {Names} names
   * @param {AbortSignal} signal ends the chart
   */
  constructor(element, names, signal) {
    this.#element = element;
    this.#names = names;
    observeWidth(element, (width) => this.#plot?.setSize({ width, height: HEIGHT }), signal);
    // The chart reads the colors only once, when it is created.
    onThemeChange(() => this.#recreate(), signal);
    signal.addEventListener('abort', () => this.#destroy());
  }

  /** @param {TimelineContent} content */
  show(content) {
    if (hasNotes(content) !== hasNotes(this.#content)) this.#destroy(); // the first note needs room
    this.#content = content;
    if (!this.#plot) {
      const look = { names: this.#names, zoom: 1, colors: colorsIn(this.#element, '') };
      this.#plot = createPlot(this.#element, this.#element.clientWidth || 320, look, () => this.#content);
      this.#plot.over.append(this.#cursor);
    }
    fill(this.#plot, content);
  }

  /** Returns the moment at a position on the screen, in milliseconds. @param {number} clientX */
  momentAt(clientX) {
    const plot = /** @type {UPlot} */ (this.#plot);
    const { left, width } = plot.over.getBoundingClientRect();
    return plot.posToVal(Math.min(Math.max(clientX - left, 0), width), 'x') * 1000;
  }

  /** Marks a moment, or none. @param {number | null} atMs */
  mark(atMs) {
    const x = atMs === null || !this.#plot ? -1 : this.#plot.valToPos(atMs / 1000, 'x');
    this.#cursor.hidden = !(x >= 0 && x <= (this.#plot?.over.clientWidth ?? 0));
    this.#cursor.style.insetInlineStart = `${x}px`;
  }

  #recreate() {
    this.#destroy();
    if (this.#content) this.show(this.#content);
  }

  #destroy() {
    this.#plot?.destroy();
    this.#plot = null;
  }
}

/** @param {TimelineContent | null} content */
function hasNotes(content) {
  return Boolean(content?.recording.notes.length);
}

/**
 * Draws a timeline for a picture or for paper, always in the colors of the light theme, at once.
 * @param {TimelineContent} content
 * @param {Names} names
 * @param {number} width in CSS pixels; the canvas has PICTURE_SCALE times as many pixels
 * @returns {HTMLCanvasElement}
 */
export function drawTimeline(content, names, width) {
  const zoom = PICTURE_SCALE / devicePixelRatio;
  const look = { names, zoom, colors: colorsIn(document.body, '-light') };
  const plot = createPlot(html('div'), width * zoom, look, () => content);
  plot.batch(() => fill(plot, content)); // draws at once: a page that prints does not wait
  const { canvas } = plot.ctx;
  plot.destroy();
  return canvas;
}

/** @param {HTMLElement} element @param {'' | '-light'} theme @returns {Look['colors']} */
function colorsIn(element, theme) {
  const names = ['ink', 'soft', 'line', 'surface', ...EMOTIONS];
  const colors = canvasColors(
    element,
    names.map((name) => `var(--${name}${theme})`),
  );
  const byName = Object.fromEntries(names.map((name, index) => [name, colors[index]]));
  return /** @type {Look['colors']} */ ({ ...byName, uncertain: byName.soft });
}

/** @param {UPlot} plot @param {TimelineContent} content */
function fill(plot, content) {
  plot.setData(curvesOf(content), false);
  plot.setScale('x', { min: content.from / 1000, max: Math.max(content.to, content.from + 1000) / 1000 });
}

/**
 * @param {HTMLElement} parent
 * @param {number} width
 * @param {Look} look
 * @param {() => TimelineContent | null} content is drawn on each update
 */
function createPlot(parent, width, look, content) {
  const { colors, zoom } = look;
  const axis = {
    stroke: colors.soft,
    grid: { stroke: colors.line, width: zoom },
    font: canvasFont(Math.round(12 * zoom)),
  };
  return new UPlot(
    {
      width,
      height: HEIGHT * zoom,
      padding: [(hasNotes(content()) ? NOTES_HEIGHT : MIN_PADDING) * zoom, 16 * zoom, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false }, y: { auto: false, range: [0, MAX_SCORE] } },
      axes: [
        {
          ...axis,
          ticks: { show: false },
          gap: (RIBBON_GAP + RIBBON_HEIGHT + 8) * zoom,
          size: (RIBBON_GAP + RIBBON_HEIGHT + 28) * zoom,
          space: 56 * zoom,
          incrs: TICK_INTERVALS,
          values: (_, seconds) => seconds.map(formatTime),
        },
        {
          ...axis,
          ticks: { show: false },
          gap: 8 * zoom,
          size: 58 * zoom,
          splits: () => [0, 0.5, 1],
          values: (_, shares) => shares.map(formatPercent),
        },
      ],
      series: [{}, ...EMOTIONS.map((name) => ({ stroke: colors[name], width: 2 * zoom, points: { show: false } }))],
      hooks: {
        draw: [
          (plot) => {
            const shown = content();
            if (shown) drawMarks(plot, shown, look);
          },
        ],
      },
    },
    [[], ...EMOTIONS.map(() => [])],
    parent,
  );
}
