// Serves folders and pages over HTTP for the tests, with the response headers that a test asks for.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */

/** Media types of what tests and benchmarks serve, by file name extension. @type {Record<string, string>} */
const MIME_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Returns the media type of a file, for the header Content-Type. */
export function mimeType(/** @type {string} */ path) {
  return MIME_TYPES[extname(path)] ?? 'application/octet-stream';
}

/**
 * Starts a server on a free port. Each server has its own port and thus its own origin.
 * @param {Record<string, string>} routes what to serve at each path: a folder if the path ends in a slash, or else text
 * @param {(path: string) => Record<string, string>} [headers] returns further response headers
 */
export async function host(routes, headers = () => ({})) {
  /** @type {any[]} */
  const reports = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      reports.push(JSON.parse((await request.toArray()).join(''))['csp-report']);
      response.end();
      return;
    }
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    for (const [name, value] of Object.entries(headers(path))) response.setHeader(name, value);
    if (routes[path] && !path.endsWith('/')) {
      response.setHeader('content-type', mimeType(path)).end(routes[path]);
      return;
    }
    const file = findFile(routes, path);
    if (!file) response.writeHead(404).end();
    else sendFile(file, request, response.setHeader('content-type', mimeType(path)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    address: `http://localhost:${port}/`,
    /** The violations that browsers have reported to this server, as the policy's `report-uri` asks them to. */
    reports,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/**
 * Returns the file at a path, which the longest matching route serves, or null.
 * @param {Record<string, string>} routes
 * @param {string} path
 */
function findFile(routes, path) {
  const folders = Object.keys(routes).filter((route) => route.endsWith('/') && path.startsWith(route));
  const route = folders.sort().at(-1);
  if (!route) return null;
  const file = join(routes[route], path.slice(route.length));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

/**
 * Sends a file, or the range of its bytes that a browser asks for: without ranges, a video has no other position.
 * @param {string} file
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
function sendFile(file, request, response) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  response.setHeader('accept-ranges', 'bytes');
  if (!range) {
    createReadStream(file).pipe(response);
    return;
  }
  const { size } = statSync(file);
  const start = Number(range[1]);
  const end = Math.min(Number(range[2] || size), size - 1);
  response.writeHead(206, { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 });
  createReadStream(file, { start, end }).pipe(response);
}
