// Finds a Rust toolchain that can build for wasm32-unknown-unknown, or gets one.
import { existsSync } from 'node:fs';
import { installDebianPackages } from './install.mjs';
import { ask, Stop, watch, which } from './steps.mjs';

export const target = 'wasm32-unknown-unknown';

/**
 * The cargo to call for wasm32, with the arguments and the environment it needs.
 * @typedef {{ cargo: string, args: string[], env: Record<string, string> }} Toolchain
 */

/** @returns {Promise<Toolchain>} */
export async function wasmToolchain() {
  if (!ask('cargo', '--version')) {
    throw new Stop('Rust is missing. Install it as https://rustup.rs says, open a new terminal, then run this again.');
  }
  const installed = { cargo: 'cargo', args: [], env: {} };
  if (hasStandardLibrary()) return installed;
  if (which('rustup')) {
    const { code } = await watch('rustup', ['target', 'add', target]);
    if (code === 0 && hasStandardLibrary()) return installed;
    console.log("  rustup could not get the standard library; building it with Debian's Rust instead.");
  }
  return debianToolchain();
}

/** Whether the Rust on PATH has a compiled standard library for wasm32. */
function hasStandardLibrary() {
  const folder = ask('rustc', '--print', 'target-libdir', '--target', target);
  return folder !== null && existsSync(folder);
}

/**
 * Debian's Rust carries the standard library's source, from which cargo can build it for wasm32.
 * @returns {Promise<Toolchain>}
 */
async function debianToolchain() {
  const rustc = '/usr/bin/rustc';
  const cargo = '/usr/bin/cargo';
  const hasSource = () => {
    const sysroot = ask(rustc, '--print', 'sysroot');
    return sysroot !== null && existsSync(`${sysroot}/lib/rustlib/src/rust/library/Cargo.lock`);
  };
  if (!existsSync(cargo) || !hasSource()) {
    await installDebianPackages(`a wasm32 standard library (rustup target add ${target} would bring it too)`, [
      'rustc-web',
      'cargo-web',
      'rust-web-src',
    ]);
  }
  // The linker of the LLVM that this rustc was built with: an older one may not read its objects.
  const llvm = /^LLVM version: (\d+)/m.exec(ask(rustc, '-vV') ?? '')?.[1];
  if (!llvm || !hasSource())
    throw new Stop("Debian's rustc-web is installed, but /usr/bin/rustc or its source is not in order.");
  const linker = `wasm-ld-${llvm}`;
  if (!which(linker)) await installDebianPackages('a linker for wasm32', [`lld-${llvm}`]);
  return {
    cargo,
    args: ['-Zbuild-std=std,panic_abort'],
    env: {
      RUSTC: rustc,
      RUSTC_BOOTSTRAP: '1', // -Z options on a stable compiler
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker,
    },
  };
}
