// Where the overlay's box is on the screen, by its pixels: however the image below it is fitted, mirrored, rotated or
// zoomed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { addOrientation } from '../support/image-files.mjs';
import { astronaut, closeSites, folder, openSites, siteWithoutCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

/** How far off a side of the box may be, in pixels of the screen. */
const TOLERANCE = 2;
/** How far a face may move during a screenshot, in pixels of its frame: a video changes a little with every frame. */
const MAX_MOVEMENT = 0.5;
/** How many screenshots may be taken until the face stays where it is. */
const MAX_SCREENSHOTS = 30;
/** Two markers, in colors that nothing else has, show where the image is; the box is drawn in a third color. */
const COLORS = { magenta: [255, 0, 255], yellow: [255, 255, 0], green: [0, 255, 0] };
/** The markers, next to the face so that they stay in view if the image is cropped; in sides of the photograph. */
const MARKERS = { magenta: [0.22, 0.12], yellow: [0.66, 0.3] };

/** A blank page, to paint images and to read pixels. @type {Page} */
let blank;
before(async () => {
  await openSites();
  blank = await siteWithoutCamera.browser.newPage();
});
after(closeSites);

/** Frames with the photograph and the markers: their size, and the position and the side of the photograph. */
const FRAMES = {
  wide: { width: 1200, height: 400, left: 400, top: 0, side: 400 },
  tall: { width: 400, height: 1100, left: 20, top: 500, side: 360 },
  square: { width: 800, height: 800, left: 100, top: 150, side: 600 },
};

/**
 * Writes the frame as an image or a video of two seconds. Returns the name of the file.
 * @param {keyof typeof FRAMES} name
 * @param {'png' | 'jpg' | 'webm'} type
 */
async function writeFrame(name, type) {
  const base64 = await blank.evaluate(
    async ({ source, frame: { width, height, left, top, side }, markers, colors, type }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const isRotated = type === 'jpg'; // it is upright once it is rotated as the file says
      const canvas = Object.assign(
        document.createElement('canvas'),
        isRotated ? { width: height, height: width } : { width, height },
      );
      const context = canvas.getContext('2d');
      if (isRotated) context.setTransform(0, -1, 1, 0, 0, width);
      const paint = () => {
        context.fillStyle = '#777';
        context.fillRect(0, 0, width, height);
        context.drawImage(image, left, top, side, side);
        for (const [name, [x, y]] of Object.entries(markers)) {
          context.fillStyle = `rgb(${colors[name]})`;
          context.fillRect(left + x * side - 8, top + y * side - 8, 16, 16);
        }
      };
      paint();
      let blob;
      if (type === 'webm') {
        const recorder = new MediaRecorder(canvas.captureStream(20), {
          mimeType: 'video/webm; codecs=vp8',
          videoBitsPerSecond: 4e6,
        });
        const chunks = [];
        recorder.ondataavailable = ({ data }) => chunks.push(data);
        const stopped = new Promise((resolve) => (recorder.onstop = resolve));
        recorder.start();
        for (let count = 0; count < 40; count++) {
          paint();
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        recorder.stop();
        await stopped;
        blob = new Blob(chunks);
      } else {
        blob = await new Promise((resolve) =>
          canvas.toBlob(resolve, type === 'jpg' ? 'image/jpeg' : 'image/png', 0.98),
        );
      }
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    {
      source: `data:image/png;base64,${readFileSync(astronaut, 'base64')}`,
      frame: FRAMES[name],
      markers: MARKERS,
      colors: COLORS,
      type,
    },
  );
  const file = `${name}.${type}`;
  mkdirSync(join(folder, 'frames'), { recursive: true });
  const bytes = Buffer.from(base64, 'base64');
  writeFileSync(join(folder, 'frames', file), type === 'jpg' ? addOrientation(bytes) : bytes);
  return file;
}

/**
 * Returns the pixels of each color in a screenshot.
 * @param {Buffer} screenshot
 * @returns {Promise<Record<keyof typeof COLORS, [number, number][]>>}
 */
const pixelsOf = (screenshot) =>
  blank.evaluate(
    async ({ source, colors }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data, width } = context.getImageData(0, 0, image.width, image.height);
      const found = /** @type {Record<keyof typeof COLORS, [number, number][]>} */ (
        Object.fromEntries(Object.keys(colors).map((name) => [name, []]))
      );
      for (let index = 0; index < data.length; index += 4) {
        for (const [name, color] of Object.entries(colors)) {
          if (!color.every((value, channel) => Math.abs(value - data[index + channel]) < 90)) continue;
          found[name].push([((index / 4) % width) + 0.5, Math.floor(index / 4 / width) + 0.5]);
        }
      }
      return found;
    },
    { source: `data:image/png;base64,${screenshot.toString('base64')}`, colors: COLORS },
  );

/**
 * Returns the median of the points, since the photograph has a few such pixels, too.
 * @param {[number, number][]} points
 */
const center = (points) =>
  [0, 1].map(
    (axis) => points.map((point) => point[axis]).sort((one, other) => one - other)[Math.floor(points.length / 2)],
  );

/**
 * Returns the similarity transform from the screen to the frame, given two points in both.
 * @param {number[][]} shown
 * @param {number[][]} inFrame
 */
function transformToFrame([a, b], [p, q]) {
  const [dx, dy, ex, ey] = [b[0] - a[0], b[1] - a[1], q[0] - p[0], q[1] - p[1]];
  const length = dx * dx + dy * dy;
  const [cos, sin] = [(ex * dx + ey * dy) / length, (ey * dx - ex * dy) / length];
  return {
    scale: 1 / Math.hypot(cos, sin),
    at: ([x, y]) => [p[0] + cos * (x - a[0]) - sin * (y - a[1]), p[1] + sin * (x - a[0]) + cos * (y - a[1])],
  };
}

/**
 * Takes a screenshot while the bounds of the face stay the same, so that it shows these bounds, also of a video.
 * @param {Page} page
 */
async function takeSteadyScreenshot(page) {
  const readBounds = () => page.evaluate(() => document.querySelector('emo-sense').faces[0]?.bounds);
  let bounds = await readBounds();
  for (let attempt = 0; attempt < MAX_SCREENSHOTS; attempt++) {
    const screenshot = await page.screenshot();
    const after = await readBounds();
    const sides = /** @type {const} */ (['x', 'y', 'width', 'height']);
    if (bounds && after && sides.every((side) => Math.abs(bounds[side] - after[side]) < MAX_MOVEMENT)) {
      return { bounds: after, screenshot };
    }
    bounds = after;
  }
  throw new Error(`the face was expected to stay where it is during one of ${MAX_SCREENSHOTS} screenshots`);
}

/**
 * @type {Record<string, { frame: keyof typeof FRAMES, type?: 'png' | 'jpg' | 'webm', style?: string, mirror?: boolean,
 * pixels?: number }>}
 */
const CASES = {
  'letterboxed, a wide image': { frame: 'wide' },
  'letterboxed, a tall image': { frame: 'tall' },
  'cropped, a wide image': { frame: 'wide', style: '--emo-sense-fit: cover' },
  'cropped, a tall image': { frame: 'tall', style: '--emo-sense-fit: cover; --emo-sense-ratio: 3 / 5' },
  mirrored: { frame: 'square', mirror: true },
  'mirrored and cropped': { frame: 'wide', mirror: true, style: '--emo-sense-fit: cover' },
  'rotated by 90 degrees': { frame: 'square', style: 'rotate: 90deg; translate: 0 60px' },
  'rotated by another angle': { frame: 'square', style: 'rotate: -17deg; margin: 90px' },
  'zoomed by its page': { frame: 'square', style: 'zoom: 1.4' },
  'scaled by its page': { frame: 'square', style: 'transform: scale(0.7)' },
  'zoomed by the browser': { frame: 'square', pixels: 2 },
  'a photo whose file says to rotate it': { frame: 'tall', type: 'jpg' },
  'a video, letterboxed': { frame: 'wide', type: 'webm' },
  'a video, cropped and mirrored': { frame: 'wide', type: 'webm', mirror: true, style: '--emo-sense-fit: cover' },
};

for (const [what, { frame: name, type = 'png', style = '', mirror = false, pixels = 1 }] of Object.entries(CASES)) {
  test(`the box is on the face: ${what}`, async () => {
    const file = await writeFrame(name, type);
    const page = `<!doctype html><title>Overlay</title>
      <style>
        body { margin: 20px }
        emo-sense { inline-size: 480px; ${style} }
        emo-sense::part(overlay) { --face-1: rgb(${COLORS.green}) }
      </style>
      <script type="module" src="/emosense/emo-sense.js"></script>
      <emo-sense src="/frames/${file}" mirror="${mirror ? 'on' : 'off'}" hide="scores" autostart></emo-sense>`;
    const site = await host({
      '/page.html': page,
      '/emosense/': join(root, 'dist/emosense'),
      '/frames/': join(folder, 'frames'),
    });
    const context = await siteWithoutCamera.browser.newContext({
      viewport: { width: 1000, height: 1000 },
      deviceScaleFactor: pixels,
    });
    try {
      const shown = await context.newPage();
      await shown.goto(`${site.address}page.html`);
      await shown.waitForFunction(() => document.querySelector('emo-sense').faces?.length === 1, null, {
        timeout: 60_000,
      });
      await shown.waitForFunction(() => {
        const { shadowRoot } = document.querySelector('emo-sense');
        return shadowRoot.querySelector('.stage > :is(video, canvas):not([hidden]) ~ .overlay .mark .box[d]');
      });
      const { bounds, screenshot } = await takeSteadyScreenshot(shown);
      const stroke = await shown.evaluate(() => {
        const { strokeWidth } = getComputedStyle(document.querySelector('emo-sense').shadowRoot.querySelector('.box'));
        return parseFloat(strokeWidth);
      });
      const seen = await pixelsOf(screenshot);

      const { width, left, top, side } = FRAMES[name];
      const flipped = (/** @type {number[]} */ [x, y]) => [mirror ? width - x : x, y];
      const inFrame = Object.values(MARKERS).map(([x, y]) => flipped([left + x * side, top + y * side]));
      const { at, scale } = transformToFrame([center(seen.magenta), center(seen.yellow)], inFrame);

      // The pixels of the brackets, without the label above or below the box and the landmarks in it.
      const x = mirror ? width - bounds.x - bounds.width : bounds.x;
      const box = seen.green.map(at).filter(([px, py]) => {
        const [right, down] = [(px - x) / bounds.width, (py - bounds.y) / bounds.height];
        return (
          Math.abs(right - 0.5) > 0.2 &&
          down > -0.06 &&
          down < 1.06 &&
          (right > 0.6 || down > 0.3) &&
          Math.max(Math.abs(right - 0.5), Math.abs(down - 0.5)) > 0.38
        );
      });
      // Half of the line, whose width on the screen is that in the style sheet.
      const half = (stroke / 2 / scale) * pixels;
      const sides = {
        left: [Math.min(...box.map(([px]) => px)) + half, x],
        right: [Math.max(...box.map(([px]) => px)) - half, x + bounds.width],
        top: [Math.min(...box.map(([, py]) => py)) + half, bounds.y],
        bottom: [Math.max(...box.map(([, py]) => py)) - half, bounds.y + bounds.height],
      };
      for (const [side, [actual, expected]] of Object.entries(sides)) {
        const distance = (Math.abs(actual - expected) * scale) / pixels;
        assert.ok(distance <= TOLERANCE, `its ${side} side is ${distance.toFixed(1)} pixels off`);
      }
    } finally {
      await context.close();
      await site.close();
    }
  });
}
