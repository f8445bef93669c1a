// Bundles the worker with the crate's JavaScript into one file, which needs only its .wasm wherever it is copied to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { packageSource, root, wasmFolder } from './paths.mjs';
import { UserError } from './script.mjs';
import { keepSourceMaps } from './source-maps.mjs';
import { builtInBuilds, customModelsBuild } from './wasm.mjs';

/** Writes pkg/worker.js, which serves both builds with the built-in models. */
export async function bundleBuiltInWorker() {
  const scripts = builtInBuilds.map(({ folder }) => readFileSync(join(folder, 'emosense.js'), 'utf8'));
  if (new Set(scripts).size > 1) {
    throw new UserError(
      'The builds with and without relaxed SIMD share a worker and are expected to have the same JavaScript, ' +
        'but it differs.',
    );
  }
  await bundleWorker(wasmFolder);
}

/** Writes pkg/custom-models/worker.js. */
export async function bundleCustomModelsWorker() {
  await bundleWorker(customModelsBuild.folder);
}

/** Bundles the worker with the JavaScript of one build, into that build's folder. */
async function bundleWorker(/** @type {string} */ folder) {
  const bundle = await rolldown({
    cwd: root,
    input: join(packageSource, 'client/worker.js'),
    resolve: { alias: { './pkg/emosense.js': join(folder, 'emosense.js') } },
    // wasm-bindgen would load the .wasm from this address, and bundlers would look for it. The worker is given its own.
    transform: { define: { 'import.meta.url': '""' } },
    plugins: [keepSourceMaps],
    logLevel: 'warn',
  });
  await bundle.write({ file: join(folder, 'worker.js'), format: 'es', sourcemap: 'hidden', minify: true });
  await bundle.close();
}
