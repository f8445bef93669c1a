// Pages with strict policies: the directives in the package's README are sufficient, and each of them is necessary.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { integrity } from '../../www/build/package.mjs';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { Browser, Page } from 'playwright-core' */

/** @typedef {(directives: Record<string, string>) => Record<string, string>} ReplaceDirectives */

const builtPackage = join(root, 'dist/emosense');
const astronaut = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const TRUSTED_TYPES = { 'require-trusted-types-for': "'script'", 'trusted-types': 'emosense' };

/** A browser with a camera. @type {Browser} */
let browser;
/** The package on an origin of its own. @type {Awaited<ReturnType<typeof host>>} */
let otherOrigin;

before(async () => {
  await openSites();
  browser = siteWithCamera.browser;
  otherOrigin = await host({ '/emosense/': builtPackage }, () => ({ 'Access-Control-Allow-Origin': '*' }));
});
after(async () => {
  await closeSites();
  await otherOrigin?.close();
});

/** The rows of the README's table: where the package lies, and the sources of each directive. */
const documentedPolicies = readFileSync(join(root, 'www/package/README.md'), 'utf8')
  .split('| location of the package |')[1]
  .split('\n\n')[0]
  .split('\n')
  .slice(2)
  .map((row) => {
    const [location, ...sources] = row.split('|').slice(1, -1);
    return { location: location.trim(), sources: sources.map((source) => source.trim().replace(/^`|`$/g, '')) };
  });

/** The client's module, for each place where the package may lie. @type {Record<string, () => string>} */
const modules = {
  "on the page's origin": () => '/emosense/client.js',
  'on another origin': () => `${otherOrigin.address}emosense/client.js`,
};

/** Returns the directives with these sources. @param {string[]} sources @returns {Record<string, string>} */
function directivesOf(sources) {
  const directives = ['script-src', 'worker-src', 'connect-src'].map((name, index) => [
    name,
    sources[index].replace('https://other.example', otherOrigin.address),
  ]);
  return Object.fromEntries(directives.filter(([, source]) => source));
}

/** Classifies a photo on a page with this policy. Returns the outcome, and the directives that blocked something. */
async function classify({
  module,
  policy,
  headers = {},
  prepare = /** @type {(page: Page) => Promise<unknown>} */ (async () => {}),
}) {
  const directives = { 'default-src': "'none'", ...policy, 'report-uri': '/report' };
  const csp = Object.entries(directives).map((directive) => directive.join(' '));
  const site = await host({ '/page.html': '<!doctype html><title>Strict</title>', '/emosense/': builtPackage }, () => ({
    'Content-Security-Policy': csp.join('; '),
    ...headers,
  }));
  const page = await browser.newPage();
  try {
    await prepare(page);
    await page.goto(`${site.address}page.html`);
    const outcome = await page.evaluate(
      async ([module, base64]) => {
        const { EmotionClient } = await import(module);
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const client = new EmotionClient();
        try {
          const { faces } = await client.classify(new Blob([bytes]), { still: true });
          return { emotion: faces[0].emotion, isIsolated: crossOriginIsolated };
        } catch ({ name, code, message }) {
          return { name, code, message };
        } finally {
          client.close();
        }
      },
      [module, astronaut],
    );
    const blocked = await blockedDirectives(page, site);
    return { ...outcome, blocked };
  } finally {
    await page.close();
    await site.close();
  }
}

/**
 * Returns the directives that blocked something. Reports come in order, so that all have come when the report of a last
 * request, which is always blocked, has come.
 */
async function blockedDirectives(page, { reports }) {
  const isLast = ({ 'blocked-uri': uri }) => uri.startsWith('https://elsewhere.example');
  await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => {}));
  while (!reports.some(isLast)) await new Promise((resolve) => setTimeout(resolve, 20));
  return reports.filter((report) => !isLast(report)).map((report) => report['effective-directive']);
}

test('the README has a policy for each place', () => {
  assert.deepEqual(
    documentedPolicies.map(({ location }) => location),
    Object.keys(modules),
  );
});

