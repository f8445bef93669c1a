// Compares the package's README and custom-elements.json with the code and with the built files.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import esbuild from 'esbuild';
import { integrity } from '../../www/build/package.mjs';
import { root } from '../../www/build/paths.mjs';
import { openBrowser } from '../support/chromium.mjs';
import { host } from '../support/host.mjs';

/** @import { Browser } from 'playwright-core' */

const builtPackage = join(root, 'dist/emosense');
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const readme = read('www/package/README.md');
const manifest = JSON.parse(read('dist/emosense/custom-elements.json'));
const [declaration] = manifest.modules[0].declarations;

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;

before(async () => {
  browser = await openBrowser();
  site = await host({
    '/page.html': `<!doctype html><title>Page</title>`,
    '/emosense/': builtPackage,
    '/data/': join(root, 'tests/data'),
  });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Returns the rows of the README's table whose header row begins with `header`, as lists of cells. */
function rowsOf(/** @type {string} */ header) {
  assert.ok(readme.includes(`\n${header}`), `the table "${header}"`);
  const [, , ...rows] = readme
    .slice(readme.indexOf(`\n${header}`) + 1)
    .split('\n\n')[0]
    .split('\n');
  return rows.map((row) => row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));
}

/**
 * Returns the names in a column of the README's table whose header row begins with `header`: what is between
 * backquotes, without the parameters of methods.
 * @param {string} header
 * @param {number} [column]
 */
function namesInTable(header, column = 0) {
  const cells = rowsOf(header).map((cells) => cells[column]);
  return cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)[^`]*`/g)].map(([, name]) => name)).sort();
}

const unique = (/** @type {string[]} */ names) => [...new Set(names)].sort();
const namesOf = (/** @type {{ name: string }[]} */ entries) => unique(entries.map(({ name }) => name));

test('the README lists every error code, and no other', () => {
  const codesInRust = [...read('src/error.rs').matchAll(/=> "([a-z-]+)",/g)].map(([, code]) => code);
  const union = /@typedef \{([^}]*)\} ErrorCode/.exec(read('www/package/client/error.js'))?.[1] ?? '';
  const codesInScript = [...union.matchAll(/\| '([a-z-]+)'/g)].map(([, code]) => code);
  assert.ok(codesInRust.length > 5, 'the codes in src/error.rs are found');
  assert.ok(codesInScript.length > 10, 'the codes in client/error.js are found');
  assert.deepEqual(namesInTable('| code |'), unique([...codesInRust, ...codesInScript]));
});

test('the README lists every option of the client, and no other', () => {
  const types = read('dist/emosense/types/client/client.d.ts');
  const options = /export type Options = \{(.*?)\n\};/s.exec(types)?.[1] ?? '';
  const names = [...options.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name);
  assert.deepEqual(namesInTable('| option of'), unique(names));
});

test('what SECURITY.md names as holding a promise is there', () => {
  const paths = [...read('SECURITY.md').matchAll(/`((?:tests|www|fuzz)\b[\w./-]*)`/g)].map(([, path]) => path);
  assert.ok(paths.length > 10, 'the paths are found');
  for (const path of paths) assert.ok(existsSync(join(root, path)), path);
});

test('custom-elements.json documents what the element has', async (t) => {
  const page = await browser.newPage();
  await page.goto(`${site.address}page.html`);
  const element = await page.evaluate(async () => {
    const { EmoSenseElement } = await import(/** @type {any} */ ('./emosense/define.js'));
    const element = document.createElement('emo-sense');
    element.src = './data/astronaut.png';
    document.body.append(element);
    await new Promise((resolve, reject) => {
      element.addEventListener('faces', resolve);
      element.addEventListener('error', ({ detail }) => reject(new Error(detail.message)));
    });
    const members = [];
    for (let proto = EmoSenseElement.prototype; proto !== HTMLElement.prototype; proto = Object.getPrototypeOf(proto)) {
      members.push(...Object.getOwnPropertyNames(proto));
    }
    return {
      members,
      observed: EmoSenseElement.observedAttributes,
      parts: [...element.shadowRoot.querySelectorAll('[part]')].map(({ part }) => part.value),
      styles: element.shadowRoot.adoptedStyleSheets
        .map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join())
        .join(),
    };
  });
  await page.close();

  await t.test('members', () => {
    const notPublic = [
      'constructor',
      'connectedCallback',
      'disconnectedCallback',
      'attributeChangedCallback',
      'addEventListener',
      'removeEventListener',
      'dispatch',
      'adoptProperties',
      'ownProperties',
      'propertyChanged',
      'sessionOptions',
      'forgetModel',
    ];
    const members = element.members.filter((name) => !notPublic.includes(name));
    assert.deepEqual(namesOf(declaration.members), unique(members));
  });
  await t.test('attributes', () => {
    const attributes = element.observed.filter((name) => name !== 'lang'); // which every element has
    assert.deepEqual(namesOf(declaration.attributes), unique(attributes));
  });
  await t.test('events', () => {
    const source = read('www/package/element/element.js');
    const events = [...source.matchAll(/this\.dispatch\('(\w+)'/g)].map(([, name]) => name);
    assert.deepEqual(namesOf(declaration.events), unique(events));
    for (const { name, type, description } of declaration.events) {
      assert.match(type.text, /^CustomEvent<.+>$/, name);
      assert.match(description, /Bubbles, and crosses shadow roots/, name);
    }
  });
  await t.test('parts', () => assert.deepEqual(namesOf(declaration.cssParts), unique(element.parts)));
  await t.test('custom properties', () => {
    assert.deepEqual(namesOf(declaration.cssProperties), unique(element.styles.match(/--emo-sense-[a-z-]+/g)));
  });
  const methods = declaration.members.filter(({ kind }) => kind === 'method');
  for (const { name, description } of [...declaration.attributes, ...methods]) {
    await t.test(`the description of ${name}`, () => assert.ok(description?.length > 10, description));
  }
});

