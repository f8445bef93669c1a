// Serves the repository to the pages of the peers, and records which files they downloaded.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { mimeType } from '../../tests/support/host.mjs';
import { root } from '../../www/build/paths.mjs';

/** @import { AddressInfo } from 'node:net' */

const blankPage = Buffer.from('<!doctype html><title>Peers</title>');

/** @typedef {[raw: number, gzip: number, brotli: number]} Sizes in bytes, with gzip -9 and brotli 11 */

/** Starts the server. It sends no header that would allow threads, and one that forbids caching. */
export async function openServer() {
  /** Read only once, so that a build at the same time does not change what is measured. @type {Map<string, Buffer>} */
  const files = new Map([['/', blankPage]]);
  /** Computed only once, because peers share files. @type {Map<string, Sizes>} */
  const sizes = new Map();
  /** @type {Set<string>} */
  let sent = new Set();

  const read = (/** @type {string} */ path) => {
    const bytes = files.get(path) ?? readFileSync(join(root, decodeURIComponent(path)));
    files.set(path, bytes);
    return bytes;
  };

  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '', 'http://localhost');
    try {
      const bytes = read(pathname);
      sent.add(pathname);
      response
        .writeHead(200, {
          'content-type': pathname === '/' ? 'text/html' : mimeType(pathname),
          'content-length': bytes.length,
          'cache-control': 'no-store',
        })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {AddressInfo} */ (server.address());

  return {
    address: `http://127.0.0.1:${port}/`,
    read,

    /** Returns the paths sent since the last call. */
    takeSent() {
      const paths = [...sent];
      sent = new Set();
      return paths;
    },

    /** Returns the total sizes of files. */
    async sizesOf(/** @type {string[]} */ paths) {
      /** @type {Sizes} */
      const total = [0, 0, 0];
      for (const path of paths) {
        const fileSizes = sizes.get(path) ?? (await compressedSizes(read(path)));
        sizes.set(path, fileSizes);
        for (const [index, size] of fileSizes.entries()) total[index] += size;
      }
      return total;
    },

    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/**
 * @param {Buffer} bytes
 * @returns {Promise<Sizes>}
 */
async function compressedSizes(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params }),
  ]);
  return [bytes.length, gzipped.length, brotli.length];
}
