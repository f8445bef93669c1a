// Runs other programs, always in the root of the repository.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';
import { UserError } from './script.mjs';

/** @typedef {{ env?: Record<string, string> }} RunOptions `env`: variables to add to the environment */

/**
 * Runs a command with its output on the terminal. Throws a UserError unless it succeeds.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function run(command, args, options) {
  const exitCode = await tryRun(command, args, options);
  if (exitCode !== 0) {
    throw new UserError(`${command} ${args.join(' ')}\n  failed with ${exitCode}. Its own message is above.`);
  }
}

/**
 * Runs a command with its output on the terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number | string>} the exit code, or in words why there is none
 */
export function tryRun(command, args, { env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });
}

/** Returns the trimmed output of a command, or null if it fails or does not exist. Nothing appears on the terminal. */
export function outputOf(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** Returns the path of a program in PATH, or null. */
export function findExecutable(/** @type {string} */ program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
