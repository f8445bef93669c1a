// Runs the native crate, whose results those of the WebAssembly modules must equal.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { root } from '../../www/build/paths.mjs';

/** Returns the faces that the native crate finds in an image file. @param {string} image relative to the repository */
export function classifyNatively(image) {
  const command = ['run', '--release', '--locked', '--quiet', '--example', 'classify', '--', image];
  const { status, stdout, stderr } = spawnSync('cargo', command, { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout).faces;
}
