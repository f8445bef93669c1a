// Builds the site and the npm package into dist. The order of the build is the order of the lines below.
import { ensureNodePackages } from './install.mjs';
import { runScript, task } from './script.mjs';
import { buildWasm, builtInBuilds, customModelsBuild } from './wasm.mjs';

/** Builds everything. */
export async function buildAll() {
  await buildSite();
  await buildCustomModels();
}

/** Builds everything but the module for custom models, which takes two thirds of the time and which few people use. */
export async function buildSite() {
  await ensureNodePackages();
  for (const build of builtInBuilds) await buildWasm(build);
  // These modules import npm packages, which may have been installed only just now.
  const { bundleBuiltInWorker } = await import('./worker-bundles.mjs');
  const { buildPages } = await import('./pages.mjs');
  const { buildPackage } = await import('./package.mjs');
  const { buildServiceWorker } = await import('./service-worker.mjs');
  const { describeSite } = await import('./shipped-parts.mjs');
  await task('Building the site', async () => {
    await bundleBuiltInWorker();
    const { output, workers } = await buildPages();
    await buildPackage();
    const serviceWorker = await buildServiceWorker(output);
    describeSite(output, workers, serviceWorker);
  });
}

/** Builds the module for custom models and adds it to the built site and to an npm package of its own. */
export async function buildCustomModels() {
  await buildWasm(customModelsBuild);
  const { bundleCustomModelsWorker } = await import('./worker-bundles.mjs');
  const { addCustomModels } = await import('./custom-models.mjs');
  const { describeCustomModels } = await import('./shipped-parts.mjs');
  await bundleCustomModelsWorker();
  addCustomModels();
  describeCustomModels();
}

if (process.argv[1] === import.meta.filename) await runScript(buildAll);
