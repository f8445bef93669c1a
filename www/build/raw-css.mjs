// Lets Rolldown import the text of a style sheet, `./file.css?raw`, as Vite does; it is minified.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';

/** @import { Plugin } from 'rolldown' */

const SUFFIX = '.css?raw';

/** @type {Plugin} */
export const rawCss = {
  name: 'raw-css',
  resolveId: (id, importer) => (id.endsWith(SUFFIX) && importer ? join(dirname(importer), id) : null),
  async load(id) {
    if (!id.endsWith(SUFFIX)) return null;
    const text = await readFile(id.slice(0, -'?raw'.length), 'utf8');
    const { code } = await transform(text, { loader: 'css', minify: true });
    return `export default ${JSON.stringify(code)};`;
  },
};
