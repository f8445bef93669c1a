// Runs the steps of a build or a test: a line for each with its seconds, and one plain way to stop.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The repository's root; every command runs there. */
export const root = resolve(import.meta.dirname, '../..');

/** A reason to stop that a person can act upon: shown as it is, without a stack. */
export class Stop extends Error {}

/**
 * Announces `title`, does `work` and tells how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  console.log(`▸ ${title}`);
  // Optimizing the whole module at link time is a silent minute: a log without a word looks hung.
  const alive = setInterval(() => console.log(`  … ${title}: ${seconds()}`), 60_000);
  try {
    const result = await work();
    console.log(`✓ ${title} (${seconds()})`);
    return result;
  } finally {
    clearInterval(alive);
  }
}

/**
 * Runs a command in the root with its output in view; a failing one is a reason to stop.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 */
export async function run(command, args, options) {
  const { code } = await watch(command, args, options);
  if (code !== 0) throw new Stop(`${command} ${args.join(' ')}\n  ended with ${code}; its message is above.`);
}

/**
 * Runs a command in the root with its output in view and, with `keep`, returns what it printed too.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, keep?: boolean }} [options]
 * @returns {Promise<{ code: number | string, output: string }>}
 */
export function watch(command, args, { env = {}, keep = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', keep ? 'pipe' : 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', (error) => resolve({ code: error.message, output }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'no exit code', output }));
  });
}

/** What a quiet command prints, trimmed, or null where it is missing or fails. */
export function ask(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The path of a program on PATH, or null. */
export function which(/** @type {string} */ program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Runs a script's `work` and ends the process with a plain message where it cannot go on. */
export async function main(/** @type {() => Promise<unknown>} */ work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Stop ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}
