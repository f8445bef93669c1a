// The notices that are shipped: every crate, npm package and model with its license text, or no build.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createNotices, NOTICES } from '../../www/build/notices.mjs';
import { builtCustomModels, builtPackage, dist } from '../../www/build/paths.mjs';
import { UserError } from '../../www/build/script.mjs';

const noticeIn = (/** @type {string} */ folder) => readFileSync(join(folder, NOTICES), 'utf8');

test('each notice names what its folder contains', () => {
  for (const folder of [dist, builtPackage, builtCustomModels]) {
    const notice = noticeIn(folder);
    for (const part of [/^YuNet/m, /^The standard library of Rust/m, /^prost [\d.]+ \(Apache-2.0\)/m]) {
      assert.match(notice, part, folder);
    }
    assert.match(notice, /Redistributions in binary form/);
    assert.doesNotMatch(notice, /^syn |^serde_derive /m, 'only used at build time');
  }
  for (const folder of [dist, builtCustomModels]) assert.match(noticeIn(folder), /^tract-core /m);
  for (const name of ['idb', 'uplot', 'valibot', 'mediabunny', '@observablehq/plot', 'workbox-precaching']) {
    assert.match(noticeIn(dist), new RegExp(`^${name} [\\d.]+ \\(`, 'm'));
  }
});

test('a dependency without a license text fails the build, by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-unlicensed-'));
  const component = {
    registry: /** @type {const} */ ('npm'),
    name: 'unlicensed',
    version: '1.2.3',
    license: 'MIT',
    folder,
  };
  const isClear = (/** @type {Error} */ error) =>
    error instanceof UserError && /unlicensed 1\.2\.3/.test(error.message);
  assert.throws(() => createNotices([component]), isClear);
  rmSync(folder, { recursive: true });
});
