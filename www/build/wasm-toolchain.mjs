// Finds a Rust toolchain that compiles for wasm32-unknown-unknown, or installs one.
import { existsSync } from 'node:fs';
import { findExecutable, outputOf, tryRun } from './commands.mjs';
import { installDebianPackages } from './install.mjs';
import { UserError } from './script.mjs';

export const WASM_TARGET = 'wasm32-unknown-unknown';

/**
 * The cargo to run for wasm32, with the arguments and the environment variables that it needs.
 * @typedef {{ cargo: string, args: string[], env: Record<string, string> }} Toolchain
 */

/** @returns {Promise<Toolchain>} */
export async function findWasmToolchain() {
  if (!outputOf('cargo', '--version')) {
    throw new UserError(
      'Rust is not installed. Install it as https://rustup.rs describes, open a new terminal, and run this again.',
    );
  }
  const installed = { cargo: 'cargo', args: [], env: {} };
  if (hasStandardLibrary()) return installed;
  if (findExecutable('rustup')) {
    const exitCode = await tryRun('rustup', ['target', 'add', WASM_TARGET]);
    if (exitCode === 0 && hasStandardLibrary()) return installed;
    console.log("  rustup could not download the standard library. Debian's Rust builds it from source instead.");
  }
  return findDebianToolchain();
}

/** Returns whether the Rust in PATH has a compiled standard library for wasm32. */
function hasStandardLibrary() {
  const folder = outputOf('rustc', '--print', 'target-libdir', '--target', WASM_TARGET);
  return folder !== null && existsSync(folder);
}

/**
 * Debian packages the source of the standard library, which cargo can compile for wasm32.
 * @returns {Promise<Toolchain>}
 */
async function findDebianToolchain() {
  const rustc = '/usr/bin/rustc';
  const cargo = '/usr/bin/cargo';
  const hasSource = () => {
    const sysroot = outputOf(rustc, '--print', 'sysroot');
    return sysroot !== null && existsSync(`${sysroot}/lib/rustlib/src/rust/library/Cargo.lock`);
  };
  if (!existsSync(cargo) || !hasSource()) {
    const purpose = `a standard library for wasm32 (rustup target add ${WASM_TARGET} installs one, too)`;
    await installDebianPackages(purpose, ['rustc-web', 'cargo-web', 'rust-web-src']);
  }
  // The linker must be of the same LLVM version as rustc: an older one may not read its object files.
  const llvm = /^LLVM version: (\d+)/m.exec(outputOf(rustc, '-vV') ?? '')?.[1];
  if (!llvm || !hasSource()) {
    throw new UserError(
      'The Debian package rustc-web is installed, but /usr/bin/rustc or its library source is not usable.',
    );
  }
  const linker = `wasm-ld-${llvm}`;
  if (!findExecutable(linker)) await installDebianPackages('a linker for wasm32', [`lld-${llvm}`]);
  return {
    cargo,
    args: ['-Zbuild-std=std,panic_abort'],
    env: {
      RUSTC: rustc,
      RUSTC_BOOTSTRAP: '1', // Allows -Z options with a stable compiler.
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker,
    },
  };
}
