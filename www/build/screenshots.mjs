// Makes the pictures of the site itself: the app's icons from icon.svg, and what it looks like for the manifest and the README.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite } from '../../tests/support/chromium.mjs';
import { PHONE, startCamera } from '../../tests/support/visit.mjs';
import { buildSite } from './site.mjs';
import { main, root } from './steps.mjs';

const folder = join(root, 'www/site/public');
const svg = readFileSync(join(root, 'www/site/icon.svg'), 'utf8');
/** A mask may cut a fifth off each side: the drawing is smaller, and the ground goes to the edge. */
const maskable = svg
  .replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"')
  .replace('<rect width="64" height="64" rx="17"', '<rect x="-8" y="-8" width="80" height="80"');

/** The test photograph, cropped to a camera's shape, as a film of ten frames: a Motion JPEG is JPEGs in a row. */
async function photograph() {
  const site = await openSite();
  const page = await site.browser.newPage({ viewport: { width: 640, height: 480 } });
  const source = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
  await page.setContent(
    `<style>body { margin: 0 } img { display: block; width: 640px; height: 480px; object-fit: cover; object-position: top }</style><img src="data:image/png;base64,${source}">`,
  );
  const frame = await page.screenshot({ type: 'jpeg', quality: 95 });
  await site.close();
  return Buffer.concat(Array(10).fill(frame));
}

await main(async () => {
  await buildSite();
  const film = join(mkdtempSync(join(tmpdir(), 'emosense-film-')), 'film.mjpeg');
  writeFileSync(film, await photograph());
  const playing = await openSite({ camera: { video: film } });
  try {
    for (const [name, source, side] of /** @type {const} */ ([
      ['icon-192', svg, 192],
      ['icon-512', svg, 512],
      ['maskable-512', maskable, 512],
    ])) {
      const page = await playing.browser.newPage({ viewport: { width: side, height: side } });
      await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${side}px }</style>${source}`);
      writeFileSync(join(folder, `icons/${name}.png`), await page.screenshot({ omitBackground: true }));
      await page.close();
    }
    const shot = async (
      /** @type {string} */ file,
      /** @type {string} */ path,
      /** @type {{ width: number, height: number }} */ viewport,
      /** @type {(page: import('playwright-core').Page) => Promise<void>} */ steps,
    ) => {
      const context = await playing.browser.newContext({ viewport });
      const page = await context.newPage();
      await page.goto(new URL(path, playing.address).href);
      await steps(page);
      await page.waitForTimeout(1500); // bars at rest
      await page.screenshot({ path: join(folder, file), type: 'jpeg', quality: 82 });
      await context.close();
    };
    const live = (/** @type {import('playwright-core').Page} */ page) => startCamera(page);
    await shot('screenshots/desktop.jpg', '', { width: 1280, height: 800 }, live);
    await shot('screenshots/phone.jpg', '', PHONE, live);
    await shot('screenshots/lesson.jpg', 'lesson.html', PHONE, async (page) => {
      await page.getByRole('button', { name: 'I understand' }).click();
      await page.getByRole('heading', { name: 'Show surprised' }).waitFor({ timeout: 60_000 });
    });
  } finally {
    await playing.close();
  }
});
