// Builds the site and serves it on this machine (npm start), with the headers that a host should send.
import { join } from 'node:path';
import { buildCustomModels, buildSite } from './build.mjs';
import { runScript } from './script.mjs';

const PORT = 4173;

/** Serves the built site on the first free port from `port`; 0 means any. */
export async function serveSite(/** @type {number} */ port) {
  const { preview } = await import('vite'); // It may have been installed only just now.
  const server = await preview({
    configFile: join(import.meta.dirname, 'vite.config.mjs'),
    logLevel: 'warn',
    preview: { port },
  });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    await buildSite();
    const { address } = await serveSite(PORT);
    console.log(`\nEmoSense is running at ${address} (press Ctrl+C to stop)\n`);
    await buildCustomModels();
    console.log('\nCustom models can be used now, too.');
  });
}
