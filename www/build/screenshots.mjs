// Makes the site's own images: the icons from icon.svg, and the screenshots for the web app manifest and the README.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite } from '../../tests/support/chromium.mjs';
import { DESKTOP, motionJpeg, PHONE, startCamera } from '../../tests/support/visit.mjs';
import { buildAll } from './build.mjs';
import { root, siteSource } from './paths.mjs';
import { runScript } from './script.mjs';

/** @import { Browser, Page } from 'playwright-core' */
/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

const folder = join(siteSource, 'public');
const icon = readFileSync(join(siteSource, 'icon.svg'), 'utf8');
/** The icon for devices that cut icons to a shape of their own: smaller, with its background up to the edge. */
const maskableIcon = icon
  .replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"')
  .replace('<rect width="64" height="64" rx="17"', '<rect x="-8" y="-8" width="80" height="80"');
/** @type {[name: string, svg: string, size: number][]} */
const ICONS = [
  ['icon-192', icon, 192],
  ['icon-512', icon, 512],
  ['maskable-512', maskableIcon, 512],
];

/** Returns the test photograph, cropped to a camera's aspect ratio, as a JPEG. */
async function photograph() {
  const site = await openSite();
  const page = await site.browser.newPage({ viewport: { width: 640, height: 480 } });
  const source = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
  await page.setContent(`
    <style>
      body { margin: 0 }
      img { display: block; width: 640px; height: 480px; object-fit: cover; object-position: top }
    </style>
    <img src="data:image/png;base64,${source}">`);
  const frame = await page.screenshot({ type: 'jpeg', quality: 95 });
  await site.close();
  return frame;
}

async function drawIcons(/** @type {Browser} */ browser) {
  for (const [name, svg, size] of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
    writeFileSync(join(folder, `icons/${name}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
}

/**
 * Takes a screenshot of a page of the site.
 * @param {Site} site
 * @param {string} name of the screenshot
 * @param {string} path of the page
 * @param {{ width: number, height: number }} viewport
 * @param {(page: Page) => Promise<unknown>} prepare
 */
async function takeScreenshot(site, name, path, viewport, prepare) {
  const context = await site.browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(new URL(path, site.address).href);
  await prepare(page);
  await page.waitForTimeout(1500); // Until the animated bars have come to rest.
  await page.screenshot({ path: join(folder, `screenshots/${name}.jpg`), type: 'jpeg', quality: 82 });
  await context.close();
}

async function startLesson(/** @type {Page} */ page) {
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('heading', { name: 'Look surprised' }).waitFor({ timeout: 60_000 });
}

await runScript(async () => {
  await buildAll();
  const temporary = mkdtempSync(join(tmpdir(), 'emosense-video-'));
  const video = join(temporary, 'camera.mjpeg');
  writeFileSync(video, motionJpeg(await photograph()));
  const site = await openSite({ camera: { video } });
  try {
    await drawIcons(site.browser);
    await takeScreenshot(site, 'desktop', '', DESKTOP, startCamera);
    await takeScreenshot(site, 'phone', '', PHONE, startCamera);
    await takeScreenshot(site, 'lesson', 'lesson.html', PHONE, startLesson);
  } finally {
    await site.close();
    rmSync(temporary, { recursive: true });
  }
});
