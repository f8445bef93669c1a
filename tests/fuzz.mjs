// Fuzzes the crate and the readers of JSON, one target after the other: npm run fuzz [-- seconds per target] [target …].
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { ensureCargoTool } from '../www/build/cargo-tools.mjs';
import { findExecutable, run } from '../www/build/commands.mjs';
import { ensureNodePackages, installDebianPackages } from '../www/build/install.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';

const DEFAULT_SECONDS = 600;

/** A run that takes longer than this has hung, in seconds. */
const TIMEOUT = 20;

/** The limit of memory in MiB: more is a finding. */
const MEMORY = 4096;

/** The longest input in bytes, so that long ones do not slow down a target whose findings are in short ones. */
const MAX_LENGTH = 1024;

/** The target that is not of the crate: the properties of the readers of JSON, each for the seconds of a target. */
const JSON_TARGET = 'json';

/** What the fuzzer finds and keeps is not part of the repository, apart from the seeds. */
const work = join(root, 'target/fuzz');

// cargo-fuzz needs options of the compiler that are unstable; no sanitizer, because the crate has no unsafe code.
const env = { RUSTC_BOOTSTRAP: '1', CARGO_TARGET_DIR: work };

await runScript(async () => {
  const [seconds, ...chosen] = parseArguments(process.argv.slice(2));
  await ensureNodePackages();
  if (chosen.some((target) => target !== JSON_TARGET)) await buildTargets();
  const failed = [];
  for (const target of chosen) {
    try {
      await task(`Fuzzing ${target} for ${seconds} s`, () =>
        target === JSON_TARGET ? fuzzReaders(seconds) : fuzzCrate(target, seconds),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(target);
    }
  }
  if (failed.length)
    throw new UserError(`Found inputs that fail: ${failed.join(', ')}; see above, and fuzz/artifacts/.`);
});

/**
 * Returns the seconds for each target, and the targets.
 * @param {string[]} args
 * @returns {[seconds: number, ...targets: string[]]}
 */
function parseArguments(args) {
  const all = readdirSync(join(root, 'fuzz/fuzz_targets')).map((file) => parse(file).name);
  all.push(JSON_TARGET);
  const hasSeconds = /^\d+$/.test(args[0] ?? '');
  const chosen = hasSeconds ? args.slice(1) : args;
  const unknown = chosen.filter((target) => !all.includes(target));
  if (unknown.length) throw new UserError(`Expected targets among ${all.join(', ')}, got ${unknown.join(', ')}.`);
  return [hasSeconds ? Number(args[0]) : DEFAULT_SECONDS, ...(chosen.length ? chosen : all)];
}

async function buildTargets() {
  const program = await ensureCargoTool('cargo-fuzz');
  if (!findExecutable('c++')) await installDebianPackages('a C++ compiler, which libFuzzer needs', ['g++']);
  await task('Building the fuzz targets', () => run(program, ['fuzz', 'build', '--sanitizer=none'], { env }));
}

/** Fuzzes the readers of JSON. Throws a UserError if a content fails. */
async function fuzzReaders(/** @type {number} */ seconds) {
  const tests = ['--test', '--test-name-pattern=any', 'tests/browser/hostile-json.test.mjs'];
  await run(process.execPath, tests, { env: { EMOSENSE_FUZZ_SECONDS: String(seconds) } });
}

/**
 * Fuzzes one target of the crate. Throws a UserError if an input fails.
 * @param {string} target
 * @param {number} seconds
 */
async function fuzzCrate(target, seconds) {
  const program = await ensureCargoTool('cargo-fuzz');
  const corpus = join(work, 'corpus', target);
  mkdirSync(corpus, { recursive: true });
  cpSync(join(root, 'fuzz/seeds', target), corpus, { recursive: true });
  const limits = [`-max_total_time=${seconds}`, `-timeout=${TIMEOUT}`, `-rss_limit_mb=${MEMORY}`];
  const options = [...limits, `-max_len=${MAX_LENGTH}`, '-print_final_stats=1'];
  await run(program, ['fuzz', 'run', '--sanitizer=none', target, corpus, '--', ...options], { env });
}
