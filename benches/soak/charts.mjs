// Draws a soak's memory and times with Observable Plot in a browser: a column for each player, a row for each measure.
import { join } from 'node:path';
import { root } from '../../www/build/paths.mjs';
import { judge, STATED } from './verdict.mjs';

/** @import { Browser } from 'playwright-core' */
/** @import { Figures } from './log.mjs' */
/** @typedef {Figures & { machine: string }} PlayerFigures */
/**
 * A chart, with the text above it.
 * @typedef {{ title: string, x: string, series: string[], rows: { x: number, y: number, series: string }[] }} Chart
 */
/** @typedef {{ lines: string[], charts: Chart[] }} Column */

const SCRIPTS = ['d3/dist/d3.min.js', '@observablehq/plot/dist/plot.umd.min.js'];
const NAMES = { native: 'Native', chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };

/**
 * Returns the charts as one SVG.
 * @param {Browser} browser
 * @param {Record<string, PlayerFigures>} players
 */
export async function drawSoak(browser, players) {
  const page = await browser.newPage();
  for (const script of SCRIPTS) await page.addScriptTag({ path: join(root, 'node_modules', script) });
  const columns = Object.entries(players).map(([name, figures]) => describe(name, figures));
  const svg = await page.evaluate(drawInPage, columns);
  await page.close();
  return svg;
}

/** @param {string} name @param {PlayerFigures} figures @returns {Column} */
function describe(name, figures) {
  const { date, machine, frames, minutes, framesPerSecond, identities, samples } = figures;
  const { switches, crossings, absences, tracks, visits } = identities;
  const events = crossings + absences;
  const stated = (STATED.switches * events) / STATED.events;
  const isNative = name === 'native';
  const { growth } = judge(figures);
  const grown = (/** @type {number} */ part) => `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(1)} %`;
  /**
   * @param {string} title
   * @param {Partial<Record<keyof typeof samples[0], string>>} curves the names of those that have one
   * @returns {Chart}
   */
  const chart = (title, curves) => {
    const rows = Object.entries(curves).flatMap(([key, series]) =>
      samples.flatMap(({ frame, minutes, [/** @type {keyof typeof samples[0]} */ (key)]: y }) =>
        y === undefined ? [] : [{ x: isNative ? frame / 1000 : minutes, y, series }],
      ),
    );
    const series = Object.values(curves).filter((name) => rows.some(({ series }) => series === name));
    return { title, x: isNative ? 'thousand frames' : 'minutes', series, rows };
  };
  return {
    lines: [
      NAMES[/** @type {keyof typeof NAMES} */ (name)],
      `${frames.toLocaleString('en')} frames${isNative ? '' : ` in ${Math.round(minutes)} minutes`}, ${date}`,
      `${machine}, ${framesPerSecond.toFixed(0)} frames per second`,
      `${switches} ID switches in ${events.toLocaleString('en')} crossings and`,
      `absences (stated: ${stated.toFixed(0)}), ${tracks} tracks in ${visits} visits`,
    ],
    charts: [
      chart(`megabytes (${grown(growth.megabytes)})`, { megabytes: 'total', heapMegabytes: 'recognizer' }),
      chart(`processor ms for a frame (${grown(growth.cpuMs)})`, { cpuMs: '' }),
      chart('latency in ms', { medianMs: 'median', p95Ms: '95th percentile' }),
    ],
  };
}

/** Runs in the page. */
function drawInPage(/** @type {Column[]} */ columns) {
  const { Plot } = window;
  const [width, height, top, header, line] = [275, 150, 24, 104, 17];
  // In CSS, as a picture can follow the reader's theme only by its own style.
  const style = `
    svg { color: #1f2328; --first: #0a66c2; --second: #c2410c; --quiet: #59636e }
    .page { fill: #fff }
    @media (prefers-color-scheme: dark) {
      svg { color: #e6edf3; --first: #6cb6ff; --second: #f0883e; --quiet: #9198a1 }
      .page { fill: #0d1117 }
    }`;
  const escaped = (/** @type {string} */ text) => text.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ content, attributes = '') =>
    `<text x="${x}" y="${y}" fill="currentColor" ${attributes}>${content}</text>`;
  const colors = ['var(--first)', 'var(--second)'];
  const draw = (/** @type {Chart} */ { x, series, rows }, /** @type {number} */ left, /** @type {number} */ y) => {
    const stroke = (/** @type {{ series: string }} */ row) => colors[series.indexOf(row.series)];
    const svg = Plot.plot({
      width,
      height,
      ...{ marginLeft: 42, marginRight: 12, marginTop: 10, marginBottom: 30 },
      x: { label: x, zero: true, ticks: 4 },
      y: { label: null, zero: true, grid: true, nice: true, ticks: 4 },
      marks: [Plot.ruleY([0]), Plot.lineY(rows, { x: 'x', y: 'y', z: 'series', stroke })],
    });
    svg.setAttribute('x', String(left));
    svg.setAttribute('y', String(y));
    return svg.outerHTML;
  };
  const legend = (/** @type {string[]} */ series) =>
    series.map((name, index) => `<tspan dx="8" font-weight="400" style="fill: ${colors[index]}">${name}</tspan>`);
  const parts = columns.flatMap(({ lines, charts }, column) => {
    const left = column * width;
    const x = left + 10;
    return [
      text(x, 22, escaped(lines[0]), 'font-size="15" font-weight="600"'),
      ...lines
        .slice(1)
        .map((content, index) => text(x, 40 + index * line, escaped(content), 'style="fill: var(--quiet)"')),
      ...charts.flatMap((chart, row) => {
        const y = header + row * (height + top);
        const title = escaped(chart.title) + legend(chart.series).join('');
        return [text(x, y + 16, title, 'font-weight="600"'), draw(chart, left, y + top)];
      }),
    ];
  });
  const [fullWidth, fullHeight] = [columns.length * width, header + columns[0].charts.length * (height + top)];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fullWidth} ${fullHeight}" width="${fullWidth}" ` +
    `height="${fullHeight}" font-family="system-ui, sans-serif" font-size="11"><style>${style}</style>` +
    `<rect class="page" width="100%" height="100%"/>${parts.join('')}</svg>\n`
  );
}
