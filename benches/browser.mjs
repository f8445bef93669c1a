// Measures EmoSense in Chromium: time per crop and frame, time to the first result, long tasks, bytes to download.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { openSite } from '../tests/support/chromium.mjs';
import { openBlank, openModule } from '../tests/support/module.mjs';
import {
  astronaut,
  closeSites,
  openSites,
  siteWithCamera,
  startCamera,
  waitForHappyFace,
} from '../tests/support/visit.mjs';
import { dist } from '../www/build/paths.mjs';
import { describeMachine } from './machine.mjs';
import { median, percentile95 } from './statistics.mjs';

/** @import { Build } from '../tests/support/module.mjs' */
/** @import { Site } from '../tests/support/chromium.mjs' */

/** Timed calls of each kind. */
const CALLS = 60;
/** Calls before them, which prepare the models and let the browser compile the code. */
const WARM_UP_CALLS = 10;
/** How often the module is compiled and loaded. */
const LOADS = 5;
/** How long the camera runs while the page's tasks are observed, in milliseconds. */
const LIVE_MS = 10_000;

const site = await openSite();
console.log(`${describeMachine(site.browser.version())}\n`);
const times = await measureTimes(site, 'relaxed-simd');
const timesWithoutRelaxedSimd = await measureTimes(site, '.');
const loads = await measureLoads(site);
const files = await filesBeforeFirstResult(site);
await site.close();
await openSites();
const longTasks = await observeLongTasks(siteWithCamera);
await closeSites();

printTimes();
printLongTasks();
printBytes();

/**
 * Measures milliseconds for a crop, and for frames with zero, one and three faces.
 * @param {Site} site
 * @param {Build} build
 */
async function measureTimes(site, build) {
  const page = await openModule(site, build);
  const times = await page.evaluate(
    async ({ photographBase64, calls, warmUpCalls }) => {
      const bytes = Uint8Array.from(atob(photographBase64), (character) => character.charCodeAt(0));
      const photograph = await createImageBitmap(new Blob([bytes]));
      /** Returns a frame with copies of the photograph side by side. */
      const frameWith = (/** @type {number} */ faces) => {
        const canvas = new OffscreenCanvas(640, 480);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
        context.fillStyle = '#777';
        context.fillRect(0, 0, 640, 480);
        const side = faces === 1 ? 480 : 640 / faces;
        for (let index = 0; index < faces; index++) context.drawImage(photograph, index * side, 0, side, side);
        return context.getImageData(0, 0, 640, 480);
      };
      const time = (/** @type {() => unknown} */ call, prepare = () => {}) =>
        Array.from({ length: warmUpCalls + calls }, () => {
          prepare();
          const startedAt = performance.now();
          call();
          return performance.now() - startedAt;
        }).slice(warmUpCalls);
      const crop = Uint8Array.from({ length: 48 * 48 }, (_, index) => (index * 7) % 256);
      const tinyFrame = new ImageData(32, 32);
      /** A frame of another size makes the tracker start over: the next frame gets full-frame detection. */
      const restartTracking = () => {
        recognizer.classifyForVideo(tinyFrame, performance.now());
      };
      const frames = [0, 1, 3].map((faces) => {
        const image = frameWith(faces);
        const classifyVideoFrame = () => recognizer.classifyForVideo(image, performance.now());
        return {
          faces,
          found: recognizer.classify(image).length,
          still: time(() => recognizer.classify(image)),
          fullFrame: time(classifyVideoFrame, restartTracking),
          tracked: time(classifyVideoFrame),
        };
      });
      return { crop: time(() => recognizer.classifyCrop(crop)), frames };
    },
    { photographBase64: readFileSync(astronaut, 'base64'), calls: CALLS, warmUpCalls: WARM_UP_CALLS },
  );
  await page.close();
  return times;
}

