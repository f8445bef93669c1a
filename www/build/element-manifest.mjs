// Writes custom-elements.json, by which editors know <emo-sense>, from the element's types and sources: words have their home there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

const www = join(root, 'www/package');
/** Of the DOM, or for the browser to call. */
const NOT_ITS_OWN = [
  'constructor',
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'addEventListener',
];

/**
 * Of https://github.com/webcomponents/custom-elements-manifest, schema 1.0.0.
 * @param {string} types the folder with the types that tsc has written
 */
export function elementManifest(types) {
  const own = readFileSync(join(types, 'element/element.d.ts'), 'utf8');
  const properties = fields(readFileSync(join(types, 'element/element-attributes.d.ts'), 'utf8'));
  const sources = ['element', 'ui']
    .flatMap((folder) => readdirSync(join(www, folder)).map((name) => readFileSync(join(www, folder, name), 'utf8')))
    .join('\n');
  const theme = /const THEME = \{([^]*?)\n\};/.exec(sources)?.[1] ?? '';
  const inTheme = [...theme.matchAll(/themed\('([a-z-]+)'/g)].map(([, name]) => `--emo-sense-${name}`);
  const elsewhere = [...sources.matchAll(/var\((--emo-sense-[a-z-]+),/g)].map(([, name]) => name);
  const parts = [...sources.matchAll(/\bpart: '([a-z]+)'/g)].map(([, name]) => name);
  const declaration = { name: 'EmoSenseElement', module: 'element.js' };
  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'element.js',
        declarations: [
          {
            kind: 'class',
            name: 'EmoSenseElement',
            description: 'Consent, camera or picture, overlay and result in one element.',
            customElement: true,
            tagName: 'emo-sense',
            superclass: { name: 'HTMLElement' },
            attributes: properties.map(({ name, ...rest }) => ({ name: kebab(name), fieldName: name, ...rest })),
            members: [
              ...[...properties, ...fields(own).map((field) => ({ ...field, readonly: true }))].map((field) => ({
                kind: 'field',
                ...field,
              })),
              ...methods(own),
            ],
            events: events(own),
            cssProperties: unique([...inTheme, ...elsewhere]),
            cssParts: unique(parts),
          },
        ],
        exports: [{ kind: 'js', name: 'EmoSenseElement', declaration }],
      },
      {
        kind: 'javascript-module',
        path: 'define.js',
        exports: [
          { kind: 'js', name: 'EmoSenseElement', declaration },
          { kind: 'custom-element-definition', name: 'emo-sense', declaration },
        ],
      },
    ],
  };
}

/** Each with the comment before it. */
const commented = (/** @type {string} */ types, /** @type {RegExp} */ what) =>
  [...types.matchAll(new RegExp(`(?:/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*)?${what.source}`, 'g'))].map(
    ([, comment = '', name, ...rest]) => ({ name, description: words(comment), rest }),
  );

/** What a comment says before its tags. */
const words = (/** @type {string} */ comment) =>
  comment
    .replace(/^\s*\*/gm, '')
    .replace(/@\w+ [^]*/, '')
    .replace(/\s+/g, ' ')
    .trim() || undefined;

const fields = (/** @type {string} */ types) =>
  commented(types, /get (\w+)\(\): ([^;]+);/).map(({ name, description, rest: [type] }) => ({
    name,
    type: { text: plain(type) },
    description,
  }));

const methods = (/** @type {string} */ types) =>
  commented(types, /(?<=\n {4})(\w+)\(/)
    .filter(({ name }) => !NOT_ITS_OWN.includes(name))
    .map(({ name, description }) => ({ kind: 'method', name, description }));

const events = (/** @type {string} */ types) =>
  commented(/type EmoSenseEventMap = \{([^]*?)\n\};/.exec(types)?.[1] ?? '', /(\w+): (CustomEvent<[^]*?>);/).map(
    ({ name, description, rest: [type] }) => ({ name, type: { text: type.replace(/\s+/g, ' ') }, description }),
  );

/** A type without the way to it. */
const plain = (/** @type {string} */ type) => type.replace(/import\([^)]*\)\./g, '');

const kebab = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const unique = (/** @type {string[]} */ names) => [...new Set(names)].map((name) => ({ name }));
