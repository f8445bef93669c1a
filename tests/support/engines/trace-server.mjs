// The server of the traced site, and the proxy of its browser: records every request, to the site and to anywhere else.
import { createServer, request as requestFrom } from 'node:http';

/** @import { AddressInfo } from 'node:net' */

/** @typedef {{ method: string, path: string, cookie: string, bytes: number }} SiteRequest */
/** What trace-probe.js reports. @typedef {{ scope: string, channel: string, detail: string }} Trace */

/** Starts the server on a free port. @param {string} site the address of the host whose files it serves */
export async function openTraceServer(site) {
  /** @type {SiteRequest[]} */
  const requests = [];
  /** @type {string[]} */
  const elsewhere = [];
  /** @type {Trace[]} */
  const traces = [];
  const server = createServer(async (request, response) => {
    const { method = '', headers } = request;
    const { origin, pathname, search, href } = new URL(request.url ?? '', address);
    if (origin !== new URL(address).origin) {
      elsewhere.push(`${method} ${href}`);
      response.writeHead(502).end();
      return;
    }
    const body = Buffer.concat(await request.toArray());
    if (pathname === '/trace') {
      traces.push(JSON.parse(String(body)));
      response.end();
      return;
    }
    const path = pathname + search;
    requests.push({ method, path, cookie: headers.cookie ?? '', bytes: body.byteLength });
    const forwarded = requestFrom(new URL(path, site), { method, headers }, (original) => {
      response.writeHead(original.statusCode ?? 502, original.headers);
      original.pipe(response);
    });
    forwarded.on('error', () => response.destroy()).end();
  });
  server.on('connect', ({ url }, socket) => {
    elsewhere.push(`CONNECT ${url}`);
    socket.destroy();
  });
  server.on('upgrade', ({ url }, socket) => {
    elsewhere.push(`WebSocket ${url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  const address = `http://localhost:${port}/`;
  return {
    address,
    port,
    /** What the site was asked for. */
    requests,
    /** What other servers were asked for. */
    elsewhere,
    traces,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
