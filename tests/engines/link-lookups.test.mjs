// No page makes the browser look up the hosts of its links before anybody follows one.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist } from '../../www/build/paths.mjs';
import { engine, openPage } from '../support/engines/engine.mjs';
import { host } from '../support/host.mjs';

const skip = engine !== 'firefox' && 'only Firefox looks links up by itself, and only Firefox logs its lookups';

test(`${engine}: the hosts of links are not looked up`, { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-lookups-'));
  const links = '<a href="https://looked-up.example/">This one is</a>';
  const site = await host({ '/': dist, '/control.html': `<!doctype html><title>Control</title>${links}` });
  const lookups = () =>
    readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/(?<=Resolving host \[)[^\]<]+/gi) ?? [])
      .filter((name) => !/^localhost$|\.(mozilla\.(com|org|net)|firefox\.com)$/.test(name)); // its own services
  try {
    const page = await openPage({ lookupLog: join(folder, 'lookups') });
    for (const path of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
      await page.goto(`${site.address}${path}`);
    }
    await page.goto(`${site.address}control.html`);
    for (const end = Date.now() + 60_000; !lookups().length && Date.now() < end; ) {
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    }
    await page.close();
    assert.deepEqual([...new Set(lookups())], ['looked-up.example']);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
