// A small static host for the tests, an origin a port: it serves folders with whatever headers a test wants.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param {Record<string, string>} places a folder, or the text of a page, for each path: '/emosense/' or '/page.html'
 * @param {(path: string) => Record<string, string>} [headers]
 */
export async function host(places, headers = () => ({})) {
  /** @type {any[]} */
  const reports = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      reports.push(JSON.parse((await request.toArray()).join(''))['csp-report']);
      return response.end();
    }
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
    const type = types[/** @type {keyof typeof types} */ (extname(path))] ?? 'application/octet-stream';
    if (path.endsWith('.html') && places[path]) return response.setHeader('content-type', type).end(places[path]);
    const place = Object.keys(places)
      .filter((place) => place.endsWith('/') && path.startsWith(place))
      .sort()
      .at(-1);
    const file = place && join(places[place], path.slice(place.length));
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    createReadStream(file).pipe(response.setHeader('content-type', type));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://localhost:${port}/`,
    /** What browsers reported to any address here, as `report-uri` of a policy asks them to. */
    reports,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
