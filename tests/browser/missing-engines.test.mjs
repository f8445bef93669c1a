// A machine without an engine: the suite says which one it leaves out and why, unless the engine is required.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ensureChromium } from '../../www/build/install.mjs';

const available = new URL('../support/engines/available.mjs', import.meta.url).href;
/** All programs that the machine has. */
const programs = mkdtempSync(join(tmpdir(), 'emosense-programs-'));
symlinkSync(await ensureChromium(), join(programs, 'chromium'));
after(() => rmSync(programs, { recursive: true }));

/** Looks for the engines on a machine that has Chromium alone, and no way to install others. */
function findEngines(/** @type {string[]} */ required) {
  const script = `
    import { ensureEngines } from '${available}';
    console.log('Found: ' + (await ensureEngines(${JSON.stringify(required)})));`;
  const env = { PATH: programs };
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' });
}

test('engines that cannot be installed are left out, with the reason', () => {
  const { status, stdout, stderr } = findEngines([]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /Left out: firefox\. This machine lacks Firefox ESR, and it has no apt-get to install it\./);
  assert.match(stdout, /Left out: webkit\. This machine lacks WebKitGTK with its driver/);
  assert.match(stdout, /Found: chromium$/m);
});

test('an engine that is required is not left out', () => {
  const { status, stderr } = findEngines(['chromium', 'firefox']);
  assert.notEqual(status, 0);
  assert.match(stderr, /This machine lacks Firefox ESR/);
});

test('an unknown engine is refused', () => {
  assert.match(findEngines(['netscape']).stderr, /EMOSENSE_ENGINES must name chromium, firefox, webkit, got netscape/);
});
