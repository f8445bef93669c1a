// Lets Schemathesis try the REST API against openapi.json: a bridge takes its requests over HTTP and makes them in the page.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '../www/build/site.mjs';
import { ask, main, root, run, step, Stop } from '../www/build/steps.mjs';
import { openSite } from './support/chromium.mjs';

const SCHEMATHESIS = 'schemathesis==4.32.5';
const environment = join(root, 'target/schemathesis');
const program = join(environment, 'bin/schemathesis');

async function ensureSchemathesis() {
  if (existsSync(program)) return;
  const python = ['python3', 'python3.13', 'python3.12', 'python3.11'].find(
    (name) => ask(name, '-c', 'import venv, ensurepip') !== null,
  );
  if (!python)
    throw new Stop(
      'Schemathesis needs Python 3 with venv (Debian: apt-get install python3-venv).\n  Install it, then run this again.',
    );
  await step(`Installing ${SCHEMATHESIS}`, async () => {
    await run(python, ['-m', 'venv', environment]);
    await run(join(environment, 'bin/python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      SCHEMATHESIS,
    ]);
  });
}

/** Serves the API of the page's service worker. @param {import('playwright-core').Page} page */
async function bridge(page) {
  const server = createServer(async (request, response) => {
    const bytes = Buffer.concat(await request.toArray());
    const asked = {
      path: (request.url ?? '').slice(1),
      method: request.method ?? 'GET',
      type: request.headers['content-type'],
      body: bytes.toString('base64'),
    };
    const answer = await page.evaluate(async ({ path, method, type, body }) => {
      const sent = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
      try {
        const response = await fetch(path, {
          method,
          headers: type ? { 'content-type': type } : {},
          ...(sent.length ? { body: sent } : {}),
        });
        return { status: response.status, headers: [...response.headers], text: await response.text() };
      } catch (error) {
        // What `fetch` itself refuses, such as TRACE, never comes to the API.
        return {
          status: 405,
          headers: [
            ['content-type', 'application/json'],
            ['allow', 'GET, POST'],
          ],
          text: JSON.stringify({ error: { code: 'method-not-allowed', message: String(error) } }),
        };
      }
    }, asked);
    response.writeHead(answer.status, answer.headers).end(answer.text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

await main(async () => {
  await ensureSchemathesis();
  await buildSite();
  const site = await openSite();
  const page = await site.open();
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    null,
    { timeout: 60_000 },
  );
  const server = await bridge(page);
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    await step('Schemathesis', () =>
      run(program, [
        'run',
        join(root, 'dist/api/v1/openapi.json'),
        '--url',
        `http://127.0.0.1:${port}/api/v1`,
        // A description cannot say which bytes are a picture: those it makes are refused, rightly.
        '--exclude-checks',
        'positive_data_acceptance',
        ...process.argv.slice(2),
      ]),
    );
  } finally {
    server.close();
    await site.close();
  }
});
