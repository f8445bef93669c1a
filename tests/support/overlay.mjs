// Asserts that the overlay's box and landmarks are on the face that the page shows.
import assert from 'node:assert/strict';
import { EYES, FACE, markerIn, siteWithoutCamera } from './visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Frame } from './visit.mjs' */

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{ left: number, top: number, width: number, height: number }} Rectangle */

/** How far off the landmark of an eye may be, in pixels of the photograph: the detector itself is up to 9 off. */
const MAX_EYE_ERROR = 10;
/** How far off the center of the box may be, in pixels of the photograph. */
const MAX_CENTER_ERROR = 18;
/** How much larger or smaller than the face the box may be. */
const MAX_HEIGHT_RATIO_ERROR = 0.25;
/** How far off the image itself may be, in pixels of the screen. */
const MAX_MARKER_ERROR = 2;

/** Returns where on the screen the marks of the faces are, and the video or image below them. */
export function overlayOnScreen(/** @type {Page} */ page) {
  return page.evaluate(() => {
    const one = (/** @type {ParentNode} */ parent, /** @type {string} */ selector) => {
      const element = parent.querySelector(selector);
      if (!element) throw new Error(`The page has no ${selector}.`);
      return element;
    };
    const onScreen = (/** @type {SVGGraphicsElement} */ element, /** @type {number} */ x, /** @type {number} */ y) => {
      const point = new DOMPoint(x, y).matrixTransform(element.getScreenCTM() ?? undefined);
      return /** @type {[number, number]} */ ([point.x, point.y]);
    };
    const marks = [...document.querySelectorAll('.mark')].map((mark) => {
      const box = /** @type {SVGGraphicsElement} */ (one(mark, '.box'));
      const { x, y, width, height } = box.getBBox();
      const landmarks = /** @type {SVGGraphicsElement} */ (one(mark, '.landmarks'));
      const points = [...(landmarks.getAttribute('d') ?? '').matchAll(/M(\S+) (\S+)h0/g)];
      return {
        corners: [onScreen(box, x, y), onScreen(box, x + width, y + height)],
        landmarks: points.map(([, x, y]) => onScreen(landmarks, Number(x), Number(y))),
        color: getComputedStyle(box).stroke,
        number: one(mark, '.number').textContent,
      };
    });
    const shown = one(document, '#stage > :is(video, canvas):not([hidden])');
    const { left, top, width, height } = shown.getBoundingClientRect();
    return { marks, shown: { left, top, width, height } };
  });
}

/**
 * Asserts that there is one mark, and that it is on the face of a frame.
 * @param {Page} page
 * @param {Frame} frame what the page shows
 * @param {boolean} mirrored
 * @param {string} description of the case, for failures
 */
export async function assertOnFace(page, frame, mirrored, description) {
  const { marks, shown } = await overlayOnScreen(page);
  assert.equal(marks.length, 1, `${description}: number of marks`);
  const whole = { ...frame, left: 0, top: 0, scale: 1 };
  assertNear(await markerOnScreen(page), expectedOnScreen(markerIn(frame), whole, shown, mirrored), {
    limit: MAX_MARKER_ERROR,
    description: `${description}: the image`,
  });
  const { scale } = expectedOnScreen([0, 0], frame, shown, mirrored);
  EYES.forEach((eye, index) => {
    assertNear(marks[0].landmarks[index], expectedOnScreen(eye, frame, shown, mirrored), {
      limit: MAX_EYE_ERROR * scale,
      description: `${description}: the landmark of eye ${index + 1}`,
    });
  });
  const [[left, top], [right, bottom]] = marks[0].corners;
  const center = expectedOnScreen([FACE.x + FACE.width / 2, FACE.y + FACE.height / 2], frame, shown, mirrored);
  assertNear([(left + right) / 2, (top + bottom) / 2], center, {
    limit: MAX_CENTER_ERROR * scale,
    description: `${description}: the center of the box`,
  });
  const height = (bottom - top) / scale;
  assert.ok(
    Math.abs(height / FACE.height - 1) < MAX_HEIGHT_RATIO_ERROR,
    `${description}: expected a box about ${FACE.height} pixels of the photograph high, got ${height}`,
  );
}

/**
 * @param {Point} actual
 * @param {{ point: Point }} expected
 * @param {{ limit: number, description: string }} options `limit`: in pixels of the screen
 */
function assertNear([x, y], { point: [expectedX, expectedY] }, { limit, description }) {
  const distance = Math.hypot(x - expectedX, y - expectedY);
  assert.ok(
    distance < limit,
    `${description} is at ${x}, ${y}: ${distance.toFixed(1)} pixels from ${expectedX}, ${expectedY} (limit ${limit})`,
  );
}

/**
 * Returns where on the screen a point of the photograph must be, and the scale of the photograph there. Computes
 * `object-fit: contain` by itself, so as not to trust the page.
 * @param {Point} point
 * @param {Frame} frame
 * @param {Rectangle} shown
 * @param {boolean} mirrored
 * @returns {{ point: Point, scale: number }}
 */
function expectedOnScreen([x, y], frame, shown, mirrored) {
  const fit = Math.min(shown.width / frame.width, shown.height / frame.height);
  const [frameX, frameY] = [frame.left + x * frame.scale, frame.top + y * frame.scale];
  return {
    point: [
      shown.left + (shown.width - frame.width * fit) / 2 + (mirrored ? frame.width - frameX : frameX) * fit,
      shown.top + (shown.height - frame.height * fit) / 2 + frameY * fit,
    ],
    scale: fit * frame.scale,
  };
}

/**
 * Returns the center of the image's marker in a screenshot: where the image's pixels really are.
 * @param {Page} page
 * @returns {Promise<Point>}
 */
async function markerOnScreen(page) {
  const screenshot = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  const reader = await siteWithoutCamera.browser.newPage();
  const center = await reader.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let [count, x, y] = [0, 0, 0];
    for (let index = 0; index < width * height; index++) {
      const [red, green, blue] = data.subarray(index * 4);
      const isMagenta = red >= 200 && green <= 90 && blue >= 200;
      if (!isMagenta) continue;
      count++;
      x += (index % width) + 0.5;
      y += Math.floor(index / width) + 0.5;
    }
    return /** @type {[number, number]} */ ([x / count, y / count]);
  }, screenshot);
  await reader.close();
  return center;
}
