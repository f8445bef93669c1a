// Lets Rolldown import a module as a function that returns a new instance of it: `./module.js?new`.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** @import { Plugin } from 'rolldown' */

const SUFFIX = '.js?new';

/** @type {Plugin} */
export const newModule = {
  name: 'new-module',
  resolveId: (id, importer) => (id.endsWith(SUFFIX) && importer ? join(dirname(importer), id) : null),
  async load(id) {
    if (!id.endsWith(SUFFIX)) return null;
    const text = await readFile(id.slice(0, -'?new'.length), 'utf8');
    const define = { 'import.meta.url': '""' }; // it has none in a function
    const { code } = await transform(text, { format: 'cjs', target: 'es2022', define });
    return `export default function () { const module = { exports: {} }; ${code}\nreturn module.exports; }`;
  },
};