for (const { location, sources } of documentedPolicies) {
  for (const { page, headers, directives } of [
    { page: 'a page', headers: {}, directives: {} },
    { page: 'an isolated page with Trusted Types', headers: ISOLATED, directives: TRUSTED_TYPES },
  ]) {
    test(`${location}: the policy is sufficient for ${page}`, async () => {
      const policy = { ...directivesOf(sources), ...directives };
      const outcome = await classify({ module: modules[location](), policy, headers });
      assert.equal(outcome.emotion, 'happy', outcome.message);
      assert.equal(outcome.isIsolated, headers === ISOLATED);
      assert.deepEqual(outcome.blocked, []);
    });
  }

  /** Returns, for each feature, directives that do not allow it. @type {Record<string, ReplaceDirectives>} */
  const insufficient = {
    WebAssembly: ({ 'script-src': script }) => ({ 'script-src': script.replace("'wasm-unsafe-eval'", '') }),
    'the worker': () => ({ 'worker-src': "'none'" }),
    'the download of the module': () => ({ 'connect-src': "'none'" }),
    'the Trusted Types policy': () => ({ ...TRUSTED_TYPES, 'trusted-types': 'another' }),
  };
  for (const [feature, replaceDirectives] of Object.entries(insufficient)) {
    test(`${location}: a policy that does not allow ${feature} is named in the error`, async () => {
      const directives = directivesOf(sources);
      const policy = { ...directives, ...replaceDirectives(directives) };
      const { name, code, message } = await classify({ module: modules[location](), policy });
      assert.equal(name, 'EmotionError', message);
      assert.equal(code, 'blocked-by-policy', message);
      assert.match(message, /Content-Security-Policy blocks/);
    });
  }
}

test('WebAssembly that is refused without an event, and only when it is instantiated, is named in the error', async () => {
  // As in WebKit, which compiles the module in spite of the policy.
  const refusal = "WebAssembly.instantiate = async () => { throw new WebAssembly.CompileError('Refused'); };";
  const script = readFileSync(join(builtPackage, 'pkg/worker.js'), 'utf8');
  const { code, message } = await classify({
    module: modules["on the page's origin"](),
    policy: directivesOf(documentedPolicies[0].sources),
    prepare: (page) =>
      page.route('**/pkg/worker.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: `${refusal}${script}` }),
      ),
  });
  assert.equal(code, 'blocked-by-policy', message);
  assert.match(message, /script-src must allow 'wasm-unsafe-eval'/);
});

/** Whether the worker has the policy of a page that has it in a meta element, by the page's worker-src. */
const INHERITS = { "'self' blob:": true, "'self'": false };
for (const [workerSource, inherits] of Object.entries(INHERITS)) {
  const title = inherits ? 'inherits its policy' : 'has that of its own response';
  test(`with worker-src ${workerSource} in a meta element of the page, the worker ${title}`, async () => {
    const [{ sources }] = documentedPolicies;
    const directives = { 'default-src': "'none'", ...directivesOf(sources), 'worker-src': workerSource };
    const csp = Object.entries({ ...directives, ...TRUSTED_TYPES }).map((directive) => directive.join(' '));
    const html = `<!doctype html><title>Strict</title>
      <meta http-equiv="Content-Security-Policy" content="${csp.join('; ')}">`;
    const site = await host({ '/page.html': html, '/emosense/': builtPackage });
    const page = await browser.newPage();
    try {
      await page.goto(`${site.address}page.html`);
      await page.evaluate(async () => {
        const { EmotionClient } = await import(/** @type {any} */ ('/emosense/client.js'));
        await new EmotionClient().ready;
      });
      const isSent = await page.workers()[0].evaluate(
        (url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        `${otherOrigin.address}emosense/package.json`,
      );
      assert.equal(isSent, !inherits);
    } finally {
      await page.close();
      await site.close();
    }
  });
}

test('a violation whose event comes after the failure is named in the error', async () => {
  // As in a worker of Firefox, whose events come by way of the page's thread.
  const late = `const { addEventListener } = self;
    self.addEventListener = (type, listener, options) => {
      const isLate = type === 'securitypolicyviolation';
      addEventListener.call(self, type, isLate ? (event) => setTimeout(listener, 200, event) : listener, options);
    };`;
  const script = readFileSync(join(builtPackage, 'pkg/worker.js'), 'utf8');
  const { code, message } = await classify({
    module: modules["on the page's origin"](),
    policy: { ...directivesOf(documentedPolicies[0].sources), 'script-src': "'self'" },
    prepare: (page) =>
      page.route('**/pkg/worker.js', (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          headers: { 'Content-Security-Policy': "script-src 'self'" },
          body: `{${late}}${script}`,
        }),
      ),
  });
  assert.equal(code, 'blocked-by-policy', message);
});

