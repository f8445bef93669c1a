// Runs the tests of the site in Chromium, and the core tests in each engine, and counts them by the events that event-reporter.mjs writes.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryRun } from '../../www/build/commands.mjs';

/** @import { TestResult } from '../run.mjs' */

/** For a whole file on a busy machine, in milliseconds. */
const TIMEOUT_MS = 20 * 60 * 1000;

/** Runs all tests of the site in Chromium. */
export const runBrowserTests = () => runFolder('tests/browser');

/** Runs the core tests in an engine. */
export const runEngineTests = (/** @type {string} */ engine) => runFolder('tests/engines', { EMOSENSE_ENGINE: engine });

/**
 * @param {string} folder
 * @param {Record<string, string>} [env]
 * @returns {Promise<TestResult>}
 */
async function runFolder(folder, env = {}) {
  const files = readdirSync(new URL(`../../${folder}`, import.meta.url)).filter((name) => name.endsWith('.test.mjs'));
  const temporary = mkdtempSync(join(tmpdir(), 'emosense-events-'));
  const events = join(temporary, 'events.jsonl');
  const exitCode = await tryRun(
    process.execPath,
    [
      '--test',
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...[`--test-reporter=${import.meta.dirname}/event-reporter.mjs`, `--test-reporter-destination=${events}`],
      '--test-concurrency=1', // The tests share the cores with the browser.
      `--test-timeout=${TIMEOUT_MS}`,
      '--test-force-exit', // A failed test may leave its browser open, which would keep the file from ending.
      ...files.map((name) => `${folder}/${name}`),
    ],
    { env },
  );
  const counts = countEvents(readFileSync(events, 'utf8'));
  rmSync(temporary, { recursive: true });
  return { counts, exitCode };
}

function countEvents(/** @type {string} */ jsonLines) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of jsonLines.split('\n').filter(Boolean)) {
    const { outcome } = /** @type {{ outcome: keyof typeof counts }} */ (JSON.parse(line));
    counts[outcome]++;
  }
  return counts;
}
