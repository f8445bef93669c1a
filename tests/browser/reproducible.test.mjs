// What is built is the same in every folder: no file names one of this machine, and a difference is found.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist, root } from '../../www/build/paths.mjs';
import { fileDifferences, filesIn } from '../support/file-differences.mjs';

test('no file of dist names a folder of the machine that built it', () => {
  const paths = filesIn(dist);
  assert.ok(paths.length > 100);
  const naming = paths.filter((path) => {
    const content = readFileSync(join(dist, path), 'latin1');
    const folders = [`${root}/`, '.cargo/registry', '.rustup/toolchains', '\n// ../'];
    return folders.some((folder) => content.includes(folder));
  });
  assert.deepEqual(naming, []);
});

test('a file that differs in one byte, or is missing, is named', () => {
  const [one, other] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'emosense-files-')));
  for (const folder of [one, other]) writeFileSync(join(folder, 'same'), 'a');
  assert.deepEqual(fileDifferences(one, other), []);
  writeFileSync(join(one, 'module'), 'abc');
  writeFileSync(join(other, 'module'), 'abd');
  writeFileSync(join(one, 'only'), '');
  const [module, only, ...more] = fileDifferences(one, other);
  assert.match(module, /^module: 3 and 3 bytes, which differ from byte 2 on: "abc" and "abd"$/);
  assert.equal(only, `only: missing in ${other}`);
  assert.deepEqual(more, []);
  for (const folder of [one, other]) rmSync(folder, { recursive: true });
});
