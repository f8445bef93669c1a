// Installs the engines that the tests run in, and says which are left out on a machine that cannot have them, and why.
import { ensureChromium, ensureFirefox, ensureWebKit } from '../../../www/build/install.mjs';
import { UserError } from '../../../www/build/script.mjs';

/** How each engine is installed. @type {Record<string, () => Promise<unknown>>} */
const ENGINES = { chromium: ensureChromium, firefox: ensureFirefox, webkit: ensureWebKit };

/** All engines, by name. */
export const ALL_ENGINES = Object.keys(ENGINES);

/**
 * Returns the engines that are there, after installing those that are not.
 * @param {string[]} required those that may not be left out
 */
export async function ensureEngines(required) {
  for (const engine of required) {
    if (engine in ENGINES) continue;
    throw new UserError(`EMOSENSE_ENGINES must name ${ALL_ENGINES.join(', ')}, got ${engine}.`);
  }
  const available = [];
  for (const [engine, ensure] of Object.entries(ENGINES)) {
    try {
      await ensure();
      available.push(engine);
    } catch (error) {
      if (required.includes(engine) || !(error instanceof UserError)) throw error;
      console.log(`\nLeft out: ${engine}. ${error.message}`);
    }
  }
  return available;
}
