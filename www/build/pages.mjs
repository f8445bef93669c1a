// Builds the pages of the site into dist with Vite.
import { join } from 'node:path';
import { build } from 'vite';
import { customModelsUrlPath } from './custom-models.mjs';
import { UserError } from './script.mjs';

/** @import { Rolldown } from 'vite' */

/** Builds the pages and returns the files that Vite has written. */
export async function buildPages() {
  const configFile = join(import.meta.dirname, 'vite.config.mjs');
  const { output } = /** @type {Rolldown.RolldownOutput} */ (await build({ configFile, logLevel: 'warn' }));
  const path = customModelsUrlPath();
  if (!output.some((file) => file.type === 'chunk' && file.code.includes(path))) {
    throw new UserError(
      `The built site was expected to load the module for custom models from ${path}, but no file names it.\n` +
        '  live.js should pass globalThis.CUSTOM_MODELS_URL to its session.',
    );
  }
  return output;
}
