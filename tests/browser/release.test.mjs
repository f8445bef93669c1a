// What a release consists of, and what keeps it from being made.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { requireCommitted, writeRelease } from '../../www/build/release.mjs';
import { releaseNotes } from '../../www/build/release-notes.mjs';
import { UserError } from '../../www/build/script.mjs';

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'emosense-release-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Returns a check that an error is for the person, and matches. */
const userError = (/** @type {RegExp} */ pattern) => (/** @type {Error} */ error) =>
  error instanceof UserError && pattern.test(error.message);

test('a release has both packages, their bills of materials, the notes, and checksums that fit', async () => {
  const release = join(folder, 'release');
  await writeRelease(release, '# EmoSense 1.2.3\n');
  const names = readdirSync(release).map((name) => name.replace(/\d+\.\d+\.\d+/, 'VERSION'));
  assert.deepEqual(names.sort(), [
    'RELEASE-NOTES.md',
    'SHA256SUMS',
    'emosense-VERSION.tgz',
    'emosense-custom-models-VERSION.tgz',
    'emosense-custom-models.cdx.json',
    'emosense-site.cdx.json',
    'emosense.cdx.json',
  ]);
  const checked = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: release, encoding: 'utf8' });
  assert.equal(checked.match(/: OK$/gm)?.length, names.length - 1);
  const sums = readFileSync(join(release, 'SHA256SUMS'), 'utf8');
  await writeRelease(release, '# EmoSense 1.2.3\n');
  assert.equal(readFileSync(join(release, 'SHA256SUMS'), 'utf8'), sums, 'packed again, the same bytes');
});

test('what is not committed keeps a release from being made, by name', () => {
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', ['-C', folder, ...args]);
  assert.throws(() => requireCommitted(folder), userError(/is none/));
  git('init', '--quiet');
  writeFileSync(join(folder, '.git/info/exclude'), 'release\n');
  requireCommitted(folder);
  writeFileSync(join(folder, 'forgotten.txt'), '');
  assert.throws(() => requireCommitted(folder), userError(/forgotten\.txt/));
});

test('the notes are those of the version; without a dated section with a text, there is no release', () => {
  const changelog =
    '# Changelog\n\n## [Unreleased]\n\n## [1.3.0] - 2027-01-02\n\n## [1.2.3] - 2026-12-01\n### Added\n- A.\n\n## [1.2.2]\n- B.\n';
  assert.equal(releaseNotes(changelog, '1.2.3'), '# EmoSense 1.2.3\n\n### Added\n- A.\n');
  assert.throws(
    () => releaseNotes(changelog, '1.2.4'),
    userError(/## \[1\.2\.4\] - YYYY-MM-DD.*none for this version/),
  );
  assert.throws(() => releaseNotes(changelog, '1.2.2'), userError(/"## \[1\.2\.2\]"/));
  assert.throws(() => releaseNotes(changelog, '1.3.0'), userError(/with no text/));
});
