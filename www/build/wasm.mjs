// Compiles the crate to WebAssembly modules, with their JavaScript and types, in www/package/client/pkg.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './commands.mjs';
import { ensureLinker } from './install.mjs';
import { root, wasmFolder } from './paths.mjs';
import { remapOptions } from './remapped-paths.mjs';
import { task } from './script.mjs';
import { findWasmToolchain, WASM_TARGET } from './wasm-toolchain.mjs';

/**
 * A build of the crate.
 * @typedef {object} WasmBuild
 * @property {string} title
 * @property {string} folder where it is written
 * @property {string[]} features options for cargo
 * @property {string} targetFeatures the SIMD instructions to use
 * @property {boolean} isTrimmed whether the code of operators that are not supported is removed
 */

/**
 * The builds with the built-in models alone; a browser loads the one that suits its SIMD instructions.
 * @type {WasmBuild[]}
 */
export const builtInBuilds = [
  {
    title: 'Compiling the crate to WebAssembly',
    folder: wasmFolder,
    features: ['--no-default-features'],
    targetFeatures: '+simd128',
    isTrimmed: false,
  },
  {
    title: 'Compiling the crate with relaxed SIMD',
    folder: join(wasmFolder, 'relaxed-simd'),
    features: ['--no-default-features'],
    targetFeatures: '+simd128,+relaxed-simd',
    isTrimmed: false,
  },
];

/**
 * The build with tract, which runs custom models too; a browser loads it when a person chooses one.
 * @type {WasmBuild}
 */
export const customModelsBuild = {
  title: 'Compiling the crate with tract, for custom models',
  folder: join(wasmFolder, 'custom-models'),
  features: ['--no-default-features', '--features=custom-models'],
  targetFeatures: '+simd128',
  isTrimmed: true,
};

/** The arguments for cargo. Only as a cdylib: as an rlib, too, the crate would get no link-time optimization. */
const RUSTC_ARGS = ['rustc', '--locked', '--lib', '--crate-type=cdylib', '--profile=wasm', `--target=${WASM_TARGET}`];
/** The scripts that decide how a module is compiled. */
const SCRIPTS = ['www/build/wasm.mjs', 'www/build/wasm-toolchain.mjs'];
/** Names the file in a build's folder that says which sources it was compiled from. */
const FINGERPRINT_FILE = '.built-from';

/** Compiles a build, unless it was already compiled from the present sources. */
export async function buildWasm(/** @type {WasmBuild} */ build) {
  const { title, folder, features, targetFeatures, isTrimmed } = build;
  if (isUpToDate(build)) {
    console.log(`✓ ${relative(root, folder)} is up to date`);
    return;
  }
  rmSync(join(folder, FINGERPRINT_FILE), { force: true });
  await ensureLinker();
  const { cargo, args, env } = await task('Finding a standard library for wasm32', findWasmToolchain);
  const rustflags = [`-Ctarget-feature=${targetFeatures}`, ...remapOptions(build, env.RUSTC)];
  await task(title, () =>
    Promise.all([
      run(cargo, [...RUSTC_ARGS, ...features, ...args], {
        // Encoded, because a path may contain spaces.
        env: { ...env, CARGO_ENCODED_RUSTFLAGS: rustflags.join('\x1f'), CARGO_TARGET_DIR: 'target' },
      }),
      // The tool is not needed before the next step, but takes about as long to compile as the crate.
      bindgen('build'),
    ]),
  );
  const module = `target/${WASM_TARGET}/wasm/emosense.wasm`;
  const options = isTrimmed ? ['--trim'] : [];
  await task('Generating its JavaScript and types', () => bindgen('run', '--', module, folder, ...options));
  const output = join(folder, 'emosense_bg.wasm');
  console.log(`  ${relative(root, output)}: ${(statSync(output).size / 1e6).toFixed(2)} MB`);
  writeFileSync(join(folder, FINGERPRINT_FILE), wasmFingerprint(build));
}

/** Returns whether a build was compiled from the present sources. */
function isUpToDate(/** @type {WasmBuild} */ build) {
  const file = join(build.folder, FINGERPRINT_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === wasmFingerprint(build);
}

/**
 * Compiles the tool that runs wasm-bindgen, and runs it if asked to.
 * @param {'build' | 'run'} command
 * @param {...string} args
 */
function bindgen(command, ...args) {
  const manifest = ['--manifest-path', 'www/build/bindgen/Cargo.toml', '--target-dir', 'target/bindgen'];
  return run('cargo', [command, '--locked', '--release', ...manifest, ...args]);
}

/** Returns a digest of everything that a build is compiled from, and of the scripts and options that compile it. */
export function wasmFingerprint(/** @type {WasmBuild} */ { features, targetFeatures, isTrimmed }) {
  const hash = createHash('sha256').update(JSON.stringify({ features, targetFeatures, isTrimmed }));
  for (const path of [
    'Cargo.toml',
    'Cargo.lock',
    ...filesIn('src'),
    'models/face.onnx',
    'models/emotion.onnx',
    'tests/data/reference/emotion.png',
    'tests/data/reference/emotion.json',
    ...filesIn('www/build/bindgen'),
    ...SCRIPTS,
    'www/build/remapped-paths.mjs',
  ]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Returns the paths of the files below a folder, sorted, relative to the root. */
function filesIn(/** @type {string} */ folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