/** Measures milliseconds for compiling the module, and from its bytes to the first result. */
async function measureLoads(/** @type {Site} */ site) {
  const loads = [];
  for (let index = 0; index < LOADS; index++) {
    const page = await openBlank(site, 'relaxed-simd');
    const load = await page.evaluate(async () => {
      const bytes = await (await fetch('./emosense_bg.wasm')).arrayBuffer();
      const script = './emosense.js'; // Beside the page; see openBlank.
      const { default: init, Recognizer } = await import(script);
      const image = new ImageData(640, 480);
      const startedAt = performance.now();
      await init({ module_or_path: bytes });
      const compiledAt = performance.now();
      new Recognizer().classifyForVideo(image, 0);
      return { compile: compiledAt - startedAt, firstResult: performance.now() - startedAt };
    });
    loads.push(load);
    await page.close();
  }
  return loads;
}

/** Returns the paths of what a visitor has downloaded when the face in their photograph is marked. */
async function filesBeforeFirstResult(/** @type {Site} */ site) {
  // The service worker would download files for offline use at the same time.
  const page = await site.open('', { serviceWorkers: 'block' });
  await page.locator('#image-input').setInputFiles(astronaut);
  await waitForHappyFace(page);
  const urls = site.requests.filter((url) => url.startsWith(site.address));
  return urls.map((url) => new URL(url).pathname.slice(1) || 'index.html');
}

/** Returns the durations in milliseconds of the page's long tasks, from opening it to stopping the camera. */
async function observeLongTasks(/** @type {Site} */ site) {
  const page = await site.browser.newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    const observer = new PerformanceObserver((list) => {
      window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: 'longtask', buffered: true });
  });
  await page.goto(site.address);
  await startCamera(page);
  await page.waitForTimeout(LIVE_MS);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await page.waitForTimeout(500); // The observer is called late.
  return page.evaluate(() => /** @type {number[]} */ (window.longTasks));
}

function printTimes() {
  console.log('| milliseconds | median | 95th percentile | median without relaxed SIMD |\n|---|---|---|---|');
  printRow('one 48×48 crop', times.crop, timesWithoutRelaxedSimd.crop);
  for (const [index, { faces, found, still, fullFrame, tracked }] of times.frames.entries()) {
    if (found !== faces) throw new Error(`expected ${faces} faces to be found in the frame, got ${found}`);
    const scene = `640×480, ${faces} face${faces === 1 ? '' : 's'}`;
    const others = timesWithoutRelaxedSimd.frames[index];
    printRow(`${scene}: a video frame with full-frame detection`, fullFrame, others.fullFrame);
    // Every tenth frame has full-frame detection, too: it is the 95th percentile.
    if (faces) printRow(`${scene}: a video frame with tracking`, tracked, others.tracked);
    printRow(`${scene}: a still image`, still, others.still);
  }
  printRow(
    'compile the module',
    loads.map(({ compile }) => compile),
  );
  printRow(
    'from the downloaded bytes to the first result',
    loads.map(({ firstResult }) => firstResult),
  );
}

/**
 * @param {string} name
 * @param {number[]} values
 * @param {number[]} [others] without relaxed SIMD
 */
function printRow(name, values, others) {
  const cells = [median(values), percentile95(values), ...(others ? [median(others)] : [])];
  console.log(`| ${name} | ${cells.map((ms) => ms.toFixed(1)).join(' | ')} |`);
}

function printLongTasks() {
  const longest = longTasks.length ? `, the longest ${Math.max(...longTasks)} ms` : '';
  console.log(
    "\nTasks of over 50 ms on the page's main thread, from opening it to stopping the camera: " +
      `${longTasks.length}${longest}`,
  );
}

function printBytes() {
  console.log('\n| bytes | raw | gzip | brotli |\n|---|---|---|---|');
  const totals = [0, 0, 0];
  for (const path of files) {
    const bytes = readFileSync(join(dist, path));
    const sizes = [
      bytes.length,
      gzipSync(bytes, { level: 9 }).length,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    ];
    for (const [index, size] of sizes.entries()) totals[index] += size;
    console.log(`| ${path} | ${sizes.join(' | ')} |`);
  }
  console.log(`| everything before the first result | ${totals.join(' | ')} |`);
}
