// Audits the dependencies (npm run audit): licenses, sources, duplicates, lock files, advisories and signatures. What
// could not be checked, because a server was out of reach, is named, and the audit then fails.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkCrates, crateAdvisories } from './audit-crates.mjs';
import { lockFileFaults } from './audit-lock-files.mjs';
import { root } from './paths.mjs';
import { runScript, task, UserError } from './script.mjs';

/** The folders with a package-lock.json. */
const NODE_PROJECTS = ['.', 'benches/peers'];

/** @typedef {{ failed: string[], notChecked: string[] }} Findings */

/** Checks what needs no network: the crates' licenses, sources and duplicates, and the lock files of npm. */
export async function auditOffline() {
  const faults = NODE_PROJECTS.flatMap((folder) => lockFileFaults(join(root, folder, 'package-lock.json')));
  const failed = [...(await checkCrates()), ...faults];
  if (failed.length) throw new UserError(`The audit of the dependencies failed: ${failed.join('; ')}.`);
}

/** Checks what other people have found out since: advisories and signatures. @returns {Promise<Findings>} */
async function auditOnline() {
  /** @type {Findings} */
  const findings = await crateAdvisories();
  for (const folder of NODE_PROJECTS) {
    for (const args of [['audit'], ['audit', 'signatures']]) {
      const title = `npm ${args.join(' ')} in ${folder}`;
      const { unreachable, output } = await task(title, () => npm(folder, args));
      if (unreachable) findings.notChecked.push(`${title} (${unreachable})`);
      else if (output) findings.failed.push(`${title}:\n${output}`);
    }
  }
  return findings;
}

/**
 * Runs npm, and returns what it has found, or why it could not look.
 * @param {string} folder
 * @param {string[]} args
 * @returns {{ unreachable?: string, output?: string }}
 */
function npm(folder, args) {
  const { status, stdout, stderr } = spawnSync('npm', [...args, '--json'], {
    cwd: join(root, folder),
    encoding: 'utf8',
  });
  if (status === 0) return {};
  const answer = stdout.trim() ? JSON.parse(stdout) : { error: { summary: stderr } };
  if (answer.error) return { unreachable: answer.message ?? answer.error.summary };
  return { output: stdout };
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    await auditOffline();
    const { failed, notChecked } = await auditOnline();
    const parts = [
      ...failed.map((what) => `Failed: ${what}`),
      ...notChecked.map((what) => `NOT CHECKED, as a server was out of reach: ${what}`),
    ];
    if (parts.length) throw new UserError(parts.join('\n'));
  });
}
