// Measures the pages with Lighthouse, as on a phone with a slow network, and fails if a score is too low.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAN_SANDBOX, CHROMIUM_ARGS } from '../tests/support/chromium.mjs';
import { buildAll } from '../www/build/build.mjs';
import { run } from '../www/build/commands.mjs';
import { ensureChromium } from '../www/build/install.mjs';
import { runScript, UserError } from '../www/build/script.mjs';
import { serveSite } from '../www/build/serve.mjs';

/** Installed for this benchmark only: it is larger than all other packages together. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const PAGES = ['index.html', 'files.html', 'places.html', 'model.html'];
const CHROME_FLAGS = ['--headless', ...CHROMIUM_ARGS, ...(CAN_SANDBOX ? [] : ['--no-sandbox'])];
/** The scores that a page must reach. Times depend on the machine, so that performance has some tolerance. */
const MIN_SCORES = { performance: 0.9, accessibility: 1, 'best-practices': 1, seo: 1 };
/** The metrics to print. */
const METRICS = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocking time',
  'cumulative-layout-shift': 'layout shift',
};

/** @typedef {{ title: string, score: number }} Category */

/**
 * Runs Lighthouse on a page, prints its scores and metrics, and returns what is wrong with the scores.
 * @param {string} page
 * @param {string} address of the site
 * @param {string} folder for the report
 */
async function measure(page, address, folder) {
  const path = join(folder, 'report.json');
  await run('npx', [
    ...['--yes', LIGHTHOUSE, address + page.replace('index.html', ''), '--quiet'],
    ...['--output=json', `--output-path=${path}`, `--chrome-flags=${CHROME_FLAGS.join(' ')}`],
  ]);
  const report = JSON.parse(readFileSync(path, 'utf8'));
  /** @type {Record<string, Category>} */
  const categories = report.categories;
  const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(100 * score)}`);
  const metrics = Object.entries(METRICS).map(([id, name]) => `${name} ${report.audits[id].displayValue}`);
  console.log(`${page}: ${scores.join(', ')}\n  ${metrics.join(', ')}`);
  return Object.entries(MIN_SCORES)
    .filter(([id, minScore]) => categories[id].score < minScore)
    .map(([id, minScore]) => `${page}: ${id} must be at least ${minScore}, got ${categories[id].score}`);
}

await runScript(async () => {
  await buildAll();
  process.env.CHROME_PATH = await ensureChromium();
  const server = await serveSite(0);
  const folder = mkdtempSync(join(tmpdir(), 'emosense-lighthouse-'));
  const failures = [];
  try {
    for (const page of PAGES) failures.push(...(await measure(page, server.address, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.close();
  }
  if (failures.length) throw new UserError(failures.join('\n  '));
});
