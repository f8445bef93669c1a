// Lists the npm packages that bundles contain, with the folders of their files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @import { Rolldown } from 'vite' */
/** @import { Component } from './shipped-crates.mjs' */

/**
 * Returns the npm packages whose modules are in the outputs of Vite or Rolldown, sorted by name.
 * @param {...Rolldown.RolldownOutput['output'][number][]} outputs
 * @returns {Component[]}
 */
export function bundledPackages(...outputs) {
  const modules = outputs.flat().flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const folders = new Set(modules.flatMap((id) => packageFolder(id.replaceAll('\\', '/')) ?? []));
  return [...folders]
    .map((folder) => {
      const { name, version, license = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return { registry: /** @type {const} */ ('npm'), name, version, license, folder };
    })
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Returns the folder of the npm package that a module belongs to, if any. */
function packageFolder(/** @type {string} */ id) {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}
