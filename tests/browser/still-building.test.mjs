// The site while the module for custom models is still being built: the server says so, until the module is there.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { answerWhileBuilding, customModelsUrlPath } from '../../www/build/custom-models.mjs';

/** @import { AddressInfo } from 'node:net' */

const path = customModelsUrlPath();
const site = mkdtempSync(join(tmpdir(), 'emosense-still-building-'));
const answer = answerWhileBuilding(site);
const server = createServer((request, response) => {
  answer(request, response, () => response.end('the next middleware'));
});

before(() => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined))));
after(() => {
  server.close();
  rmSync(site, { recursive: true });
});

/** Requests a path from the server. */
async function request(/** @type {string} */ path) {
  const { port } = /** @type {AddressInfo} */ (server.address());
  const response = await fetch(`http://127.0.0.1:${port}/${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('the path names the sources, so that no cache keeps an older module for it', () => {
  assert.match(path, /^assets\/custom-models-[0-9a-f]{8}\/$/);
});

for (const file of ['worker.js', 'emosense_bg.wasm', 'worker.js?v=1']) {
  test(`${file} is answered with 503 while it is missing`, async () => {
    const { status, headers, text } = await request(path + file);
    assert.equal(status, 503);
    assert.equal(headers.get('content-type'), 'application/json');
    assert.equal(headers.get('cache-control'), 'no-store');
    const { code, message } = JSON.parse(text);
    assert.equal(code, 'module-building');
    assert.equal(message, 'The module for custom models is still being built. Try again in a few minutes.');
  });
}

test('other missing files are left to the next middleware', async () => {
  for (const other of ['', 'assets/index.js', 'emosense-custom-models/worker.js']) {
    assert.deepEqual((await request(other)).text, 'the next middleware', other);
  }
});

test('a file that has been added is left to the next middleware', async () => {
  mkdirSync(join(site, path), { recursive: true });
  writeFileSync(join(site, path, 'worker.js'), '');
  assert.equal((await request(`${path}worker.js`)).text, 'the next middleware');
  assert.equal((await request(`${path}emosense_bg.wasm`)).status, 503);
});
