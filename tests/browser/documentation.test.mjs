// Compares the package's README and custom-elements.json with the code, and runs the README's examples.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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
  const imports = { emosense: './emosense/client.js', 'emosense/define': './emosense/define.js' };
  site = await host({
    '/page.html': `<!doctype html><title>Example</title>
      <script type="importmap">${JSON.stringify({ imports })}</script>
      <img src="./data/astronaut.png" alt=""><video muted></video>`,
    '/emosense/': builtPackage,
    '/data/': join(root, 'tests/data'),
  });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Returns the names in the first column of the README's table whose header row begins with `header`. */
function namesInTable(/** @type {string} */ header) {
  const table = readme.slice(readme.indexOf(header)).split('\n\n')[0];
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name).sort();
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

test('custom-elements.json documents what the element has', async (t) => {
  const page = await browser.newPage();
  await page.goto(`${site.address}page.html`);
  const element = await page.evaluate(async () => {
    const { EmoSenseElement } = await import('emosense/define');
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

const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

test('the README has two examples', () => assert.equal(examples.length, 2));

for (const [index, code] of examples.entries()) {
  test(`example ${index + 1} of the README runs`, async () => {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const output = page.waitForEvent('console', {
      predicate: (message) => message.text().includes('looks happy'),
      timeout: 60_000,
    });
    await page.goto(`${site.address}page.html`);
    await page.evaluate(async (code) => {
      const image = document.querySelector('img');
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
      const video = document.querySelector('video');
      video.srcObject = canvas.captureStream();
      setInterval(() => canvas.getContext('2d').drawImage(image, 0, 0), 30);
      await video.play();
      document.body.append(Object.assign(document.createElement('script'), { type: 'module', textContent: code }));
    }, code);
    await output;
    assert.deepEqual(errors, []);
    await page.close();
  });
}
