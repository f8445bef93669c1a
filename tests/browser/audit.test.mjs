// The audit of the dependencies: a forbidden license fails it, and so does what could not be checked.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkCrates } from '../../www/build/audit-crates.mjs';
import { lockFileFaults } from '../../www/build/audit-lock-files.mjs';
import { root } from '../../www/build/paths.mjs';

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'emosense-audit-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Writes a crate without code, and returns its manifest. */
function writeCrate(/** @type {string} */ name, /** @type {string} */ manifest) {
  mkdirSync(join(folder, name, 'src'), { recursive: true });
  writeFileSync(join(folder, name, 'src/lib.rs'), '');
  writeFileSync(join(folder, name, 'Cargo.toml'), `[package]\nname = "${name}"\nversion = "1.0.0"\n${manifest}`);
  return join(folder, name, 'Cargo.toml');
}

test('a crate with a license that is not allowed fails the audit', async () => {
  const ours = writeCrate('ours', 'publish = false\n[dependencies]\ntheirs = { path = "../theirs" }\n');
  const found = [];
  for (const license of ['MIT', 'GPL-3.0-only']) {
    writeCrate('theirs', `license = "${license}"\n`);
    execFileSync('cargo', ['generate-lockfile', '--offline', '--manifest-path', ours]);
    found.push(await checkCrates([ours]));
  }
  assert.deepEqual(found, [[], [ours]]);
});

test('a package that the lock file does not pin, or that is from elsewhere, fails the audit by name', () => {
  const lockFile = join(root, 'package-lock.json');
  assert.deepEqual(lockFileFaults(lockFile), []);
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  delete lock.packages['node_modules/idb'].integrity;
  lock.packages['node_modules/uplot'].resolved = 'git+ssh://git@example.com/uplot.git#0123456';
  const changed = join(folder, 'package-lock.json');
  writeFileSync(changed, JSON.stringify(lock));
  const faults = lockFileFaults(changed);
  assert.equal(faults.length, 2);
  assert.match(faults[0], /node_modules\/idb [\d.]+ has no SHA-512/);
  assert.match(faults[1], /node_modules\/uplot [\d.]+ comes from git/);
});

test('without a network, the audit fails and names what was not checked', () => {
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    ...process.env,
    ...{ HTTPS_PROXY: nowhere, https_proxy: nowhere, npm_config_registry: nowhere, npm_config_fetch_retries: '0' },
  };
  const { status, stderr } = spawnSync('node', ['www/build/audit.mjs'], { cwd: root, env, encoding: 'utf8' });
  assert.equal(status, 1);
  const parts = [...stderr.matchAll(/^NOT CHECKED, as a server was out of reach: (.*?) \(/gm)].map(([, part]) => part);
  assert.deepEqual(parts, [
    'security advisories on crates',
    'npm audit in .',
    'npm audit signatures in .',
    'npm audit in benches/peers',
    'npm audit signatures in benches/peers',
  ]);
});
