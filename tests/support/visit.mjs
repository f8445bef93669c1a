// What the tests of the page share: a film for the camera, pictures, the steps a person takes, and where the overlay must be.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite } from './chromium.mjs';

export const astronaut = new URL('../data/astronaut.png', import.meta.url).pathname;

/** Measured by eye in the photograph of 512×512 pixels, as in tests/photographs.rs. */
const FACE = { x: 180, y: 72, width: 93, height: 116 };
const EYES = [
  [202, 101],
  [249, 102],
];
/** The film: that photograph in the middle of a 640×480 frame. */
export const FILM = { width: 640, height: 480, left: 80, top: 0, scale: 480 / 512 };
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export const folder = mkdtempSync(join(tmpdir(), 'emosense-page-'));
/** The site in a browser whose camera plays the film, and in one that has no camera. */
export let playing, missing;

export async function openSites() {
  missing = await openSite({ camera: 'missing' });
  const frame = await picture({
    width: FILM.width,
    height: FILM.height,
    at: [[FILM.left, FILM.top, FILM.scale]],
    type: 'image/jpeg',
  });
  const video = join(folder, 'film.mjpeg');
  writeFileSync(video, Buffer.concat(Array(10).fill(readFileSync(frame)))); // a Motion JPEG is JPEGs in a row
  playing = await openSite({ camera: { video } });
}

export async function closeSites() {
  await playing?.close();
  await missing?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Where every picture has a spot of a color of its own, so that a screenshot tells where the picture lies. */
const spot = ({ width, height }) => [width * 0.05, height * 0.4];

/** Paints the photograph, `[left, top, scale]` times over, onto gray, with the spot, and gives the path of the file. */
export async function picture({ width, height, at = [], type = 'image/png' }) {
  const page = await missing.browser.newPage();
  const data = await page.evaluate(
    async ({ source, width, height, at, type, spot: [x, y] }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d');
      context.fillStyle = '#888';
      context.fillRect(0, 0, width, height);
      for (const [left, top, scale] of at) context.drawImage(image, left, top, 512 * scale, 512 * scale);
      const side = Math.min(width, height) * 0.06;
      context.fillStyle = '#f0f';
      context.fillRect(x - side / 2, y - side / 2, side, side);
      return canvas.toDataURL(type, 0.95);
    },
    {
      source: `data:image/png;base64,${readFileSync(astronaut, 'base64')}`,
      width,
      height,
      at,
      type,
      spot: spot({ width, height }),
    },
  );
  await page.close();
  const path = join(folder, `${width}x${height}-${at.length}.${type.split('/')[1]}`);
  writeFileSync(path, Buffer.from(data.split(',')[1], 'base64'));
  return path;
}

/** Opens the page, runs `visit`, and fails on any error in the console, breach of the policy, or foreign request. */
export async function visit(site, options, steps) {
  const { path = '', prepare, expectErrors = false, ...contextOptions } = options;
  const context = await site.browser.newContext({ viewport: DESKTOP, ...contextOptions });
  const wrong = [];
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      window.violations.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  if (prepare) await prepare(page, context);
  try {
    await page.goto(new URL(path, site.address).href);
    await steps(page, { requests, context });
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    if (!expectErrors) assert.deepEqual(wrong, []);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(site.address) && !url.startsWith(`blob:${site.address}`)),
      [],
    );
  } finally {
    await context.close();
  }
}

export const happyFace = (page) => page.locator('.card[data-state="happy"]').first().waitFor({ timeout: 60_000 });
export const message = (page, title) => page.getByRole('heading', { name: title }).waitFor({ timeout: 60_000 });

export async function startCamera(page) {
  await page.getByRole('button', { name: 'I understand – start the camera' }).click();
  await happyFace(page);
}

export async function choosePicture(page, path) {
  const choosing = page.waitForEvent('filechooser');
  await page.locator('.choose-image:visible').first().click();
  await (await choosing).setFiles(path);
}

