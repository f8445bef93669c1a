// Says under which names the WebAssembly modules mention their sources, so that they are the same in every folder.
import { dirname } from 'node:path';
import { outputOf } from './commands.mjs';
import { root } from './paths.mjs';
import { UserError } from './script.mjs';
import { shippedCrates } from './shipped-crates.mjs';

/** Stands for the folder of the repository, which also has what build scripts generate. */
const REPOSITORY = '/emosense';
/** Stands for the folder with the sources of the crates, which cargo has downloaded. */
const CRATES = '/crates';

/**
 * Returns the options of rustc that replace the folders of this machine, which messages of panics would contain.
 * @param {import('./wasm.mjs').WasmBuild} build
 * @param {string} [rustc] the compiler of the build
 */
export function remapOptions(build, rustc = 'rustc') {
  const [crate] = shippedCrates(build);
  const sysroot = outputOf(rustc, '--print', 'sysroot');
  const commit = /^commit-hash: (.*)$/m.exec(outputOf(rustc, '-vV') ?? '')?.[1];
  if (!crate || !sysroot || !commit) throw new UserError(`${rustc} was expected to name its folder and its commit.`);
  return [
    [root, REPOSITORY],
    [dirname(crate.folder), CRATES],
    [`${sysroot}/lib/rustlib/src/rust`, `/rustc/${commit}`], // Where the source of the standard library is installed.
  ].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}
