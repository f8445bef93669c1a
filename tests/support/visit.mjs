// What the tests of the pages share: the site with and without a camera, test images, and what a person does on a page.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite, strayRequests } from './chromium.mjs';

/** @import { BrowserContext, BrowserContextOptions, Page } from 'playwright-core' */
/** @import { Site } from './chromium.mjs' */

/** The path of the test photograph, which shows one happy face on 512×512 pixels. */
export const astronaut = new URL('../data/astronaut.png', import.meta.url).pathname;
/** The side of the photograph, in pixels. */
const PHOTOGRAPH_SIDE = 512;

/** The face and the eyes in the photograph, in its pixels; measured by hand, as in tests/photographs.rs. */
export const FACE = { x: 180, y: 72, width: 93, height: 116 };
/** @type {[x: number, y: number][]} */
export const EYES = [
  [202, 101],
  [249, 102],
];
/**
 * An image with the photograph in it.
 * @typedef {object} Frame
 * @property {number} width
 * @property {number} height
 * @property {number} left where the photograph is
 * @property {number} top
 * @property {number} scale of the photograph
 */
/** What the camera shows: the photograph in the middle of a frame. @type {Frame} */
export const VIDEO = { width: 640, height: 480, left: 80, top: 0, scale: 480 / PHOTOGRAPH_SIDE };
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A temporary folder for the files of a test. */
export const folder = mkdtempSync(join(tmpdir(), 'emosense-page-'));

/** The site in a browser whose camera shows VIDEO. @type {Site} */
export let siteWithCamera;
/** The site in a browser without a camera. @type {Site} */
export let siteWithoutCamera;

export async function openSites() {
  siteWithoutCamera = await openSite({ camera: 'missing' });
  const { width, height, left, top, scale } = VIDEO;
  const frame = await makeImage({ width, height, at: [[left, top, scale]], type: 'image/jpeg' });
  const video = join(folder, 'camera.mjpeg');
  writeFileSync(video, motionJpeg(readFileSync(frame)));
  siteWithCamera = await openSite({ camera: { video } });
}

export async function closeSites() {
  await siteWithCamera?.close();
  await siteWithoutCamera?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Returns a still video: ten times the same JPEG. A Motion JPEG is nothing but a sequence of JPEGs. */
export function motionJpeg(/** @type {Buffer} */ jpeg) {
  return Buffer.concat(Array(10).fill(jpeg));
}

/**
 * Returns where an image made by `makeImage` has its marker, by which a screenshot tells where the image is.
 * @param {{ width: number, height: number }} size
 * @returns {[x: number, y: number]}
 */
export const markerIn = ({ width, height }) => [width * 0.05, height * 0.4];

/**
 * Writes an image with copies of the photograph and a magenta marker on gray, and returns its path.
 * @param {{ width: number, height: number, at?: [left: number, top: number, scale: number][], type?: string }} options
 */
export async function makeImage({ width, height, at = [], type = 'image/png' }) {
  const page = await siteWithoutCamera.browser.newPage();
  const data = await page.evaluate(
    async ({ source, width, height, at, type, side, marker: [x, y] }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.fillStyle = '#888';
      context.fillRect(0, 0, width, height);
      for (const [left, top, scale] of at) context.drawImage(image, left, top, side * scale, side * scale);
      const size = Math.min(width, height) * 0.06;
      context.fillStyle = '#f0f';
      context.fillRect(x - size / 2, y - size / 2, size, size);
      return canvas.toDataURL(type, 0.95);
    },
    {
      source: `data:image/png;base64,${readFileSync(astronaut, 'base64')}`,
      width,
      height,
      at,
      type,
      side: PHOTOGRAPH_SIDE,
      marker: markerIn({ width, height }),
    },
  );
  await page.close();
  const path = join(folder, `${width}x${height}-${at.length}.${type.split('/')[1]}`);
  writeFileSync(path, Buffer.from(data.split(',')[1], 'base64'));
  return path;
}

/**
 * @typedef {object} VisitOptions
 * @property {string} [path] of the page
 * @property {(page: Page, context: BrowserContext) => unknown} [prepare] called before the page is opened
 * @property {boolean} [expectErrors] whether errors in the console are expected
 * @property {string} [colorScheme] 'light' or 'dark'
 */

/**
 * Opens a page and performs `steps` on it. Fails on any error in the console, breach of the security policy, or request
 * to another origin.
 * @param {Site} site
 * @param {VisitOptions & Omit<BrowserContextOptions, 'colorScheme'>} options
 * @param {(page: Page, visit: { requests: string[], context: BrowserContext }) => Promise<unknown>} steps
 */
export async function visit(site, options, steps) {
  const { path = '', prepare, expectErrors = false, ...others } = options;
  const contextOptions = /** @type {BrowserContextOptions} */ (others);
  const context = await site.browser.newContext({ viewport: DESKTOP, ...contextOptions });
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
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
    assert.deepEqual(await page.evaluate(() => window.violations), [], 'breaches of the security policy');
    if (!expectErrors) assert.deepEqual(errors, [], 'errors in the console');
    assert.deepEqual(strayRequests(requests, site.address), [], 'requests to other origins');
  } finally {
    await context.close();
  }
}

/** Waits until a face is shown as happy. */
export const waitForHappyFace = (/** @type {Page} */ page) =>
  page.locator('.card[data-state="happy"]').first().waitFor({ timeout: 60_000 });

/** Waits for a message with this title in place of the video. */
export const waitForMessage = (/** @type {Page} */ page, /** @type {string} */ title) =>
  page.getByRole('heading', { name: title }).waitFor({ timeout: 60_000 });

export async function startCamera(/** @type {Page} */ page) {
  await page.getByRole('button', { name: 'I understand – start the camera' }).click();
  await waitForHappyFace(page);
}

export async function chooseImage(/** @type {Page} */ page, /** @type {string} */ path) {
  const choosing = page.waitForEvent('filechooser');
  await page.locator('.choose-image:visible').first().click();
  await (await choosing).setFiles(path);
}
