// Runs every test, native and in a browser, installing and building what they need first.
import { readdirSync } from 'node:fs';
import { ensureChromium, ensureLinker, ensureNodePackages } from '../www/build/install.mjs';
import { main, step, Stop, watch } from '../www/build/steps.mjs';
import { buildSite } from '../www/build/site.mjs';

const count = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs one suite and adds up what its own closing lines count.
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {Record<keyof typeof count, RegExp>} closing
 */
async function suite(title, command, args, closing) {
  const before = count.passed + count.failed;
  await step(title, async () => {
    const { code, output } = await watch(command, args, { keep: true });
    for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) {
      for (const [, number] of output.matchAll(closing[kind])) count[kind] += Number(number);
    }
    if (code !== 0) throw new Stop(`${title}: ended with ${code}; what failed is above.`);
    if (count.passed + count.failed === before) throw new Stop(`${title}: ran no test.`);
  });
}

async function tests() {
  await ensureNodePackages();
  await ensureLinker();
  await ensureChromium();
  await suite('Testing the crate', 'cargo', ['test', '--release', '--locked', '--no-fail-fast'], {
    passed: /^test result: .* (\d+) passed;/gm,
    failed: /^test result: .* (\d+) failed;/gm,
    skipped: /^test result: .* (\d+) ignored;/gm,
  });
  await buildSite();
  const files = readdirSync(new URL('browser', import.meta.url)).filter((name) => name.endsWith('.test.mjs'));
  // One file after another: they share the cores with the browser. The time is for a whole file on a busy machine;
  // a failed test may leave its browser open, which must not keep the file from ending.
  await suite(
    'Testing the site in Chromium',
    process.execPath,
    [
      '--test',
      '--test-reporter=spec',
      '--test-concurrency=1',
      '--test-timeout=1200000',
      '--test-force-exit',
      ...files.map((name) => `tests/browser/${name}`),
    ],
    {
      passed: /^ℹ pass (\d+)/gm,
      failed: /^ℹ (?:fail|cancelled) (\d+)/gm,
      skipped: /^ℹ (?:skipped|todo) (\d+)/gm,
    },
  );
}

await main(async () => {
  try {
    await tests();
  } catch (error) {
    count.failed ||= 1; // what could not be built or run at all is a failure that no suite counted
    throw error;
  }
});
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
