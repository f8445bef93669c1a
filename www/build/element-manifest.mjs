// Describes <emo-sense> to editors: custom-elements.json (github.com/webcomponents/custom-elements-manifest).
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';
import { packageSource } from './paths.mjs';

const { create, ts } = /** @type {any} */ (analyzer); // Its type declarations lack both.

/** The sources that document, declare and define the element. */
const SOURCES = [
  'element/element-attributes.js',
  'element/element-properties.js',
  'element/element-events.js',
  'element/element.js',
  'element/define.js',
];
/** Those of them that the package exports. */
const EXPORTED = ['element/element.js', 'element/define.js'];
/** Left out: methods that are overridden only for their types, and an assignment that the analyzer takes for a field. */
const NOT_DOCUMENTED = ['addEventListener', 'removeEventListener', 'adoptedStyleSheets'];

/** @typedef {{ name: string, description?: string, privacy?: string, inheritedFrom?: object }} Entry */
/** @typedef {{ members?: Entry[], attributes?: Entry[], events?: Entry[] }} Declaration */
/** @typedef {{ modules: { path: string, declarations: Declaration[] }[] }} Manifest */

/** Returns the manifest; its descriptions and types come from the JSDoc of the element. */
export function createElementManifest() {
  const modules = SOURCES.map((path) =>
    ts.createSourceFile(path, readFileSync(join(packageSource, path), 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  /** @type {Manifest} */
  const manifest = create({ modules });
  manifest.modules = manifest.modules.filter(({ path }) => EXPORTED.includes(path));
  for (const declaration of manifest.modules.flatMap(({ declarations }) => declarations)) keepPublic(declaration);
  return withBuiltPaths(manifest);
}

/** Removes what is not for the users of the element. */
function keepPublic(/** @type {Declaration} */ declaration) {
  declaration.members = declaration.members?.filter(
    ({ name, privacy }) => privacy !== 'private' && privacy !== 'protected' && !NOT_DOCUMENTED.includes(name),
  );
  declaration.attributes = declaration.attributes?.filter(({ name }) => name !== 'lang'); // Every element has it.
  declaration.events = declaration.events?.filter(({ description }) => description); // Others are not documented.
  const { members = [], attributes = [], events = [] } = declaration;
  for (const entry of [...members, ...attributes, ...events]) delete entry.inheritedFrom;
}

/**
 * Replaces the paths of sources by those of the built files, which lie in one folder.
 * @param {Manifest} manifest
 * @returns {Manifest}
 */
function withBuiltPaths(manifest) {
  const isPath = (/** @type {string} */ key) => key === 'module' || key === 'path';
  return JSON.parse(JSON.stringify(manifest), (key, value) => (isPath(key) ? basename(value) : value));
}
