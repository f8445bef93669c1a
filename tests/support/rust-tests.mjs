// Runs the crate's tests and counts them by the JSON events of Rust's test harness.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { outputOf } from '../../www/build/commands.mjs';
import { root } from '../../www/build/paths.mjs';

/** @import { TestResult } from '../run.mjs' */

/** An event of the harness. @typedef {{ type: string, event: string, name: string, stdout?: string }} Event */

/** How the outcomes of a test appear on the terminal, and how they count. */
const OUTCOMES = /** @type {const} */ ({
  ok: { mark: '✔', count: 'passed' },
  failed: { mark: '✖', count: 'failed' },
  ignored: { mark: '﹣', count: 'skipped' },
});

/** @returns {Promise<TestResult>} */
export async function runRustTests() {
  const args = ['test', '--release', '--locked', '--no-fail-fast', '--', '-Zunstable-options', '--format=json'];
  const cargo = spawn('cargo', args, {
    cwd: root,
    env: { ...process.env, ...unstableHarness() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => {
    cargo.on('error', (error) => resolve(error.message));
    cargo.on('close', resolve);
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const line of createInterface({ input: cargo.stdout })) {
    const event = parseEvent(line);
    if (!event) console.log(line);
    if (event?.type !== 'test' || !(event.event in OUTCOMES)) continue;
    const { mark, count } = OUTCOMES[/** @type {keyof typeof OUTCOMES} */ (event.event)];
    counts[count]++;
    console.log(`${mark} ${event.name}`);
    if (count === 'failed') console.log(event.stdout ?? '');
  }
  return { counts, exitCode: await exited };
}

/**
 * Returns variables that make stable Rust accept the harness's option for JSON. They do not reach the compiler,
 * which would rebuild the dependencies.
 */
function unstableHarness() {
  const host = /^host: (.*)$/m.exec(outputOf('rustc', '-vV') ?? '')?.[1] ?? '';
  return {
    [`CARGO_TARGET_${host.toUpperCase().replaceAll('-', '_')}_RUNNER`]: 'env RUSTC_BOOTSTRAP=1',
    RUSTDOC: `${import.meta.dirname}/rustdoc.sh`,
  };
}

/**
 * Returns the event in a line of the output, or null.
 * @param {string} line
 * @returns {Event | null}
 */
function parseEvent(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
