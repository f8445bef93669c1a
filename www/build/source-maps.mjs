// Keeps the source maps of what is built apart from it, in target/source-maps, for the coverage of the tests.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './paths.mjs';

/** @import { Plugin } from 'rolldown' */

const folder = join(root, 'target/source-maps');

/** Returns the file with the source map of a script, which is found by a digest of what the script contains. */
export const sourceMapFile = (/** @type {string} */ digest) => join(folder, `${digest}.map`);

/** Returns the digest of a script, as browsers state it in their debugging protocol. */
export const digestOfScript = (/** @type {Buffer} */ script) => createHash('sha256').update(script).digest('hex');

/**
 * Moves the source maps that a bundler has written, with paths from the root of the repository; its output needs `sourcemap: 'hidden'`.
 * @type {Plugin}
 */
export const keepSourceMaps = {
  name: 'keep-source-maps',
  writeBundle({ dir, file }, bundle) {
    const written = dir ?? dirname(/** @type {string} */ (file));
    mkdirSync(folder, { recursive: true });
    for (const name of Object.keys(bundle).filter((name) => name.endsWith('.map'))) {
      const file = join(written, name);
      const map = JSON.parse(readFileSync(file, 'utf8'));
      rmSync(file);
      map.sources = map.sources.map((/** @type {string} */ path) => relative(root, resolve(dirname(file), path)));
      const script = readFileSync(file.slice(0, -'.map'.length));
      writeFileSync(sourceMapFile(digestOfScript(script)), JSON.stringify(map));
    }
  },
};
