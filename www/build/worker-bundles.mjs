// Bundles the worker with the crate's JavaScript into one file, which needs nothing but its .wasm and can be copied anywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root, Stop } from './steps.mjs';

const pkg = join(root, 'www/package/client/pkg');

/**
 * Writes www/package/client/pkg/worker.js and that of custom-models, and embedded.js, which holds the small worker and its module as text.
 * The module with relaxed SIMD has the same JavaScript as the one without, and so the same worker.
 */
export async function bundleWorker() {
  const [plain, relaxed] = ['.', 'relaxed-simd'].map((build) => readFileSync(join(pkg, build, 'emosense.js'), 'utf8'));
  if (plain !== relaxed)
    throw new Stop(
      'The module with relaxed SIMD has other JavaScript than the one without: it needs a worker of its own.',
    );
  for (const build of ['.', 'custom-models']) {
    const bundle = await rolldown({
      input: join(root, 'www/package/client/worker.js'),
      resolve: { alias: { './pkg/emosense.js': join(pkg, build, 'emosense.js') } },
      // wasm-bindgen's own way to the .wasm, by which a bundler would look for it again; the worker is told where it is.
      transform: { define: { 'import.meta.url': '""' } },
      logLevel: 'warn',
    });
    await bundle.write({ file: join(pkg, build, 'worker.js'), format: 'es', minify: true });
    await bundle.close();
  }
  const worker = readFileSync(join(pkg, 'worker.js'), 'utf8');
  const wasm = readFileSync(join(pkg, 'emosense_bg.wasm'), 'base64');
  writeFileSync(
    join(pkg, 'embedded.js'),
    `export const worker = ${JSON.stringify(worker)};\nexport const wasm = '${wasm}';\n`,
  );
  writeFileSync(join(pkg, 'embedded.d.ts'), 'export const worker: string;\nexport const wasm: string;\n');
}
