/** The timeline: a chart of one face's smoothed scores over time, with a line for each emotion, drawn with uPlot. */
import UPlot from 'uplot';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { MAX_GAP_MS } from './track-samples.js';

/** @import { Note } from './recording.js' */
/** @import { TrackColumns } from './track-samples.js' */

/** Height of the chart in CSS pixels. */
const HEIGHT = 180;
/** Possible seconds between two ticks of the time axis: integers, as the labels show no fractions. */
const TICK_INTERVALS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];

export class Timeline {
  #element;
  /** @type {UPlot | null} */
  #plot = null;
  /** @type {Note[]} */
  #notes = [];

  /** @param {HTMLElement} element to draw in; its custom properties `--ink`, `--angry` and so on are the colors */
  constructor(element) {
    this.#element = element;
    new ResizeObserver(() => this.#plot?.setSize({ width: element.clientWidth, height: HEIGHT })).observe(element);
    // The chart reads the colors only once, when it is created.
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#recreate());
  }

  /**
   * @param {TrackColumns | undefined} track none for an empty chart
   * @param {Note[]} notes
   * @param {{ from: number, to: number }} range the visible part, in milliseconds
   */
  show(track, notes, { from, to }) {
    this.#notes = notes;
    this.#plot ??= this.#create();
    this.#plot.setData(track ? chartData(track, from, to) : [[], ...EMOTIONS.map(() => [])], false);
    this.#plot.setScale('x', { min: from / 1000, max: Math.max(to, from + 1000) / 1000 });
  }

  /** Returns the chart as a PNG, with the background of its element. @returns {Promise<Blob>} */
  toPng() {
    const { canvas } = /** @type {UPlot} */ (this.#plot).ctx;
    const image = new OffscreenCanvas(canvas.width, canvas.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (image.getContext('2d'));
    context.fillStyle = getComputedStyle(this.#element).backgroundColor;
    context.fillRect(0, 0, image.width, image.height);
    context.drawImage(canvas, 0, 0);
    return image.convertToBlob({ type: 'image/png' });
  }

  #recreate() {
    if (!this.#plot) return;
    const {
      data,
      scales: {
        x: { min, max },
      },
    } = this.#plot;
    this.#plot.destroy();
    this.#plot = this.#create();
    this.#plot.setData(data, false);
    if (min !== undefined && max !== undefined) this.#plot.setScale('x', { min: min ?? 0, max: max ?? 1 });
  }

  #create() {
    const [ink, soft, faint, ...colors] = canvasColors(
      this.#element,
      ['ink', 'soft', 'line', ...EMOTIONS].map((name) => `var(--${name})`),
    );
    const axis = {
      stroke: soft,
      grid: { stroke: faint, width: 1 },
      ticks: { stroke: faint, width: 1 },
      font: `12px ${getComputedStyle(this.#element).fontFamily}`,
    };
    return new UPlot(
      {
        width: this.#element.clientWidth || 320,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false, auto: false }, y: { auto: false, range: [0, 1] } },
        axes: [
          { ...axis, incrs: TICK_INTERVALS, values: (_, seconds) => seconds.map(formatTime) },
          {
            ...axis,
            size: 56,
            splits: () => [0, 0.5, 1],
            values: (_, shares) => shares.map((share) => `${share * 100} %`),
          },
        ],
        series: [{}, ...colors.map((stroke) => ({ stroke, width: 2, points: { show: false } }))],
        hooks: { draw: [(plot) => this.#drawNotes(plot, ink)] },
      },
      [[], ...EMOTIONS.map(() => [])],
      this.#element,
    );
  }

  /** @param {UPlot} plot @param {string} color */
  #drawNotes({ ctx, bbox, valToPos, scales }, color) {
    const { min, max } = scales.x;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = color;
    ctx.font = `${12 * devicePixelRatio}px sans-serif`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    for (const [index, { atMs }] of this.#notes.entries()) {
      if (atMs / 1000 < (min ?? 0) || atMs / 1000 > (max ?? 0)) continue;
      const x = Math.round(valToPos(atMs / 1000, 'x', true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(String(index + 1), x + 4 * devicePixelRatio, bbox.top + 4 * devicePixelRatio);
    }
    ctx.restore();
  }
}

/**
 * Returns the samples within the visible part, as uPlot takes them, with a gap wherever the face was out of view.
 * @param {TrackColumns} track
 * @param {number} from in milliseconds
 * @param {number} to in milliseconds
 * @returns {UPlot.AlignedData}
 */
function chartData({ times, scores }, from, to) {
  /** @type {number[]} */
  const seconds = [];
  /** @type {(number | null)[][]} */
  const lines = EMOTIONS.map(() => []);
  let lastMs = -Infinity;
  for (let index = lowerBound(times, from - MAX_GAP_MS); index < times.length && times[index] <= to; index++) {
    const atMs = times[index];
    if (atMs - lastMs > MAX_GAP_MS && seconds.length) {
      seconds.push((lastMs + 1) / 1000);
      for (const line of lines) line.push(null);
    }
    seconds.push(atMs / 1000);
    for (const [line, emotion] of EMOTIONS.entries()) lines[line].push(scores[emotion][index]);
    lastMs = atMs;
  }
  return [seconds, ...lines];
}

/**
 * Returns the index of the first time at or after `atMs`, by binary search.
 * @param {number[]} times in ascending order
 * @param {number} atMs
 */
function lowerBound(times, atMs) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
