// Builds the pages of the site into dist with Vite.
import { join } from 'node:path';
import { build } from 'vite';
import { customModelsUrlPath } from './custom-models.mjs';
import { UserError } from './script.mjs';

/** @import { Rolldown } from 'vite' */

/** Builds the pages and returns what Vite has written; of the workers, what they are bundled from. */
export async function buildPages() {
  const configFile = join(import.meta.dirname, 'vite.config.mjs');
  /** @type {Rolldown.RolldownOutput['output'][number][]} */
  const workers = [];
  const recorder = {
    name: 'worker-recorder', // Vite's output does not have the chunks of workers.
    generateBundle(/** @type {unknown} */ _options, /** @type {Rolldown.OutputBundle} */ bundle) {
      workers.push(...Object.values(bundle));
    },
  };
  const worker = { plugins: () => [recorder] };
  const { output } = /** @type {Rolldown.RolldownOutput} */ (await build({ configFile, worker, logLevel: 'warn' }));
  const path = customModelsUrlPath();
  if (!output.some((file) => file.type === 'chunk' && file.code.includes(path))) {
    throw new UserError(
      `The built site was expected to load the module for custom models from ${path}, but no file names it.\n` +
        '  live.js should pass globalThis.CUSTOM_MODELS_URL to its session.',
    );
  }
  return { output, workers };
}
