// Runs every test, of the crate and of the site in a browser, after installing and building what the tests need; with
// `--browsers` only those of the site, in every engine.
import { buildAll } from '../www/build/build.mjs';
import { ensureLinker, ensureNodePackages } from '../www/build/install.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { runBrowserTests, runEngineTests } from './support/browser-tests.mjs';
import { ALL_ENGINES, ensureEngines } from './support/engines/available.mjs';
import { runRustTests } from './support/rust-tests.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ counts: Counts, exitCode: number | string }} TestResult `exitCode`: in words if the runner has none */

const onlyBrowsers = process.argv.includes('--browsers');
/** The engines that must be tested, separated by spaces; others are left out where they cannot be installed. */
const required = onlyBrowsers ? ALL_ENGINES : (process.env.EMOSENSE_ENGINES ?? '').split(' ').filter(Boolean);

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };

await runScript(async () => {
  try {
    await ensureNodePackages();
    await ensureLinker();
    // The whole suite needs Chromium.
    const engines = await ensureEngines(['chromium', ...required]);
    if (!onlyBrowsers) await runTests('Testing the crate', runRustTests);
    await buildAll();
    await runTests('Testing the site in Chromium', runBrowserTests);
    for (const engine of engines) {
      await runTests(`Testing the site's core in ${engine}`, () => runEngineTests(engine));
    }
  } catch (error) {
    total.failed ||= 1; // What could not be built or started is a failure, too, though no runner has counted it.
    throw error;
  }
});
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

/**
 * Runs tests and adds their counts to the total. Throws if any failed, or if there were none.
 * @param {string} title
 * @param {() => Promise<TestResult>} run
 */
async function runTests(title, run) {
  await task(title, async () => {
    const { counts, exitCode } = await run();
    for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[kind] += counts[kind];
    if (exitCode !== 0) throw new UserError(`${title} failed with ${exitCode}. What failed is above.`);
    if (counts.passed + counts.failed === 0) throw new UserError(`${title} was expected to run tests, but ran none.`);
  });
}
