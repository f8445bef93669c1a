// The installed packages in the unit tests of their users: Vitest with jsdom and with happy-dom, without a browser.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { installPackages } from '../support/installed-package.mjs';

/** @type {Awaited<ReturnType<typeof installPackages>>} */
let project;

before(async () => {
  project = await installPackages('unit-tests-test');
});
after(() => project?.close());

for (const environment of ['jsdom', 'happy-dom']) {
  test(`the element is mounted in ${environment}, and the double of the client answers there`, () => {
    const { status, stdout, stderr } = spawnSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', '--root', '.', '--environment', environment],
      { cwd: project.work, encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout + stderr);
  });
}
