// Measures in Chromium: milliseconds for a crop and for whole frames, load to first result, the page's longest tasks, bytes to download.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from '../www/build/paths.mjs';
import { openSite } from '../tests/support/chromium.mjs';
import { openBlank, openModule } from '../tests/support/module.mjs';
import { closeSites, openSites, siteWithCamera, startCamera } from '../tests/support/visit.mjs';

const FRAMES = 60;
const LOADS = 5;
/** How long the camera runs while the page's tasks are watched. */
const LIVE_MS = 10_000;

const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const high = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)];
const row = (/** @type {string} */ what, /** @type {number[]} */ values, /** @type {number[]} */ others) => {
  console.log(
    `| ${what} | ${[median(values), high(values), ...(others ? [median(others)] : [])].map((ms) => ms.toFixed(1)).join(' | ')} |`,
  );
};

const site = await openSite();
console.log(
  `Chromium ${site.browser.version()}, one thread, ${cpus()[0].model.trim()}, ${new Date().toISOString().slice(0, 10)}\n`,
);

const astronaut = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
/** Milliseconds for a crop and for frames with no face, one and three. @param {'.' | 'relaxed-simd'} build */
async function timesOf(build) {
  const page = await openModule(site, build);
  const times = await page.evaluate(
    async ({ astronaut, count }) => {
      const raw = Uint8Array.from(atob(astronaut), (letter) => letter.charCodeAt(0));
      const photograph = await createImageBitmap(new Blob([raw]));
      /** A 640×480 frame with that many copies of the photograph beside each other. */
      const frame = (/** @type {number} */ faces) => {
        const context = new OffscreenCanvas(640, 480).getContext('2d');
        context.fillStyle = '#777';
        context.fillRect(0, 0, 640, 480);
        const side = faces === 1 ? 480 : 640 / faces;
        for (let index = 0; index < faces; index++) context.drawImage(photograph, index * side, 0, side, side);
        return context.getImageData(0, 0, 640, 480).data;
      };
      /** Milliseconds of each call, the first ten left out: they prepare the networks and the code. */
      const time = (/** @type {() => unknown} */ call) =>
        Array.from({ length: count + 10 }, () => {
          const start = performance.now();
          call();
          return performance.now() - start;
        }).slice(10);
      const crop = Uint8Array.from({ length: 48 * 48 }, (_, index) => (index * 7) % 256);
      const frames = [0, 1, 3].map((faces) => {
        const pixels = frame(faces);
        return {
          faces,
          found: recognizer.classify(pixels, 640, 480).length,
          searched: time(() => recognizer.classify(pixels, 640, 480)),
          followed: time(() => recognizer.classifyForVideo(pixels, 640, 480, performance.now())),
        };
      });
      return { crop: time(() => recognizer.classifyCrop(crop)), frames };
    },
    { astronaut, count: FRAMES },
  );
  await page.close();
  return times;
}
const timed = await timesOf('relaxed-simd');
const plain = await timesOf('.');

const loads = [];
for (let index = 0; index < LOADS; index++) {
  const blank = await openBlank(site, 'relaxed-simd');
  loads.push(
    await blank.evaluate(async () => {
      const bytes = await (await fetch('./emosense_bg.wasm')).arrayBuffer();
      const { default: init, Recognizer } = await import('./emosense.js');
      const pixels = new Uint8Array(640 * 480 * 4).fill(127);
      const start = performance.now();
      await init({ module_or_path: bytes });
      const compiled = performance.now();
      const recognizer = new Recognizer();
      recognizer.classify(pixels, 640, 480);
      return { compile: compiled - start, first: performance.now() - start };
    }),
  );
  await blank.close();
}

// What a visitor has fetched when the first face of a photograph of theirs is marked.
const visit = await site.open('', { serviceWorkers: 'block' }); // which fetches, later, what it keeps for offline use
await visit.locator('#image-input').setInputFiles(join(root, 'tests/data/astronaut.png'));
await visit.locator('.card[data-state="happy"]').first().waitFor({ timeout: 60_000 });
const loaded = site.requests
  .filter((url) => url.startsWith(site.address))
  .map((url) => new URL(url).pathname.slice(1) || 'index.html');
await site.close();

// From opening the page, through the camera's start, to its stop.
await openSites();
const live = await siteWithCamera.browser.newPage();
await live.addInitScript(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  });
});
await live.goto(siteWithCamera.address);
await startCamera(live);
await live.waitForTimeout(LIVE_MS);
await live.getByRole('button', { name: 'Stop the camera' }).click();
await live.waitForTimeout(500); // entries come late
const tasks = await live.evaluate(() => window.tasks);
await closeSites();

console.log('| milliseconds | median | 95th percentile | median without relaxed SIMD |\n|---|---|---|---|');
row('one 48×48 crop', timed.crop, plain.crop);
for (const [index, { faces, found, searched, followed }] of timed.frames.entries()) {
  if (found !== faces)
    throw new Error(`${faces} face(s) in the frame, ${found} found: the figure would mean something else`);
  const frame = `640×480 frame, ${faces || 'no'} face${faces === 1 ? '' : 's'}`;
  row(`one ${frame}, searched`, searched, plain.frames[index].searched);
  if (faces) row(`the next ${frame}, followed`, followed, plain.frames[index].followed); // every tenth is searched: those are its 95th percentile
}
row(
  'compile the module',
  loads.map(({ compile }) => compile),
);
row(
  'bytes there → first result',
  loads.map(({ first }) => first),
);

const longest = tasks.length ? `, the longest ${Math.max(...tasks)} ms` : '';
console.log(
  `\nTasks of over 50 ms on the page's main thread, from opening it to stopping the camera: ${tasks.length}${longest}`,
);

console.log('\n| bytes | raw | gzip | brotli |\n|---|---|---|---|');
const totals = [0, 0, 0];
for (const path of loaded) {
  const bytes = readFileSync(join(root, 'dist', path));
  const sizes = [
    bytes.length,
    gzipSync(bytes, { level: 9 }).length,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  ];
  sizes.forEach((size, index) => (totals[index] += size));
  console.log(`| ${path} | ${sizes.join(' | ')} |`);
}
console.log(`| all before the first result | ${totals.join(' | ')} |`);
