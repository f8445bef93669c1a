// Serves the repository to the pages on localhost, and remembers what was sent.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root } from '../../www/setup/steps.mjs';

/** @type {Record<string, string>} */
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.png': 'image/png' };
const blank = Buffer.from('<!doctype html><title>Peers</title>');

/** Raw, with gzip -9 and with brotli 11. @typedef {[number, number, number]} Sizes */

/** @returns without the headers that would allow threads, and with one that forbids to keep anything */
export async function serve() {
  /** @type {Map<string, Buffer>} read once, so that a build in between does not change what is measured */
  const files = new Map([['/', blank]]);
  /** @type {Map<string, Sizes>} */
  const sizes = new Map();
  /** @type {Set<string>} */
  let sent = new Set();

  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '', 'http://localhost');
    try {
      const bytes = files.get(pathname) ?? readFileSync(join(root, decodeURIComponent(pathname)));
      files.set(pathname, bytes);
      sent.add(pathname);
      const type = pathname === '/' ? 'text/html' : types[extname(pathname)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length, 'cache-control': 'no-store' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    address: `http://127.0.0.1:${port}/`,

    /** The paths sent since it was last asked. */
    sent() {
      const paths = [...sent];
      sent = new Set();
      return paths;
    },

    /** @param {string[]} paths */
    async sizes(paths) {
      for (const path of paths.filter((each) => !sizes.has(each))) {
        const bytes = files.get(path) ?? Buffer.alloc(0);
        const [gzipped, brotli] = await Promise.all([
          promisify(gzip)(bytes, { level: 9 }),
          promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        ]);
        sizes.set(path, [bytes.length, gzipped.length, brotli.length]);
      }
      return paths.reduce((/** @type {Sizes} */ sum, path) => {
        const [raw, gzipped, brotli] = /** @type {Sizes} */ (sizes.get(path));
        return [sum[0] + raw, sum[1] + gzipped, sum[2] + brotli];
      }, [0, 0, 0]);
    },

    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
