// Shared by all scripts: announces tasks, reports their times, and prints a plain message if one fails.

/** An error that the person who runs a script can act on; only its message is shown, without a stack trace. */
export class UserError extends Error {}

/** How often a long task reports that it is still running; link-time optimization alone is silent for a minute. */
const HEARTBEAT_MS = 60_000;

/**
 * Announces a task, performs it and reports how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} action
 * @returns {Promise<T>}
 */
export async function task(title, action) {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`▸ ${title}`);
  const heartbeat = setInterval(() => console.log(`  … ${title}: ${elapsed()}`), HEARTBEAT_MS);
  try {
    const result = await action();
    console.log(`✓ ${title} (${elapsed()})`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${elapsed()})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Runs a script. If it fails, prints why and sets the exit code to 1. */
export async function runScript(/** @type {() => Promise<unknown>} */ script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof UserError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