test('the README has everything of the element that custom-elements.json has, and nothing else', async (t) => {
  const { attributes, members, events, cssParts, cssProperties } = declaration;
  const isMethod = (/** @type {{ kind: string }} */ { kind }) => kind === 'method';
  const properties = members.filter((/** @type {{ kind: string }} */ member) => !isMethod(member));
  await t.test('attributes', () => assert.deepEqual(namesInTable('| attribute |'), namesOf(attributes)));
  await t.test('properties', () => {
    const listed = [...namesInTable('| attribute |', 1), ...namesInTable('| property without an attribute |')];
    assert.deepEqual(listed.sort(), namesOf(properties));
  });
  await t.test('methods', () => assert.deepEqual(namesInTable('| method |'), namesOf(members.filter(isMethod))));
  await t.test('events', () => assert.deepEqual(namesInTable('| event |'), namesOf(events)));
  await t.test('parts', () => assert.deepEqual(namesInTable('| part |'), namesOf(cssParts)));
  await t.test('custom properties', () => {
    assert.deepEqual(namesInTable('| custom property |'), namesOf(cssProperties));
  });
});

test('examples.html lists every attribute and event of the element', () => {
  const page = read('www/site/examples.html');
  const rows = [...page.matchAll(/<tr><td><code>([\w-]+)<\/code>/g)].map(([, name]) => name);
  const expected = unique([...namesOf(declaration.attributes), ...namesOf(declaration.events), 'lang']);
  assert.deepEqual(rows.sort(), expected);
});

test("the built README has the script's integrity", () => {
  const attribute = `integrity="${integrity(join(builtPackage, 'emo-sense.js'))}"`;
  assert.ok(readFileSync(join(builtPackage, 'README.md'), 'utf8').includes(attribute), attribute);
});

/** Returns a file of the package, or what a bundler makes of a module of the package. @param {string} name */
async function transferred(name) {
  const module = { emosense: 'client.js', 'emosense/define': 'define.js' }[name];
  if (!module) return readFileSync(join(builtPackage, name));
  const entryPoints = [join(builtPackage, module)];
  const { outputFiles } = await esbuild.build({ entryPoints, bundle: true, minify: true, format: 'esm', write: false });
  return outputFiles[0].contents;
}

test('the README states the sizes of what is transferred, to within a tenth', async () => {
  for (const [names, raw, compressed] of rowsOf('| what | raw | brotli |')) {
    for (const [, name] of names.matchAll(/`([^`]+)`/g)) {
      const contents = await transferred(name);
      const sizes = [contents.length, brotliCompressSync(contents).length].map((bytes) => bytes / 1000);
      const isRight = [raw, compressed].every((stated, index) => Math.abs(Number(stated) / sizes[index] - 1) <= 0.1);
      assert.ok(isRight, `${name}: expected ${raw} and ${compressed} kB, got ${sizes.join(' and ')} kB`);
    }
  }
});

test('the README of custom models lists the operators that the crate takes', () => {
  const [listed] = read('www/custom-models/README.md').match(/(?<=^```\n)(?:[A-Z]\w+\s)+(?=```$)/m) ?? [''];
  const [table] = read('src/model/operators.rs').match(/(?<=const OPERATORS: ).*?\n\];/s) ?? [''];
  const taken = table.replaceAll('usize::MAX', '').match(/\b[A-Z]\w+\b/g);
  assert.deepEqual(listed.trim().split(/\s+/), taken?.sort());
});