/**
 * Sets the element's `src` on a page with the strictest policy and these directives. Returns the element's state, or
 * its error.
 * @param {{ src: 'photo.png' | 'clip.webm' | 'a blob URL', policy: Record<string, string> }} options
 */
async function showSource({ src, policy }) {
  const [{ sources }] = documentedPolicies;
  const csp = Object.entries({ 'default-src': "'none'", ...directivesOf(sources), ...policy });
  const html = `<!doctype html><title>Strict</title>
    <script type="module" src="/emosense/emo-sense.js"></script>
    <emo-sense></emo-sense>`;
  const site = await host({ '/page.html': html, '/emosense/': builtPackage }, () => ({
    'Content-Security-Policy': csp.map((directive) => directive.join(' ')).join('; '),
  }));
  const page = await browser.newPage();
  try {
    await page.goto(`${site.address}page.html`);
    return await page.evaluate(
      async ([src, base64]) => {
        await customElements.whenDefined('emo-sense');
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const element = document.querySelector('emo-sense');
        const outcome = new Promise((resolve) => {
          element.addEventListener('faces', ({ detail }) => resolve(detail.faces[0].emotion));
          element.addEventListener('error', ({ detail: { code, message } }) => resolve(`${code}: ${message}`));
        });
        element.src = src === 'a blob URL' ? URL.createObjectURL(new Blob([bytes])) : src;
        return outcome;
      },
      [src, astronaut],
    );
  } finally {
    await page.close();
    await site.close();
  }
}

test('img-src blob: is sufficient for an image as a blob', async () => {
  assert.equal(await showSource({ src: 'a blob URL', policy: { 'img-src': 'blob:' } }), 'happy');
});

/** @type {[src: 'photo.png' | 'clip.webm' | 'a blob URL', directive: string][]} */
const BLOCKED_SOURCES = [
  ['photo.png', 'img-src'],
  ['a blob URL', 'img-src'],
  ['clip.webm', 'media-src'],
];
for (const [src, directive] of BLOCKED_SOURCES) {
  test(`a policy that does not allow ${src} as the element's src is named in the error`, async () => {
    const expected = new RegExp(`^blocked-by-policy: The Content-Security-Policy blocks .*: its ${directive} must`);
    assert.match(await showSource({ src, policy: {} }), expected);
  });
}

/** Shows the element from another origin on a page with the strictest policy, and starts the camera. */
async function showElement(/** @type {string} */ integrityOfScript) {
  const { sources } = documentedPolicies.find(({ location }) => location === 'on another origin') ?? { sources: [] };
  const directives = { 'default-src': "'none'", ...directivesOf(sources), ...TRUSTED_TYPES, 'report-uri': '/report' };
  const csp = Object.entries(directives).map((directive) => directive.join(' '));
  const script = `src="${otherOrigin.address}emosense/emo-sense.js" integrity="${integrityOfScript}"`;
  const html = `<!doctype html><title>Strict</title>
    <script type="module" crossorigin="anonymous" ${script}></script>
    <emo-sense></emo-sense>`;
  const site = await host({ '/page.html': html }, () => ({ 'Content-Security-Policy': csp.join('; ') }));
  const page = await browser.newPage();
  try {
    await page.goto(`${site.address}page.html`);
    const isDefined = await page.evaluate(() => Boolean(customElements.get('emo-sense')));
    if (!isDefined) return { isDefined };
    await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      window.happy = new Promise((resolve, reject) => {
        element.addEventListener('emotion', ({ detail }) => detail.emotion === 'happy' && resolve(detail.emotion));
        element.addEventListener('error', ({ detail }) => reject(new Error(detail.message)));
      });
      element.start();
    });
    await page.getByRole('button', { name: 'I understand' }).click();
    return { isDefined, emotion: await page.evaluate(() => window.happy), reports: site.reports };
  } finally {
    await page.close();
    await site.close();
  }
}

test('the element runs from another origin, with integrity, under the strictest policy', async () => {
  const { emotion, reports } = await showElement(integrity(join(builtPackage, 'emo-sense.js')));
  assert.equal(emotion, 'happy');
  assert.deepEqual(reports, []);
});

test('a script that does not match its integrity does not run', async () => {
  const { isDefined } = await showElement(integrity(join(builtPackage, 'client.js')));
  assert.equal(isDefined, false);
});
