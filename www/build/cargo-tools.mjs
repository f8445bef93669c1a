// Installs programs written in Rust, in pinned versions, once for all clones of the repository.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { ensureLinker } from './install.mjs';
import { task } from './script.mjs';

/** The programs, and the versions that are installed. */
const VERSIONS = { 'cargo-deny': '0.20.2', 'cargo-fuzz': '0.13.1', 'cargo-llvm-cov': '0.9.1' };

/**
 * Returns the path of a program; installs it if it is missing.
 * @param {keyof typeof VERSIONS} name
 */
export async function ensureCargoTool(name) {
  const version = VERSIONS[name];
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'emosense', `${name}-${version}`);
  const program = join(folder, 'bin', name);
  if (existsSync(program)) return program;
  await ensureLinker();
  // Compiled without optimization, which would take several times as long as all its runs.
  const args = ['install', name, '--version', version, '--locked', '--debug', '--root', folder];
  const env = { CARGO_PROFILE_DEV_DEBUG: '0' };
  await task(`Installing ${name} ${version}`, () => run('cargo', args, { env }));
  return program;
}
