// Lists the crates that are compiled into the WebAssembly modules, with the folders of their sources.
import { dirname } from 'node:path';
import { outputOf } from './commands.mjs';
import { UserError } from './script.mjs';
import { WASM_TARGET } from './wasm-toolchain.mjs';

/**
 * A crate or npm package that is shipped.
 * @typedef {object} Component
 * @property {'cargo' | 'npm'} registry
 * @property {string} name
 * @property {string} version
 * @property {string} license in SPDX's syntax
 * @property {string} folder of its sources
 */

/**
 * Returns the crates that are in a build, sorted by name. Those that only run at build time are left out.
 * @param {import('./wasm.mjs').WasmBuild} build
 * @returns {Component[]}
 */
export function shippedCrates({ features }) {
  const options = ['--locked', '--color=never', ...features];
  const tree = cargo('tree', '--edges=normal,no-proc-macro', `--target=${WASM_TARGET}`, '--prefix=none', ...options);
  const shipped = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  const metadata = cargo('metadata', '--format-version=1', `--filter-platform=${WASM_TARGET}`, ...options);
  /** @type {{ packages: { name: string, version: string, license?: string, manifest_path: string }[] }} */
  const { packages } = JSON.parse(metadata);
  const crates = packages
    .filter(({ name, version }) => name !== 'emosense' && shipped.has(`${name} v${version}`))
    .map(({ name, version, license = '', manifest_path }) => ({
      registry: /** @type {const} */ ('cargo'),
      name,
      version,
      license: license.replaceAll('/', ' OR '), // An old form, which cargo still accepts.
      folder: dirname(manifest_path),
    }));
  if (crates.length !== shipped.size - 1) {
    throw new UserError(
      `cargo tree names ${shipped.size - 1} crates that are shipped, cargo metadata ${crates.length}.`,
    );
  }
  return crates.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function cargo(/** @type {string[]} */ ...args) {
  const output = outputOf('cargo', ...args);
  if (output === null) throw new UserError(`cargo ${args.join(' ')}\n  failed. Run it by hand to see why.`);
  return output;
}
