// Starts the programs that an engine needs, each in its own process group, and ends them with all that they started.
import { spawn } from 'node:child_process';

/** @import { ChildProcess, StdioOptions } from 'node:child_process' */

/** @type {Set<ChildProcess>} */
const running = new Set();

// Also after a failed test, or when the test runner ends this process.
process.on('exit', () => {
  for (const child of running) end(child);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/**
 * Starts a program.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, stdio?: StdioOptions }} [options]
 */
export function start(program, args, { env, stdio = 'ignore' } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio, detached: true });
  child.on('error', () => running.delete(child)); // Whoever waits for the program says that it is not there.
  running.add(child);
  return child;
}

/** Ends a program and all that it started. */
export function end(/** @type {ChildProcess} */ child) {
  if (!running.delete(child) || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
