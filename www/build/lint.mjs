// Checks formatting, types and common mistakes in JavaScript, CSS and Rust (npm run lint), and reports all that fails.
import { join } from 'node:path';
import { auditOffline } from './audit.mjs';
import { buildAll } from './build.mjs';
import { run } from './commands.mjs';
import { root } from './paths.mjs';
import { runScript, task, UserError } from './script.mjs';

const bin = (/** @type {string} */ program) => join(root, 'node_modules/.bin', program);

// Compiles the targets as cargo-fuzz does, but without libFuzzer itself, which would need a C++ compiler.
const FUZZ_OPTIONS = [
  ...['--manifest-path', 'fuzz/Cargo.toml', '--target-dir', 'target/fuzz'],
  ...['--config', 'build.rustflags = ["--cfg=fuzzing"]'],
  ...['--config', 'env.CUSTOM_LIBFUZZER_PATH = "/none/libFuzzer.a"'],
];

/** @type {[title: string, command: string, args: string[]][]} */
const CHECKS = [
  ['Biome', bin('biome'), ['check', '--error-on-warnings']],
  ['TypeScript: the package and the site', bin('tsc'), ['-p', 'tsconfig.json']],
  ['TypeScript: the build, the test support and the benchmarks', bin('tsc'), ['-p', 'tsconfig.node.json']],
  ['TypeScript: the tests in the browser', bin('tsc'), ['-p', 'tsconfig.tests.json']],
  ['rustfmt', 'cargo', ['fmt', '--check']],
  ['Clippy', 'cargo', ['clippy', '--all-targets', '--locked', '--', '-D', 'warnings']],
  ['Clippy: the fuzz targets', 'cargo', ['clippy', ...FUZZ_OPTIONS, '--locked', '--', '-D', 'warnings']],
];

/** @type {[title: string, check: () => Promise<void>]} */
const OFFLINE_AUDIT = ['The dependencies: licenses, sources, duplicates and lock files', auditOffline];

await runScript(async () => {
  await buildAll(); // The types of the WebAssembly module are generated.
  const failed = [];
  /** @type {[title: string, check: () => Promise<void>][]} */
  const commands = CHECKS.map(([title, command, args]) => [title, () => run(command, args)]);
  for (const [title, check] of [...commands, OFFLINE_AUDIT]) {
    try {
      await task(title, check);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(title);
    }
  }
  if (failed.length) throw new UserError(`Failed: ${failed.join('; ')}. What they found is above.`);
});
