/** The timeline: one face's smoothed scores over time, a line for each emotion, drawn with uPlot. */
import UPlot from 'uplot';
import { formatTime } from '../../package/domain/time.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { GAP_MS } from './recording.js';

/** @typedef {import('./recording.js').TrackColumns} TrackColumns */

const HEIGHT = 180;
/** Between two marks on the axis of time: whole seconds, as the clock tells no others. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];

export class Timeline {
  #place;
  /** @type {UPlot | null} */
  #plot = null;
  /** @type {import('./recording.js').Note[]} */
  #notes = [];

  /** @param {HTMLElement} place whose colors `--angry` … are used */
  constructor(place) {
    this.#place = place;
    new ResizeObserver(() => this.#plot?.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
    // The lines are painted in colors that were asked for once.
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#remake());
  }

  /**
   * @param {TrackColumns | undefined} columns @param {import('./recording.js').Note[]} notes
   * @param {{ from: number, to: number }} view in milliseconds
   */
  show(columns, notes, { from, to }) {
    this.#notes = notes;
    this.#plot ??= this.#make();
    this.#plot.setData(columns ? dataOf(columns, from, to) : [[], ...EMOTIONS.map(() => [])], false);
    this.#plot.setScale('x', { min: from / 1000, max: Math.max(to, from + 1000) / 1000 });
  }

  /** The chart as a PNG, on the ground it stands on. @returns {Promise<Blob>} */
  toPng() {
    const { canvas } = /** @type {UPlot} */ (this.#plot).ctx;
    const whole = new OffscreenCanvas(canvas.width, canvas.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (whole.getContext('2d'));
    context.fillStyle = getComputedStyle(this.#place).backgroundColor;
    context.fillRect(0, 0, whole.width, whole.height);
    context.drawImage(canvas, 0, 0);
    return whole.convertToBlob({ type: 'image/png' });
  }

  #remake() {
    if (!this.#plot) return;
    const {
      data,
      scales: {
        x: { min, max },
      },
    } = this.#plot;
    this.#plot.destroy();
    this.#plot = this.#make();
    this.#plot.setData(data, false);
    if (min !== undefined && max !== undefined) this.#plot.setScale('x', { min: min ?? 0, max: max ?? 1 });
  }

  #make() {
    const [ink, soft, faint, ...colors] = canvasColors(
      this.#place,
      ['ink', 'soft', 'line', ...EMOTIONS].map((name) => `var(--${name})`),
    );
    const axis = {
      stroke: soft,
      grid: { stroke: faint, width: 1 },
      ticks: { stroke: faint, width: 1 },
      font: `12px ${getComputedStyle(this.#place).fontFamily}`,
    };
    return new UPlot(
      {
        width: this.#place.clientWidth || 320,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false, auto: false }, y: { auto: false, range: [0, 1] } },
        axes: [
          { ...axis, incrs: STEPS, values: (_, seconds) => seconds.map(formatTime) },
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
      this.#place,
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

/** What of a track is in view, with a break where the face was away. @param {TrackColumns} columns @param {number} from @param {number} to @returns {UPlot.AlignedData} */
function dataOf({ times, scores }, from, to) {
  /** @type {number[]} */
  const seconds = [];
  /** @type {(number | null)[][]} */
  const lines = EMOTIONS.map(() => []);
  let last = -Infinity;
  for (let index = firstAt(times, from - GAP_MS); index < times.length && times[index] <= to; index++) {
    const atMs = times[index];
    if (atMs - last > GAP_MS && seconds.length) {
      seconds.push((last + 1) / 1000);
      for (const line of lines) line.push(null);
    }
    seconds.push(atMs / 1000);
    EMOTIONS.forEach((emotion, at) => lines[at].push(scores[emotion][index]));
    last = atMs;
  }
  return [seconds, ...lines];
}

/** The first place at or after that time, by halves. @param {number[]} times @param {number} atMs */
function firstAt(times, atMs) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
