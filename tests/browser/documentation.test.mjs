// The package's page and what editors are told, against the code: codes, options, attributes; the examples run. (Its policies: strict.test.mjs.)
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openBrowser } from '../support/chromium.mjs';
import { host } from '../support/host.mjs';

const built = join(root, 'dist/emosense');
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const documentation = read('www/package/README.md');
const sources = ['client', 'element', 'session', 'ui']
  .flatMap((folder) =>
    readdirSync(join(root, 'www/package', folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => read(`www/package/${folder}/${name}`)),
  )
  .join('\n');
const manifest = JSON.parse(read('dist/emosense/custom-elements.json'));
const [declaration] = manifest.modules[0].declarations;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;

before(async () => {
  browser = await openBrowser();
  site = await host({
    '/page.html': `<!doctype html><title>Example</title>
      <script type="importmap">{"imports": {"emosense": "./emosense/client.js", "emosense/define": "./emosense/define.js"}}</script>
      <img src="./data/astronaut.png" alt=""><video muted></video>`,
    '/emosense/': built,
    '/data/': join(root, 'tests/data'),
  });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** The code words in the first column of the table under a heading that begins so. */
function listed(heading) {
  const table = documentation.slice(documentation.indexOf(heading)).split('\n\n')[0];
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, word]) => word).sort();
}

const unique = (words) => [...new Set(words)].sort();

test('every code that an error can have is listed, and no other', () => {
  const inRust = [...read('src/error.rs').matchAll(/=> "([a-z-]+)",/g)];
  const inScript = [
    ...sources.matchAll(/EmotionError\('([a-z-]+)'|\bcode: '([a-z-]+)'|^ {2}[A-Z]\w+Error: '([a-z-]+)'/gm),
  ];
  assert.ok(inRust.length > 5 && inScript.length > 20);
  const codes = [...inRust, ...inScript].map(([, ...groups]) => groups.find(Boolean));
  assert.deepEqual(listed('| code |'), unique(codes));
});

test('every option of the client is listed, and no other', () => {
  const options = /export type Options = \{([^]*?)\n\};/.exec(read('dist/emosense/types/client/client.d.ts'))[1];
  assert.deepEqual(listed('| option of'), unique([...options.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name)));
});

test('what editors are told of the element is what it has', async () => {
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
    const own = [];
    for (let proto = EmoSenseElement.prototype; proto !== HTMLElement.prototype; proto = Object.getPrototypeOf(proto))
      own.push(...Object.getOwnPropertyNames(proto));
    return {
      own,
      observed: EmoSenseElement.observedAttributes,
      parts: [...element.shadowRoot.querySelectorAll('[part]')].map(({ part }) => part.value),
      styles: element.shadowRoot.adoptedStyleSheets
        .map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join())
        .join(),
    };
  });
  await page.close();
  const names = (/** @type {{ name: string }[]} */ all) => unique(all.map(({ name }) => name));
  const forBrowsers = [
    'constructor',
    'connectedCallback',
    'disconnectedCallback',
    'attributeChangedCallback',
    'addEventListener',
    'adoptProperties',
  ];
  assert.deepEqual(names(declaration.members), unique(element.own.filter((name) => !forBrowsers.includes(name))));
  // `hide` is for the style alone, `lang` is every element's.
  assert.deepEqual(
    names(declaration.attributes),
    unique([...element.observed, 'hide']).filter((name) => name !== 'lang'),
  );
  assert.deepEqual(names(declaration.events), unique([...sources.matchAll(/#tell\('(\w+)'/g)].map(([, name]) => name)));
  assert.deepEqual(names(declaration.cssParts), unique(element.parts));
  assert.deepEqual(names(declaration.cssProperties), unique(element.styles.match(/--emo-sense-[a-z-]+/g)));
  for (const { name, description } of [
    ...declaration.attributes,
    ...declaration.members.filter(({ kind }) => kind === 'method'),
  ]) {
    assert.ok(description?.length > 10, name);
  }
});

const examples = [...documentation.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);

for (const [index, code] of examples.entries()) {
  test(`example ${index + 1} of the package's page runs`, async () => {
    const page = await browser.newPage();
    const wrong = [];
    page.on('pageerror', ({ message }) => wrong.push(message));
    const said = page.waitForEvent('console', {
      predicate: (message) => message.text().includes('resembles happy'),
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
    assert.match((await said).text(), /resembles happy/);
    assert.deepEqual(wrong, []);
    await page.close();
  });
}

test('there are examples', () => assert.equal(examples.length, 2));
