// Builds the crate into www/package/client/pkg as WebAssembly modules with their JavaScript and types: small, the same with relaxed SIMD, and with tract.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureLinker } from './install.mjs';
import { root, run, step } from './steps.mjs';
import { target, wasmToolchain } from './toolchain.mjs';

const pkg = join(root, 'www/package/client/pkg');
const mark = join(pkg, '.built-from');
/**
 * The built-in networks alone, of which every visit loads one, the faster where the browser knows relaxed SIMD; and any
 * network of one's own, fetched when one is asked for.
 */
const builds = [
  { title: 'Compiling the crate to WebAssembly', features: ['--no-default-features'], simd: '+simd128', out: pkg },
  {
    title: 'Compiling it with relaxed SIMD',
    features: ['--no-default-features'],
    simd: '+simd128,+relaxed-simd',
    out: join(pkg, 'relaxed-simd'),
  },
  {
    title: "Compiling it with tract, for networks of one's own",
    features: [],
    simd: '+simd128',
    out: join(pkg, 'custom-models'),
  },
];

/** Builds www/package/client/pkg, unless what is there was built from these very files. */
export async function buildWasm() {
  const source = fingerprint();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === source) {
    console.log('✓ The wasm module is up to date');
    return;
  }
  rmSync(mark, { force: true });
  await ensureLinker();
  const { cargo, args, env } = await step('Finding a wasm32 standard library', wasmToolchain);
  for (const { title, features, simd, out } of builds) {
    await step(title, () =>
      run(
        cargo,
        [
          // As a cdylib alone: cargo leaves link-time optimization out for a library that is an rlib too.
          'rustc',
          '--locked',
          '--lib',
          '--crate-type',
          'cdylib',
          '--profile',
          'wasm',
          '--target',
          target,
          ...features,
          ...args,
        ],
        { env: { ...env, RUSTFLAGS: `-C target-feature=${simd}` } },
      ),
    );
    await step('Writing its JavaScript and types', () =>
      run('cargo', [
        'run',
        '--locked',
        '--release',
        '--manifest-path',
        'www/build/bindgen/Cargo.toml',
        '--target-dir',
        'target/bindgen',
        '--',
        `target/${target}/wasm/emosense.wasm`,
        out,
      ]),
    );
    console.log(
      `  ${join(relative(root, out), 'emosense_bg.wasm')}: ${(statSync(join(out, 'emosense_bg.wasm')).size / 1e6).toFixed(2)} MB`,
    );
  }
  writeFileSync(mark, source);
}

/** A digest of everything that the module is made of and with. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [
    'Cargo.toml',
    'Cargo.lock',
    ...filesIn('src'),
    'models/face.onnx',
    'models/emotion.onnx',
    'www/build/toolchain.mjs',
    'www/build/wasm.mjs',
    ...filesIn('www/build/bindgen'),
  ]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(/** @type {string} */ folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
