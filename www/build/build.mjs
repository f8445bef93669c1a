// Builds the site into dist, from nothing where need be; with --serve, serves it on this machine.
import { join } from 'node:path';
import { ensureNodePackages } from './install.mjs';
import { main, root, step } from './steps.mjs';
import { buildWasm } from './wasm.mjs';

const configFile = join(root, 'www/build/vite.config.js');

/** Installs what is missing and builds the wasm module and the site. */
export async function buildSite() {
  await ensureNodePackages();
  await buildWasm();
  const { build } = await import('vite'); // only now is it there
  await step('Building the site', () => build({ configFile, logLevel: 'warn' }));
}

/** Serves the built site, with the headers a host should send, on a free port near `port`. */
export async function serveSite(/** @type {number} */ port) {
  const { preview } = await import('vite');
  return preview({ configFile, logLevel: 'warn', preview: { port } });
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await buildSite();
    if (!process.argv.includes('--serve')) return;
    const server = await serveSite(4173);
    console.log(`\nEmoSense is at ${server.resolvedUrls?.local[0]}  (Ctrl+C ends it)`);
  });
}
