// Serves the repository to the pages on localhost, and remembers what was sent.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { mimeType } from '../../tests/support/host.mjs';
import { root } from '../../www/build/paths.mjs';

const blank = Buffer.from('<!doctype html><title>Peers</title>');

/** @typedef {[number, number, number]} Sizes raw, with gzip -9 and with brotli 11 */

/** Sends no header that would allow threads, and one that forbids to keep anything. */
export async function serve() {
  /** @type {Map<string, Buffer>} read once, so that a build in between does not change what is measured */
  const files = new Map([['/', blank]]);
  /** @type {Map<string, Sizes>} */
  const sizes = new Map();
  /** @type {Set<string>} */
  let sent = new Set();

  /** @param {string} path */
  const read = (path) => {
    const bytes = files.get(path) ?? readFileSync(join(root, decodeURIComponent(path)));
    files.set(path, bytes);
    return bytes;
  };

  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '', 'http://localhost');
    try {
      const bytes = read(pathname);
      sent.add(pathname);
      const type = pathname === '/' ? 'text/html' : mimeType(pathname);
      response
        .writeHead(200, { 'content-type': type, 'content-length': bytes.length, 'cache-control': 'no-store' })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    address: `http://127.0.0.1:${port}/`,

    read,

    /** The paths sent since it was last asked. */
    sent() {
      const paths = [...sent];
      sent = new Set();
      return paths;
    },

    /** What those files weigh together. @param {string[]} paths */
    async sizes(paths) {
      for (const path of paths.filter((each) => !sizes.has(each))) {
        const bytes = read(path);
        const [gzipped, brotli] = await Promise.all([
          promisify(gzip)(bytes, { level: 9 }),
          promisify(brotliCompress)(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
        ]);
        sizes.set(path, [bytes.length, gzipped.length, brotli.length]);
      }
      /** @type {Sizes} */
      const total = [0, 0, 0];
      for (const path of paths)
        sizes.get(path)?.forEach((bytes, index) => {
          total[index] += bytes;
        });
      return total;
    },

    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
