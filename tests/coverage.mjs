// Measures the coverage of the crate by its tests, and of the site and the package by the tests in Chromium, and names
// what is not covered: npm run coverage [-- crate | site [test file …]].
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../www/build/build.mjs';
import { tryRun } from '../www/build/commands.mjs';
import { ensureChromium, ensureLinker, ensureNodePackages } from '../www/build/install.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { runBrowserTests } from './support/browser-tests.mjs';
import { crateCoverage } from './support/coverage/crate-coverage.mjs';
import { printCoverage } from './support/coverage/lcov.mjs';

/** The least shares of lines that the tests must cover. */
const LEAST = { crate: 0.9, site: 0.85 };
/** Where each browser of the tests leaves what it has collected. */
const collected = join(root, 'target/coverage/collected');

await runScript(async () => {
  const [part, ...files] = process.argv.slice(2);
  if (part && !(part in LEAST)) throw new UserError(`Expected "crate" or "site", got ${part}.`);
  await ensureNodePackages();
  await ensureLinker();
  const missed = [];
  if (part !== 'site') missed.push(...report('crate', await task('Testing the crate', crateCoverage)));
  if (part !== 'crate') missed.push(...report('site', await testSite(files)));
  if (missed.length && !files.length) throw new UserError(missed.join('\n'));
});

/**
 * Prints the coverage of a part and returns what is wrong with it.
 * @param {keyof typeof LEAST} part
 * @param {Parameters<typeof printCoverage>[1]} files
 */
function report(part, files) {
  const share = printCoverage(part, files);
  return share >= LEAST[part] ? [] : [`The tests must cover ${100 * LEAST[part]} % of the lines of the ${part}.`];
}

/** Runs the tests in Chromium, or some of them, and returns what they cover. */
async function testSite(/** @type {string[]} */ files) {
  await ensureChromium();
  await buildAll();
  rmSync(collected, { recursive: true, force: true });
  mkdirSync(collected, { recursive: true });
  process.env.EMOSENSE_COVERAGE = collected;
  await task('Testing the site in Chromium', async () => {
    const exitCode = files.length
      ? await tryRun(process.execPath, ['--test', '--test-force-exit', '--test-concurrency=1', ...files])
      : (await runBrowserTests()).exitCode;
    if (exitCode !== 0) console.log('  Some tests failed; what they run until then counts.');
  });
  const { siteCoverage } = await import('./support/coverage/site-coverage.mjs'); // Imports npm packages.
  return siteCoverage(collected);
}
