// Checks every Cargo.lock of the repository with cargo-deny, whose rules are in deny.toml.
import { join } from 'node:path';
import { ensureCargoTool } from './cargo-tools.mjs';
import { tryRun } from './commands.mjs';
import { root } from './paths.mjs';
import { task } from './script.mjs';

/** @import { Findings } from './audit.mjs' */

/** The manifests of the crates that have a Cargo.lock of their own. */
const MANIFESTS = ['Cargo.toml', 'fuzz/Cargo.toml', 'benches/engines/Cargo.toml', 'www/build/bindgen/Cargo.toml'];

const RULES = join(root, 'deny.toml');
/** What cargo-deny would say of a rule that only another Cargo.lock needs. */
const UNUSED_RULES = ['unmatched-skip', 'unnecessary-skip', 'license-exception-not-encountered'];

/** Returns the manifests whose licenses, sources or duplicates break the rules; cargo-deny says on the terminal how. */
export async function checkCrates(manifests = MANIFESTS.map((path) => join(root, path))) {
  const failed = [];
  for (const manifest of manifests) {
    const exitCode = await task(`Checking licenses, sources and duplicates of ${manifest}`, () =>
      deny(manifest, ['licenses', 'bans', 'sources']),
    );
    if (exitCode !== 0) failed.push(manifest);
  }
  return failed;
}

/** Looks up the security advisories on all crates. @returns {Promise<Findings>} */
export async function crateAdvisories() {
  const program = await ensureCargoTool('cargo-deny');
  const fetched = await task('Fetching the security advisories on crates', () =>
    tryRun(program, ['--config', RULES, 'fetch', 'db']),
  );
  if (fetched !== 0) return { failed: [], notChecked: ["security advisories on crates (RustSec's database)"] };
  const failed = [];
  for (const manifest of MANIFESTS) {
    const path = join(root, manifest);
    const exitCode = await task(`Advisories on the crates of ${manifest}`, () => deny(path, ['advisories']));
    if (exitCode !== 0) failed.push(`advisories on the crates of ${manifest}, above`);
  }
  return { failed, notChecked: [] };
}

/**
 * @param {string} manifest
 * @param {string[]} checks
 */
async function deny(manifest, checks) {
  const program = await ensureCargoTool('cargo-deny');
  const options = ['--manifest-path', manifest, '--config', RULES, '--locked', '--all-features'];
  return tryRun(program, [...options, 'check', ...UNUSED_RULES.map((lint) => `--allow=${lint}`), ...checks]);
}
