// Makes the text of THIRD-PARTY-NOTICES.txt, with the license of all that is shipped, and fails where a part has none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { UserError } from './script.mjs';

/** @import { Component } from './shipped-crates.mjs' */

/** The name of the file in the site and in both packages. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Crates that are published without the license text of their repository, and a crate of it that has the text. */
const SAME_REPOSITORY = new Map([
  ['nom-language', 'nom'],
  ['tract-extra', 'tract-core'],
]);
/** What is shipped besides crates and npm packages, and the file with its license or source. */
const OTHER_PARTS = [
  ['EmoSense and the weights of its emotion models', 'LICENSE'],
  ['YuNet, the weights of the face detector', 'models/face.LICENSE'],
  ['The standard library of Rust', 'www/build/licenses/rust-standard-library.txt'],
  ['The sample photo and video, and the screenshots made of them', 'www/site/live/samples/README.md'],
];
/** The longest line of the notice, and the line between its parts. */
const RULE = '='.repeat(100);

/**
 * Returns the text of the notice. Parts with the same license text share it.
 * @param {Component[]} components
 */
export function createNotices(components) {
  /** @type {Map<string, string[]>} */
  const partsByText = new Map();
  const add = (/** @type {string} */ part, /** @type {string} */ text) => {
    const normalized = text.replaceAll('\r\n', '\n').trim();
    partsByText.set(normalized, [...(partsByText.get(normalized) ?? []), part]);
  };
  for (const [part, file] of OTHER_PARTS) add(part, readFileSync(join(root, file), 'utf8'));
  for (const component of components) {
    const { name, version, license } = component;
    for (const text of licenseTexts(component, components)) add(`${name} ${version} (${license})`, text);
  }
  const sections = [...partsByText].map(([text, parts]) => `${RULE}\n${[...new Set(parts)].join('\n')}\n\n${text}\n`);
  return `What EmoSense contains, and the licenses of its parts.\n\n${sections.join('\n')}`;
}

/**
 * Returns the license texts of a component, and its notice where it has one. Where a license may be chosen,
 * Apache is left out if there is the text of another.
 * @param {Component} component
 * @param {Component[]} components
 */
function licenseTexts({ name, version, license, folder }, components) {
  const other = SAME_REPOSITORY.get(name);
  const source = components.find((component) => component.name === other)?.folder ?? folder;
  const files = readdirSync(source).sort();
  const all = files.filter((file) => /^(un)?licen[cs]e|^copying/i.test(file));
  const isChoice = /\bOR\b/.test(license);
  const chosen = all.filter((file) => !/apache/i.test(file));
  const licenses = isChoice && chosen.length ? chosen : all;
  const texts = licenses.map((file) => readFileSync(join(source, file), 'utf8'));
  if (!texts.some((text) => text.trim())) {
    throw new UserError(
      `${name} ${version} is shipped and was expected to have a license text in ${source}, but has none.\n` +
        '  Name a crate of the same repository that has it in www/build/notices.mjs, or do without the dependency.',
    );
  }
  const notices = files.filter((file) => /^notice|^copyright/i.test(file));
  return [...texts, ...notices.map((file) => readFileSync(join(source, file), 'utf8'))];
}
