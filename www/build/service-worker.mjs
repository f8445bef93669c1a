// Bundles the service worker into dist, with the list of the files that it keeps.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { root, Stop } from './steps.mjs';

const dist = join(root, 'dist');
const NAME = 'service-worker.js';

/**
 * Needs the built site.
 * @param {Record<string, { fileName: string, originalFileNames?: string[] }>} bundle what Vite has made
 */
export async function buildServiceWorker(bundle) {
  /** The built name of a file of www. */
  const built = (/** @type {string} */ source) => {
    const found = Object.values(bundle).find(({ originalFileNames = [] }) =>
      originalFileNames.some((name) => name.endsWith(source)),
    );
    if (!found) throw new Stop(`The built site has no ${source}.`);
    return found.fileName;
  };
  // Everything of the site's own, but for what only networks of one's own need and the package for other sites.
  const own = ['pkg/custom-models/worker.js', 'pkg/custom-models/emosense_bg.wasm'].map(built);
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('emosense/') && path !== NAME && !own.includes(path))
    .sort();
  const digest = (/** @type {string} */ path) =>
    createHash('sha256')
      .update(readFileSync(join(dist, path)))
      .digest('hex')
      .slice(0, 16);
  const files = paths.map((url) => ({ url, revision: url.startsWith('assets/') ? null : digest(url) }));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const site = {
    files,
    modules: { builtIn: built('pkg/emosense_bg.wasm'), relaxed: built('pkg/relaxed-simd/emosense_bg.wasm') },
    version,
  };
  const made = await rolldown({
    input: join(root, 'www/site/offline/service-worker.js'),
    external: /\/pkg\/embedded\.js$/,
    transform: {
      define: {
        'globalThis.BUILT_SITE': JSON.stringify(site),
        'process.env.NODE_ENV': '"production"', // Workbox is talkative otherwise
        'import.meta.url': '""', // wasm-bindgen's own way to the .wasm; api.js is told where it is
      },
    },
    logLevel: 'warn',
  });
  await made.write({ file: join(dist, NAME), format: 'iife', minify: true });
  await made.close();
}
