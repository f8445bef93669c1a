// Measures how much of the crate's code its tests run, with cargo-llvm-cov.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureCargoTool } from '../../../www/build/cargo-tools.mjs';
import { findExecutable, run } from '../../../www/build/commands.mjs';
import { root } from '../../../www/build/paths.mjs';
import { parseLcov, withoutUnitTests } from './lcov.mjs';

const output = join(root, 'target/coverage/crate.lcov');
/**
 * What is left out: tests, and the inputs of the fuzz targets. The native tests do not compile src/wasm, which runs in
 * the browser only.
 */
const LEFT_OUT = /^(?!src\/)|[/_]tests\.rs$|\/one_node_model\.rs$|^src\/fuzzing[./]/;

/** Runs the native tests and returns the coverage of the crate. */
export async function crateCoverage() {
  const program = await ensureCargoTool('cargo-llvm-cov');
  if (findExecutable('rustup')) await run('rustup', ['component', 'add', 'llvm-tools']);
  mkdirSync(dirname(output), { recursive: true });
  const cov = (/** @type {string[]} */ ...args) => run(program, ['llvm-cov', ...args]);
  await cov('clean', '--workspace');
  // Some tests start this example, which cargo-llvm-cov does not build for them.
  await cov('run', '--release', '--locked', '--no-report', '--example', 'classify', '--', 'tests/data/cat.jpg');
  await cov('--release', '--locked', '--no-report');
  await cov('report', '--release', '--lcov', '--output-path', output);
  const files = withoutUnitTests(parseLcov(readFileSync(output, 'utf8')));
  for (const path of files.keys()) if (LEFT_OUT.test(path)) files.delete(path);
  return files;
}
