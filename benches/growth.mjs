// Draws how the cost of a frame grows with its size and its faces, and what memory does over ten thousand frames.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../www/build/paths.mjs';
import { runScript, task } from '../www/build/script.mjs';
import { openSite } from '../tests/support/chromium.mjs';
import { openModule } from '../tests/support/module.mjs';

const SIZES = [
  [320, 240],
  [640, 480],
  [960, 540],
  [1280, 720],
  [1920, 1080],
];
const MOST_FACES = 20;
const TIMED = 25;
const FRAMES = 10_000;

/** Puts into the page what paints frames and takes times. */
function prepare(/** @type {string} */ astronaut) {
  /** A frame with that many faces in rows, as RGBA bytes. */
  const paint = async (/** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ faces) => {
    const raw = Uint8Array.from(atob(astronaut), (letter) => letter.charCodeAt(0));
    const photograph = await createImageBitmap(new Blob([raw]));
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('There is no canvas to paint on.');
    context.fillStyle = '#777';
    context.fillRect(0, 0, width, height);
    const columns = Math.max(1, Math.ceil(Math.sqrt((faces * width) / height)));
    const side = Math.min(width / columns, height / Math.ceil(faces / columns), height / 2);
    for (let index = 0; index < faces; index++) {
      // The head alone, so that twenty are still large enough to be found.
      context.drawImage(
        photograph,
        130,
        30,
        190,
        190,
        (index % columns) * side,
        Math.floor(index / columns) * side,
        side,
        side,
      );
    }
    return context.getImageData(0, 0, width, height).data;
  };
  const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  /** Median milliseconds, the first calls left out. */
  const time = (/** @type {() => unknown} */ call, /** @type {number} */ count) =>
    median(
      Array.from({ length: count + 5 }, () => {
        const start = performance.now();
        call();
        return performance.now() - start;
      }).slice(5),
    );
  Object.assign(globalThis, { paint, time });
}

await runScript(async () => {
  const site = await openSite();
  const page = await openModule(site, 'relaxed-simd');
  await page.evaluate(prepare, readFileSync(join(root, 'tests/data/astronaut.png'), 'base64'));

  const bySize = await task('One face in frames of five sizes', () =>
    page.evaluate(
      async ({ sizes, timed }) => {
        const rows = [];
        for (const [width, height] of sizes) {
          const pixels = await paint(width, height, 1);
          const megapixels = (width * height) / 1e6;
          rows.push({ megapixels, way: 'searched', ms: time(() => recognizer.classify(pixels, width, height), timed) });
          rows.push({
            megapixels,
            way: 'followed',
            ms: time(() => recognizer.classifyForVideo(pixels, width, height, performance.now()), timed),
          });
        }
        return rows;
      },
      { sizes: SIZES, timed: TIMED },
    ),
  );

  const byFaces = await task(`No face to ${MOST_FACES} in 1280×720`, () =>
    page.evaluate(
      async ({ most, timed }) => {
        const rows = [];
        for (let faces = 0; faces <= most; faces++) {
          const pixels = await paint(1280, 720, faces);
          const found = recognizer.classify(pixels, 1280, 720).length;
          rows.push({ faces: found, way: 'searched', ms: time(() => recognizer.classify(pixels, 1280, 720), timed) });
          rows.push({
            faces: found,
            way: 'followed',
            ms: time(() => recognizer.classifyForVideo(pixels, 1280, 720, performance.now()), timed),
          });
        }
        return rows;
      },
      { most: MOST_FACES, timed: TIMED },
    ),
  );

  const memory = await task(`${FRAMES.toLocaleString('en')} frames`, () =>
    page.evaluate(async (count) => {
      const { default: init } = await import('./emosense.js');
      const module = await init();
      const frames = await Promise.all([0, 1, 3].map((faces) => paint(640, 480, faces)));
      const rows = [];
      for (let frame = 0; frame <= count; frame++) {
        if (frame % (count / 40) === 0) {
          rows.push({ frame, what: 'WebAssembly', megabytes: module.memory.buffer.byteLength / 1e6 });
          rows.push({ frame, what: 'JavaScript', megabytes: performance.memory.usedJSHeapSize / 1e6 });
        }
        recognizer.classifyForVideo(frames[Math.floor(frame / 50) % 3], 640, 480, performance.now());
      }
      return rows;
    }, FRAMES),
  );

  const svg = await task('Drawing', () => draw(site, { bySize, byFaces, memory }));
  await site.close();
  writeFileSync(join(root, 'benches/growth.svg'), svg);
  const wasm = memory.filter(({ what }) => what === 'WebAssembly').map(({ megabytes }) => megabytes);
  console.table([...bySize, ...byFaces].map((row) => ({ ...row, ms: row.ms.toFixed(1) })));
  console.log(
    `WebAssembly's memory: ${wasm[1].toFixed(1)} MB after ${FRAMES / 40} frames, ${wasm.at(-1)?.toFixed(1)} MB after ${FRAMES}. Written: benches/growth.svg`,
  );
});

/**
 * Three charts beside each other, drawn by Observable Plot in the browser.
 * @param {Awaited<ReturnType<typeof openSite>>} site
 * @param {Record<string, object[]>} figures
 */
async function draw(site, figures) {
  const page = await site.browser.newPage();
  for (const script of ['d3/dist/d3.min.js', '@observablehq/plot/dist/plot.umd.min.js']) {
    await page.addScriptTag({ path: join(root, 'node_modules', script) });
  }
  return page.evaluate(({ bySize, byFaces, memory }) => {
    const { Plot } = globalThis;
    const [width, height] = [330, 260];
    const colors = {
      domain: ['searched', 'followed', 'WebAssembly', 'JavaScript'],
      range: ['#0a66c2', '#c2410c', '#0a66c2', '#c2410c'],
    };
    const chart = (rows, x, y, kind, labels) =>
      Plot.plot({
        width,
        height,
        marginLeft: 45,
        color: colors,
        x: { label: labels[0] },
        y: { label: labels[1], zero: true, grid: true, nice: true },
        marks: [
          Plot.ruleY([0]),
          Plot.lineY(rows, { x, y, stroke: kind, marker: rows.length < 60 ? 'dot' : undefined }),
          Plot.text(rows, Plot.selectLast({ x, y, z: kind, text: kind, fill: kind, dy: -10, textAnchor: 'end' })),
        ],
      });
    const charts = [
      chart(bySize, 'megapixels', 'ms', 'way', ['megapixels of the frame, one face', 'milliseconds']),
      chart(byFaces, 'faces', 'ms', 'way', ['faces found in 1280×720', 'milliseconds']),
      chart(memory, 'frame', 'megabytes', 'what', ['frames', 'megabytes of memory']),
    ];
    const parts = charts.map((svg, index) => {
      svg.setAttribute('x', String(index * width));
      return svg.outerHTML;
    });
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${3 * width} ${height}" width="${3 * width}" height="${height}" ` +
      `font-family="system-ui, sans-serif"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`
    );
  }, figures);
}
