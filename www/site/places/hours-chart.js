/** The chart of the day: each place's index by the hour, with the interval as a line through the point, drawn with uPlot. */
import UPlot from 'uplot';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { happinessIndex } from './happiness-index.js';

/** @typedef {import('./places-store.js').Hour} Hour */
/** @typedef {{ hours: Hour[], color: string }} Line */

const HEIGHT = 240;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export class HoursChart {
  #place;
  /** @type {UPlot | null} */
  #plot = null;
  /** @type {Line[]} */
  #lines = [];

  /** @param {HTMLElement} place in which it is drawn, and whose colors are used */
  constructor(place) {
    this.#place = place;
    new ResizeObserver(() => this.#plot?.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
    // It is painted in colors that were asked for once.
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.show(this.#lines));
  }

  /** @param {Line[]} lines one for each place; `color` is one of CSS */
  show(lines) {
    this.#lines = lines;
    this.#plot?.destroy();
    const found = lines.map(({ hours }) =>
      HOURS.map((hour) => happinessIndex(hours.filter((one) => Number(one.hour.slice(-2)) === hour))),
    );
    const [soft, faint, ...colors] = canvasColors(this.#place, [
      'var(--soft)',
      'var(--line)',
      ...lines.map((line) => line.color),
    ]);
    const axis = {
      stroke: soft,
      grid: { stroke: faint, width: 1 },
      ticks: { show: false },
      font: `12px ${getComputedStyle(this.#place).fontFamily}`,
    };
    const every = this.#place.clientWidth < 520 ? 4 : 2;
    this.#plot = new UPlot(
      {
        width: this.#place.clientWidth || 320,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: [-0.5, 23.5] }, y: { range: [0, 100] } },
        axes: [
          {
            ...axis,
            splits: () => HOURS.filter((hour) => hour % every === 0),
            values: (_, hours) => hours.map((hour) => `${hour}:00`),
          },
          { ...axis, size: 56, splits: () => [0, 50, 100], values: (_, shares) => shares.map((share) => `${share} %`) },
        ],
        series: [
          {},
          ...colors.map((stroke) => ({
            stroke,
            width: 1,
            dash: [3, 4],
            spanGaps: false,
            points: { show: true, size: 9, fill: stroke },
          })),
        ],
        hooks: {
          draw: [
            (plot) =>
              found.forEach((hours, line) => drawIntervals(plot, hours, colors[line], line - (found.length - 1) / 2)),
          ],
        },
      },
      [HOURS, ...found.map((hours) => hours.map((one) => one?.index ?? null))],
      this.#place,
    );
  }
}

/** @param {UPlot} plot @param {(import('./happiness-index.js').HappinessIndex | null)[]} hours @param {string} color @param {number} aside so that those of several places do not hide each other */
function drawIntervals({ ctx, valToPos }, hours, color, aside) {
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.globalAlpha = 0.55;
  hours.forEach((one, hour) => {
    if (!one) return;
    const x = valToPos(hour, 'x', true) + 3 * aside * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, valToPos(one.low, 'y', true));
    ctx.lineTo(x, valToPos(one.high, 'y', true));
    ctx.stroke();
  });
  ctx.restore();
}
