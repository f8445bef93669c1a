/** The chart by hour of the day: the index of each place, each point with its interval, drawn with uPlot. */
import UPlot from 'uplot';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { observeWidth } from '../charts/observe-width.js';
import { formatPercent } from '../locales/percent.js';
import { onThemeChange } from '../settings/theme.js';
import { happinessIndex } from './happiness-index.js';

/** @import { HappinessIndex } from './happiness-index.js' */
/** @import { Hour } from './places-store.js' */
/** @typedef {{ hours: Hour[], color: string }} Series one place; `color` is a CSS color */

/** Height of the chart in CSS pixels. */
const HEIGHT = 240;
/** Charts narrower than this many CSS pixels label fewer hours. */
const NARROW_WIDTH = 520;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export class HoursChart {
  #container;
  /** @type {UPlot | null} */
  #plot = null;
  /** @type {Series[]} */
  #series = [];

  /** @param {HTMLElement} container whose width and CSS colors the chart uses */
  constructor(container) {
    this.#container = container;
    observeWidth(container, (width) => this.#plot?.setSize({ width, height: HEIGHT }));
    // The canvas keeps the colors that it was drawn with.
    onThemeChange(() => this.show(this.#series));
  }

  /** Draws the chart anew; returns whether it shows every hour with people. @param {Series[]} series */
  show(series) {
    this.#series = series;
    this.#plot?.destroy();
    const byHour = series.map(({ hours }) => {
      const ofDay = HOURS.map(() => /** @type {Hour[]} */ ([]));
      for (const counted of hours) ofDay[Number(counted.hour.slice(-2))].push(counted);
      return ofDay;
    });
    const indexes = byHour.map((hours) => hours.map(happinessIndex));
    const [soft, faint, ...colors] = canvasColors(this.#container, [
      'var(--soft)',
      'var(--line)',
      ...series.map(({ color }) => color),
    ]);
    const axis = {
      stroke: soft,
      grid: { stroke: faint, width: 1 },
      ticks: { show: false },
      font: `12px ${getComputedStyle(this.#container).fontFamily}`,
    };
    const labeledHours = HOURS.filter((hour) => hour % (this.#container.clientWidth < NARROW_WIDTH ? 4 : 2) === 0);
    this.#plot = new UPlot(
      {
        width: this.#container.clientWidth || 320,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: [-0.5, 23.5] }, y: { range: [0, 100] } },
        axes: [
          { ...axis, splits: () => labeledHours, values: (_, hours) => hours.map((hour) => `${hour}:00`) },
          {
            ...axis,
            size: 56,
            splits: () => [0, 50, 100],
            values: (_, percents) => percents.map((percent) => formatPercent(percent / 100)),
          },
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
            (plot) => {
              for (const [position, hours] of indexes.entries()) {
                drawIntervals(plot, hours, colors[position], position - (indexes.length - 1) / 2);
              }
            },
          ],
        },
      },
      [HOURS, ...indexes.map((hours) => hours.map((index) => index?.index ?? null))],
      this.#container,
    );
    return byHour.flat().every((hours) => !hours.length || happinessIndex(hours));
  }
}

/**
 * Draws the interval of each hour as a vertical line.
 * @param {UPlot} plot
 * @param {(HappinessIndex | null)[]} hours
 * @param {string} color
 * @param {number} offset moves the lines sideways, so that those of several places do not overlap
 */
function drawIntervals({ ctx, valToPos }, hours, color, offset) {
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.globalAlpha = 0.55;
  hours.forEach((index, hour) => {
    if (!index) return;
    const x = valToPos(hour, 'x', true) + 3 * offset * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, valToPos(index.low, 'y', true));
    ctx.lineTo(x, valToPos(index.high, 'y', true));
    ctx.stroke();
  });
  ctx.restore();
}
