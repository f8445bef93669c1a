// Makes what a release consists of, in dist-release (npm run release): both packages packed, their bills of materials and
// the site's, the notes, and the checksums of all. Publishes nothing.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildAll } from './build.mjs';
import { outputOf, run } from './commands.mjs';
import { builtCustomModels, builtPackage, root } from './paths.mjs';
import { releaseNotes } from './release-notes.mjs';
import { runScript, task, UserError } from './script.mjs';

const CHECKSUMS = 'SHA256SUMS';
const release = join(root, 'dist-release');

/** Throws unless a repository has no changes that are not committed. */
export function requireCommitted(folder = root) {
  const changes = outputOf('git', '-C', folder, 'status', '--porcelain');
  if (changes === null) throw new UserError(`A release must be made in a git repository, and ${folder} is none.`);
  if (changes) throw new UserError(`A release must have only what is committed, but these files differ:\n${changes}`);
}

/** Returns the version of the release, which both manifests must state. @returns {string} */
function versionOfRelease() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const crate = /^version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1];
  if (crate === version) return version;
  throw new UserError(`package.json and Cargo.toml must have the same version, and have ${version} and ${crate}.`);
}

/**
 * Writes a release of the built packages into a folder.
 * @param {string} folder
 * @param {string} notes
 */
export async function writeRelease(folder, notes) {
  const { sbomFile } = await import('./shipped-parts.mjs'); // Imports npm packages; see build.mjs.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run('npm', ['pack', '--silent', '--pack-destination', folder, builtPackage, builtCustomModels]);
  for (const name of ['emosense', 'emosense-custom-models', 'emosense-site']) {
    cpSync(sbomFile(name), join(folder, basename(sbomFile(name))));
  }
  writeFileSync(join(folder, 'RELEASE-NOTES.md'), notes);
  const digest = (/** @type {string} */ name) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  const lines = readdirSync(folder)
    .sort()
    .map((name) => `${digest(name)}  ${name}\n`);
  writeFileSync(join(folder, CHECKSUMS), lines.join('')); // In the form that `sha256sum --check` reads.
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    requireCommitted();
    const version = versionOfRelease();
    const notes = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
    await buildAll();
    await task(`Writing the release ${version} into dist-release`, () => writeRelease(release, notes));
    console.log(`\n${readFileSync(join(release, CHECKSUMS), 'utf8')}`);
  });
}
