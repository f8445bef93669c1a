// Tests the REST API against openapi.json with Schemathesis (npm run test:api). A bridge makes its requests in a page,
// whose service worker is the API.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildSite } from '../www/build/build.mjs';
import { run } from '../www/build/commands.mjs';
import { findPython } from '../www/build/install.mjs';
import { dist, root } from '../www/build/paths.mjs';
import { runScript, task } from '../www/build/script.mjs';
import { openSite } from './support/chromium.mjs';

/** @import { AddressInfo } from 'node:net' */
/** @import { Page } from 'playwright-core' */

const SCHEMATHESIS = 'schemathesis==4.32.5';
const environment = join(root, 'target/schemathesis');
const program = join(environment, 'bin/schemathesis');

async function ensureSchemathesis() {
  if (existsSync(program)) return;
  const python = findPython();
  await task(`Installing ${SCHEMATHESIS}`, async () => {
    await run(python, ['-m', 'venv', environment]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(join(environment, 'bin/python'), [...pip, SCHEMATHESIS]);
  });
}

/** Starts the bridge. */
async function openBridge(/** @type {Page} */ page) {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const answer = await page.evaluate(fetchInPage, {
      path: (request.url ?? '').slice(1),
      method: request.method ?? 'GET',
      type: request.headers['content-type'],
      body: body.toString('base64'),
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answer.text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

/**
 * Makes a request; runs in the page.
 * @param {{ path: string, method: string, type?: string, body: string }} request `body`: in base64
 */
async function fetchInPage({ path, method, type, body }) {
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  try {
    const response = await fetch(path, {
      method,
      headers: type ? { 'content-type': type } : {},
      ...(bytes.length ? { body: bytes } : {}),
    });
    return { status: response.status, headers: [...response.headers], text: await response.text() };
  } catch (error) {
    // A method that `fetch` itself refuses, such as TRACE, never reaches the API.
    return {
      status: 405,
      headers: [
        ['content-type', 'application/json'],
        ['allow', 'GET, POST'],
      ],
      text: JSON.stringify({ error: { code: 'method-not-allowed', message: String(error) } }),
    };
  }
}

await runScript(async () => {
  await ensureSchemathesis();
  await buildSite();
  const site = await openSite();
  const page = await site.open();
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    null,
    { timeout: 60_000 },
  );
  const bridge = await openBridge(page);
  const { port } = /** @type {AddressInfo} */ (bridge.address());
  try {
    await task('Running Schemathesis', () =>
      run(program, [
        'run',
        join(dist, 'api/v1/openapi.json'),
        ...['--url', `http://127.0.0.1:${port}/api/v1`],
        // The schema cannot say which bytes are an image: the API rightly refuses those that Schemathesis generates.
        ...['--exclude-checks', 'positive_data_acceptance'],
        ...process.argv.slice(2),
      ]),
    );
  } finally {
    bridge.close();
    await site.close();
  }
});