/** Where on the screen the overlay's boxes and landmarks really are, and where the picture below them is. */
export function drawn(page) {
  return page.evaluate(() => {
    const onScreen = (element, x, y) => {
      const point = new DOMPoint(x, y).matrixTransform(element.getScreenCTM());
      return [point.x, point.y];
    };
    const marks = [...document.querySelectorAll('.mark:not(.gone)')].map((mark) => {
      const box = mark.querySelector('.box');
      const { x, y, width, height } = box.getBBox();
      const landmarks = mark.querySelector('.landmarks');
      const points = [...landmarks.getAttribute('d').matchAll(/M(\S+) (\S+)h0/g)];
      return {
        corners: [onScreen(box, x, y), onScreen(box, x + width, y + height)],
        landmarks: points.map(([, x, y]) => onScreen(landmarks, Number(x), Number(y))),
        color: getComputedStyle(box).stroke,
        number: mark.querySelector('.number').textContent,
      };
    });
    const shown = document.querySelector('#stage > :is(video, canvas):not([hidden])');
    const { left, top, width, height } = shown.getBoundingClientRect();
    return { marks, shown: { left, top, width, height } };
  });
}

/** The middle of the spot in a screenshot: where the picture's pixels really are. */
async function spotOnScreen(page) {
  const screenshot = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  const reader = await missing.browser.newPage();
  const middle = await reader.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let [count, x, y] = [0, 0, 0];
    for (let index = 0; index < width * height; index++) {
      const [red, green, blue] = data.subarray(index * 4);
      if (red < 200 || green > 90 || blue < 200) continue;
      count++;
      x += (index % width) + 0.5;
      y += Math.floor(index / width) + 0.5;
    }
    return [x / count, y / count];
  }, screenshot);
  await reader.close();
  return middle;
}

/** Where on the screen a point of the photograph must be: an `object-fit: contain` of its own. */
function expected([x, y], frame, shown, mirrored) {
  const fit = Math.min(shown.width / frame.width, shown.height / frame.height);
  const [frameX, frameY] = [frame.left + x * frame.scale, frame.top + y * frame.scale];
  return [
    shown.left + (shown.width - frame.width * fit) / 2 + (mirrored ? frame.width - frameX : frameX) * fit,
    shown.top + (shown.height - frame.height * fit) / 2 + frameY * fit,
    fit * frame.scale,
  ];
}

export async function assertOnFace(page, frame, mirrored, what) {
  const { marks, shown } = await drawn(page);
  assert.equal(marks.length, 1, what);
  const [spotX, spotY] = expected(spot(frame), { ...frame, left: 0, top: 0, scale: 1 }, shown, mirrored);
  const [shownX, shownY] = await spotOnScreen(page);
  assert.ok(Math.hypot(shownX - spotX, shownY - spotY) < 2, `${what}: the picture is not where it should be`);
  EYES.forEach((eye, index) => {
    const [x, y, scale] = expected(eye, frame, shown, mirrored);
    const [drawnX, drawnY] = marks[0].landmarks[index];
    const off = Math.hypot(drawnX - x, drawnY - y) / scale;
    // The detector itself is up to 9 off on this photograph; a wrong place would be tens.
    assert.ok(off < 10, `${what}: an eye is ${off.toFixed(1)} pixels of the photograph off`);
  });
  const middle = [FACE.x + FACE.width / 2, FACE.y + FACE.height / 2];
  const [x, y, scale] = expected(middle, frame, shown, mirrored);
  const [[left, top], [right, bottom]] = marks[0].corners;
  assert.ok(
    Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) / scale < 18,
    `${what}: the box is beside the face`,
  );
  assert.ok(
    Math.abs((bottom - top) / scale / FACE.height - 1) < 0.25,
    `${what}: the box is ${(bottom - top) / scale} high`,
  );
}
