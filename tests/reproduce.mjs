// Builds the last commit in two folders, with different surroundings, and compares the bytes of all files of dist:
// npm run reproduce. With `-- modules`, only the two small WebAssembly modules, with those that are built here.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../www/build/commands.mjs';
import { root, wasmFolder } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { buildWasm, builtInBuilds } from '../www/build/wasm.mjs';
import { fileDifferences, filesIn } from './support/file-differences.mjs';

/** Scripts that build a clone, from the address of its folder www/build. @type {Record<string, (url: URL) => string>} */
const BUILD = {
  all: (url) => `import { buildAll } from '${new URL('build.mjs', url)}'; await buildAll();`,
  modules: (url) => `
    import { buildWasm, builtInBuilds } from '${new URL('wasm.mjs', url)}';
    for (const build of builtInBuilds) await buildWasm(build);
  `,
};

await runScript(async () => {
  const [what, ...rest] = process.argv.slice(2);
  if (rest.length || (what && what !== 'modules')) {
    throw new UserError(`Expected no argument, or "modules", got ${process.argv.slice(2).join(' ')}.`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'emosense-reproduce-'));
  try {
    const differences = what ? await compareModules(folder) : await compareAll(folder);
    if (!differences.length) {
      console.log('The builds have the same bytes.');
      return;
    }
    throw new UserError(`Not reproducible (the clones have only what is committed):\n  ${differences.join('\n  ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Builds everything twice. Returns what differs. */
async function compareAll(/** @type {string} */ folder) {
  const one = join(folder, 'one');
  const other = join(folder, 'another/with a space');
  await buildClone(one, BUILD.all);
  await buildClone(other, BUILD.all, otherSurroundings(folder));
  const [oneSite, otherSite] = [join(one, 'dist'), join(other, 'dist')];
  console.log(`Compared ${filesIn(oneSite).length} files of dist.`);
  return fileDifferences(oneSite, otherSite);
}

/** Builds the two small modules here, if they are not, and once more elsewhere. Returns what differs. */
async function compareModules(/** @type {string} */ folder) {
  for (const build of builtInBuilds) await buildWasm(build);
  const clone = join(folder, 'another/with a space');
  await buildClone(clone, BUILD.modules, otherSurroundings(folder));
  const built = join(clone, relative(root, wasmFolder));
  return fileDifferences(wasmFolder, built, filesIn(built));
}

/**
 * Clones the repository and builds the clone.
 * @param {string} folder
 * @param {(url: URL) => string} script
 * @param {Record<string, string>} [surroundings] variables
 */
async function buildClone(folder, script, surroundings = {}) {
  mkdirSync(folder, { recursive: true });
  await run('git', ['clone', '--quiet', root, folder]);
  const code = script(pathToFileURL(join(folder, 'www/build/')));
  const node = ['--input-type=module', '--eval', code];
  await task(`Building in ${folder}`, () => run(process.execPath, node, { env: surroundings }));
}

/** Returns variables for a build as another person would do it: other folders, another time zone and language. */
function otherSurroundings(/** @type {string} */ folder) {
  const usual = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const home = join(folder, 'cargo home');
  mkdirSync(home);
  // The same downloads at another path.
  if (existsSync(usual)) for (const name of readdirSync(usual)) symlinkSync(join(usual, name), join(home, name));
  return { CARGO_HOME: home, TZ: 'Pacific/Apia', LC_ALL: 'C' };
}
