// The measurement of coverage: what ran in a page and in the service worker counts, what did not is named.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { parseLcov, withoutUnitTests } from '../support/coverage/lcov.mjs';
import { siteCoverage } from '../support/coverage/site-coverage.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';

const coveredLines = (/** @type {Map<number, number>} */ lines) => [...lines.values()].filter(Boolean).length;

test('the code of a page and of the service worker is covered once they have run, and that of a worker is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-coverage-'));
  const before = process.env.EMOSENSE_COVERAGE;
  process.env.EMOSENSE_COVERAGE = folder;
  const site = await openSite();
  if (before === undefined) delete process.env.EMOSENSE_COVERAGE;
  else process.env.EMOSENSE_COVERAGE = before;
  const page = await site.open('files.html');
  await waitForServiceWorker(page);
  await site.close();

  const files = await siteCoverage(folder);
  const covered = ['files/files.js', 'offline/service-worker.js', 'files/video-worker.js'].map((path) => {
    const lines = files.get(`www/site/${path}`);
    assert.ok(lines?.size, path);
    return coveredLines(lines) > 0;
  });
  assert.deepEqual(covered, [true, true, false]);
  rmSync(folder, { recursive: true });
});

test('counts of the same file add up, and unit tests at the end of a Rust file do not count', () => {
  const text = 'SF:src/geometry.rs\nDA:5,1\nDA:6,0\nend_of_record\nSF:src/geometry.rs\nDA:6,2\nDA:9999,1\n';
  assert.deepEqual(
    [...(parseLcov(text).get('src/geometry.rs') ?? [])],
    [
      [5, 1],
      [6, 2],
      [9999, 1],
    ],
  );
  const files = withoutUnitTests(parseLcov(text));
  assert.deepEqual([...(files.get('src/geometry.rs')?.keys() ?? [])], [5, 6]);
});
