// Lighthouse's scores of every page, as on a phone with a slow network: performance, accessibility, best practices, search.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../www/build/install.mjs';
import { buildSite, serveSite } from '../www/build/site.mjs';
import { run } from '../www/build/commands.mjs';
import { runScript, UserError } from '../www/build/script.mjs';

/** Fetched for this bench alone: it is larger than all the rest together. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const PAGES = ['', 'files.html', 'places.html', 'model.html'];
const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
if (process.getuid?.() === 0) FLAGS.push('--no-sandbox'); // Chromium refuses to sandbox itself as root
/** What a page must reach; times vary with the machine, so performance has some room. */
const LEAST = { performance: 0.9, accessibility: 1, 'best-practices': 1, seo: 1 };

await runScript(async () => {
  await buildSite();
  process.env.CHROME_PATH = await ensureChromium();
  const server = await serveSite(0);
  const folder = mkdtempSync(join(tmpdir(), 'emosense-lighthouse-'));
  const short = [];
  try {
    for (const page of PAGES) {
      const path = join(folder, 'report.json');
      await run('npx', [
        '--yes',
        LIGHTHOUSE,
        `${server.resolvedUrls?.local[0]}${page}`,
        '--quiet',
        '--output=json',
        `--output-path=${path}`,
        `--chrome-flags=${FLAGS.join(' ')}`,
      ]);
      const { categories, audits } = JSON.parse(readFileSync(path, 'utf8'));
      console.log(
        `${page || 'index.html'}: ${Object.values(categories)
          .map(({ title, score }) => `${title} ${Math.round(100 * score)}`)
          .join(', ')}`,
      );
      console.log(
        `  first paint ${audits['first-contentful-paint'].displayValue}, largest ${audits['largest-contentful-paint'].displayValue}, blocked ${audits['total-blocking-time'].displayValue}, shifts ${audits['cumulative-layout-shift'].displayValue}`,
      );
      for (const [name, least] of Object.entries(LEAST))
        if (categories[name].score < least)
          short.push(
            `${page || 'index.html'} has ${categories[name].title} ${Math.round(100 * categories[name].score)}`,
          );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await new Promise((resolve) => server.httpServer.close(resolve));
  }
  if (short.length) throw new UserError(`Too low: ${short.join('; ')}.`);
});
