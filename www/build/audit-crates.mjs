// Checks every Cargo.lock of the repository with cargo-deny, whose rules are in deny.toml.
import { join } from 'node:path';
import { ensureCargoTool } from './cargo-tools.mjs';
import { run, tryRun } from './commands.mjs';
import { root } from './paths.mjs';
import { task, UserError } from './script.mjs';

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
    const title = `Checking licenses, sources and duplicates of ${manifest}`;
    if (!(await passes(title, manifest, ['licenses', 'bans', 'sources']))) failed.push(manifest);
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
    const title = `Advisories on the crates of ${manifest}`;
    if (!(await passes(title, join(root, manifest), ['advisories']))) failed.push(`${title}, above`);
  }
  return { failed, notChecked: [] };
}

/**
 * Returns whether a manifest passes some checks of cargo-deny.
 * @param {string} title
 * @param {string} manifest
 * @param {string[]} checks
 */
async function passes(title, manifest, checks) {
  const program = await ensureCargoTool('cargo-deny');
  const options = ['--manifest-path', manifest, '--config', RULES, '--locked', '--all-features'];
  const allowed = UNUSED_RULES.map((lint) => `--allow=${lint}`);
  try {
    await task(title, () => run(program, [...options, 'check', ...allowed, ...checks]));
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
}
