// Measures and draws how a frame's time grows with its size and its faces, and the memory over ten thousand frames.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSite } from '../tests/support/chromium.mjs';
import { openModule } from '../tests/support/module.mjs';
import { astronaut } from '../tests/support/visit.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task } from '../www/build/script.mjs';
import { drawCharts } from './growth-charts.mjs';
import { median } from './statistics.mjs';

/** @import { Page } from 'playwright-core' */

const SIZES = [
  [320, 240],
  [640, 480],
  [960, 540],
  [1280, 720],
  [1920, 1080],
];
const MAX_FACES = 20;
/** Timed calls for each point of a curve, and calls before them that are not timed. */
const CALLS = 25;
const WARM_UP_CALLS = 5;
/** Frames over which the memory is measured, and how often on the way. */
const FRAMES = 10_000;
const MEMORY_SAMPLES = 40;

/**
 * @typedef {object} Figures for the three charts
 * @property {{ megapixels: number, mode: string, ms: number }[]} bySize
 * @property {{ faces: number, mode: string, ms: number }[]} byFaces
 * @property {{ frame: number, memory: string, megabytes: number }[]} memory
 */

/** Defines in the page: `frameWith`, which paints a frame, and `timeBoth`, which times both ways to classify it. */
function prepare(/** @type {{ photographBase64: string, calls: number }} */ { photographBase64, calls }) {
  const bytes = Uint8Array.from(atob(photographBase64), (character) => character.charCodeAt(0));
  const photograph = createImageBitmap(new Blob([bytes]));
  /** Returns the RGBA bytes of a frame with that many faces in rows. */
  window.frameWith = async (/** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ faces) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#777';
    context.fillRect(0, 0, width, height);
    const columns = Math.max(1, Math.ceil(Math.sqrt((faces * width) / height)));
    const side = Math.min(width / columns, height / Math.ceil(faces / columns), height / 2);
    for (let index = 0; index < faces; index++) {
      const [left, top] = [(index % columns) * side, Math.floor(index / columns) * side];
      // Only the head, so that even twenty faces are large enough to be detected.
      context.drawImage(await photograph, 130, 30, 190, 190, left, top, side, side);
    }
    return context.getImageData(0, 0, width, height);
  };
  const time = (/** @type {() => unknown} */ call, prepare = () => {}) =>
    Array.from({ length: calls }, () => {
      prepare();
      const startedAt = performance.now();
      call();
      return performance.now() - startedAt;
    });
  /** A frame of another size makes the tracker start over: the next frame gets full-frame detection. */
  const restartTracking = () => {
    recognizer.classifyForVideo(new ImageData(32, 32), performance.now());
  };
  window.timeBoth = (/** @type {ImageData} */ image) => {
    const classify = () => recognizer.classifyForVideo(image, performance.now());
    return { 'full frame': time(classify, restartTracking), tracked: time(classify) };
  };
}

/**
 * Times both ways to classify a frame.
 * @param {Page} page
 * @param {{ width: number, height: number, faces: number }} frame
 */
async function measure(page, frame) {
  const { found, times } = await page.evaluate(async ({ width, height, faces }) => {
    const image = await window.frameWith(width, height, faces);
    const found = recognizer.classify(image).length;
    return { found, times: /** @type {Record<string, number[]>} */ (window.timeBoth(image)) };
  }, frame);
  const modes = Object.entries(times).map(([mode, values]) => ({ mode, ms: median(values.slice(WARM_UP_CALLS)) }));
  return { found, modes };
}

/** Returns the memory of the module and of JavaScript over many frames. */
async function measureMemory(/** @type {Page} */ page) {
  return page.evaluate(
    async ({ count, interval }) => {
      const script = './emosense.js'; // Beside the page; see openModule.
      const { default: init } = await import(script);
      const module = await init();
      const frames = await Promise.all([0, 1, 3].map((faces) => window.frameWith(640, 480, faces)));
      const rows = [];
      for (let frame = 0; frame <= count; frame++) {
        if (frame % interval === 0) {
          const javaScriptBytes = /** @type {any} */ (performance).memory.usedJSHeapSize;
          rows.push({ frame, memory: 'WebAssembly', megabytes: module.memory.buffer.byteLength / 1e6 });
          rows.push({ frame, memory: 'JavaScript', megabytes: javaScriptBytes / 1e6 });
        }
        recognizer.classifyForVideo(frames[Math.floor(frame / 50) % 3], performance.now());
      }
      return rows;
    },
    { count: FRAMES, interval: FRAMES / MEMORY_SAMPLES },
  );
}

await runScript(async () => {
  const site = await openSite();
  const page = await openModule(site, 'relaxed-simd');
  await page.evaluate(prepare, {
    photographBase64: readFileSync(astronaut, 'base64'),
    calls: WARM_UP_CALLS + CALLS,
  });
  /** @type {Figures} */
  const figures = { bySize: [], byFaces: [], memory: [] };
  await task('One face in frames of five sizes', async () => {
    for (const [width, height] of SIZES) {
      const { modes } = await measure(page, { width, height, faces: 1 });
      figures.bySize.push(...modes.map((mode) => ({ megapixels: (width * height) / 1e6, ...mode })));
    }
  });
  await task(`Up to ${MAX_FACES} faces in 1280×720 pixels`, async () => {
    for (let faces = 0; faces <= MAX_FACES; faces++) {
      const { found, modes } = await measure(page, { width: 1280, height: 720, faces });
      figures.byFaces.push(...modes.map((mode) => ({ faces: found, ...mode })));
    }
  });
  figures.memory = await task(`${FRAMES.toLocaleString('en')} frames`, () => measureMemory(page));
  const svg = await task('Drawing the charts', () => drawCharts(site.browser, figures));
  await site.close();
  writeFileSync(join(root, 'benches/growth.svg'), svg);
  console.table([...figures.bySize, ...figures.byFaces].map((row) => ({ ...row, ms: row.ms.toFixed(1) })));
  const module = figures.memory.filter(({ memory }) => memory === 'WebAssembly').map(({ megabytes }) => megabytes);
  console.log(
    `The module's memory: ${module[1].toFixed(1)} MB after ${FRAMES / MEMORY_SAMPLES} frames, ` +
      `${module.at(-1)?.toFixed(1)} MB after ${FRAMES}. Wrote benches/growth.svg.`,
  );
});
