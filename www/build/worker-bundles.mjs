// Bundles the worker with the crate's JavaScript into one file, which needs only its .wasm wherever it is copied to.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { packageSource, wasmFolder } from './paths.mjs';
import { UserError } from './script.mjs';
import { builtInBuilds, customModelsBuild } from './wasm.mjs';

/**
 * Writes pkg/worker.js, which serves both builds with the built-in models, and pkg/embedded.js: the same worker and its
 * module as text, for bundlers that do not include the two files.
 */
export async function bundleBuiltInWorker() {
  const scripts = builtInBuilds.map(({ folder }) => readFileSync(join(folder, 'emosense.js'), 'utf8'));
  if (new Set(scripts).size > 1) {
    throw new UserError(
      'The builds with and without relaxed SIMD share a worker and are expected to have the same JavaScript, ' +
        'but it differs.',
    );
  }
  await bundleWorker(wasmFolder);
  const worker = readFileSync(join(wasmFolder, 'worker.js'), 'utf8');
  const wasm = readFileSync(join(wasmFolder, 'emosense_bg.wasm'), 'base64');
  const embedded = `export const worker = ${JSON.stringify(worker)};\nexport const wasm = '${wasm}';\n`;
  writeFileSync(join(wasmFolder, 'embedded.js'), embedded);
  const types = 'export const worker: string;\nexport const wasm: string;\n';
  writeFileSync(join(wasmFolder, 'embedded.d.ts'), types);
}

/** Writes pkg/custom-models/worker.js. */
export async function bundleCustomModelsWorker() {
  await bundleWorker(customModelsBuild.folder);
}

/** Bundles the worker with the JavaScript of one build, into that build's folder. */
async function bundleWorker(/** @type {string} */ folder) {
  const bundle = await rolldown({
    input: join(packageSource, 'client/worker.js'),
    resolve: { alias: { './pkg/emosense.js': join(folder, 'emosense.js') } },
    // wasm-bindgen would load the .wasm from this address, and bundlers would look for it. The worker is given its own.
    transform: { define: { 'import.meta.url': '""' } },
    logLevel: 'warn',
  });
  await bundle.write({ file: join(folder, 'worker.js'), format: 'es', minify: true });
  await bundle.close();
}
