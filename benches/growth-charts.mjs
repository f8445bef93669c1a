// Draws the three charts of growth.mjs side by side, with Observable Plot in the browser.
import { join } from 'node:path';
import { root } from '../www/build/paths.mjs';

/** @import { Browser } from 'playwright-core' */
/** @import { Figures } from './growth.mjs' */

const SCRIPTS = ['d3/dist/d3.min.js', '@observablehq/plot/dist/plot.umd.min.js'];

/**
 * Returns the charts as one SVG.
 * @param {Browser} browser
 * @param {Figures} figures
 */
export async function drawCharts(browser, figures) {
  const page = await browser.newPage();
  for (const script of SCRIPTS) await page.addScriptTag({ path: join(root, 'node_modules', script) });
  return page.evaluate(drawInPage, figures);
}

/** Runs in the page. */
function drawInPage(/** @type {Figures} */ { bySize, byFaces, memory }) {
  const { Plot } = window;
  const [width, height] = [330, 260];
  const color = {
    domain: ['full frame', 'tracked', 'WebAssembly', 'JavaScript'],
    range: ['#0a66c2', '#c2410c', '#0a66c2', '#c2410c'],
  };
  /**
   * @param {object[]} rows
   * @param {{ x: string, y: string, series: string, labels: [string, string] }} channels
   * @returns {SVGElement}
   */
  const draw = (rows, { x, y, series, labels: [xLabel, yLabel] }) => {
    const label = { x, y, z: series, text: series, fill: series, dy: -10, textAnchor: 'end' };
    return Plot.plot({
      width,
      height,
      marginLeft: 45,
      color,
      x: { label: xLabel },
      y: { label: yLabel, zero: true, grid: true, nice: true },
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(rows, { x, y, stroke: series, marker: rows.length < 60 ? 'dot' : undefined }),
        Plot.text(rows, Plot.selectLast(label)),
      ],
    });
  };
  const charts = [
    draw(bySize, {
      x: 'megapixels',
      y: 'ms',
      series: 'mode',
      labels: ['megapixels of a frame with one face', 'milliseconds'],
    }),
    draw(byFaces, {
      x: 'faces',
      y: 'ms',
      series: 'mode',
      labels: ['faces detected in 1280×720 pixels', 'milliseconds'],
    }),
    draw(memory, {
      x: 'frame',
      y: 'megabytes',
      series: 'memory',
      labels: ['frames', 'megabytes of memory'],
    }),
  ];
  const parts = charts.map((svg, index) => {
    svg.setAttribute('x', String(index * width));
    return svg.outerHTML;
  });
  const size = `viewBox="0 0 ${3 * width} ${height}" width="${3 * width}" height="${height}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui, sans-serif">` +
    `<rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`
  );
}
