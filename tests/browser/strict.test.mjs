// Pages with the strictest of policies: what the package's page says they have to allow is enough, and needed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import esbuild from 'esbuild';
import { integrity } from '../../www/build/package.mjs';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

const built = join(root, 'dist/emosense');
const bundled = join(root, 'target/strict-test');
const astronaut = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const TRUSTED = { 'require-trusted-types-for': "'script'", 'trusted-types': 'emosense' };

/** One with a camera. @type {import('playwright-core').Browser} */
let browser;
/** The package on an origin of its own. @type {Awaited<ReturnType<typeof host>>} */
let other;

before(async () => {
  await openSites();
  browser = siteWithCamera.browser;
  other = await host({ '/emosense/': built }, () => ({ 'Access-Control-Allow-Origin': '*' }));
  rmSync(bundled, { recursive: true, force: true });
  mkdirSync(bundled, { recursive: true });
  await esbuild.build({
    entryPoints: [join(built, 'client.js')],
    bundle: true,
    format: 'esm',
    splitting: true,
    outdir: bundled,
  });
});
after(async () => {
  await closeSites();
  await other?.close();
});

/** What the package's page says that a page has to allow, for each place where the package may lie. */
const documented = readFileSync(join(root, 'www/package/README.md'), 'utf8')
  .split('| the package lies |')[1]
  .split('\n\n')[0]
  .split('\n')
  .slice(2)
  .map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`|`$/g, '')),
  );

/** The module of the client in each of those places. */
const modules = {
  "on the page's origin": () => '/emosense/client.js',
  'on another origin': () => `${other.address}emosense/client.js`,
  'in a bundle of esbuild': () => '/bundled/client.js',
};

/** What a client comes to on a page under `policy`, and what the policy refused meanwhile. */
async function classify({ module, policy, headers = {} }) {
  const directives = { 'default-src': "'none'", ...policy, 'report-uri': '/report' };
  const csp = Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ');
  const site = await host(
    { '/page.html': '<!doctype html><title>Strict</title>', '/emosense/': built, '/bundled/': bundled },
    () => ({ 'Content-Security-Policy': csp, ...headers }),
  );
  const page = await browser.newPage();
  let copies = 0;
  page.on('request', (request) => (copies += Number(request.url().includes('/embedded'))));
  try {
    await page.goto(`${site.address}page.html`);
    const outcome = await page.evaluate(
      async ([module, base64]) => {
        const { EmotionClient } = await import(module);
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const client = new EmotionClient();
        try {
          const { faces } = await client.classify(new Blob([bytes]), { still: true });
          return { emotion: faces[0].emotion, isolated: crossOriginIsolated };
        } catch ({ name, code, message }) {
          return { name, code, message };
        } finally {
          client.close();
        }
      },
      [module, astronaut],
    );
    // The reports of page and worker have all come when that of a last refusal has.
    await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => {}));
    const last = ({ 'blocked-uri': uri }) => uri.startsWith('https://elsewhere.example');
    while (!site.reports.some(last)) await new Promise((resolve) => setTimeout(resolve, 20));
    return {
      ...outcome,
      copies,
      refused: site.reports.filter((report) => !last(report)).map((report) => report['effective-directive']),
    };
  } finally {
    await page.close();
    await site.close();
  }
}

test("the package's page has a policy for each place", () =>
  assert.deepEqual(
    documented.map(([place]) => place),
    Object.keys(modules),
  ));

for (const [place, ...sources] of documented) {
  const module = modules[place];
  const policy = () => {
    const named = sources.map((source, index) => [
      ['script-src', 'worker-src', 'connect-src'][index],
      source.replace('https://other.example', other.address),
    ]);
    return Object.fromEntries(named.filter(([, source]) => source));
  };

  for (const [kind, headers, trusted] of [
    ['', {}, {}],
    [', isolated, with Trusted Types', ISOLATED, TRUSTED],
  ]) {
    test(`${place}, a page that allows nothing but this is enough${kind}`, async () => {
      const { emotion, isolated, refused, copies, message } = await classify({
        module: module(),
        policy: { ...policy(), ...trusted },
        headers,
      });
      assert.equal(emotion, 'happy', message);
      assert.equal(isolated, headers === ISOLATED);
      assert.deepEqual(refused, []);
      assert.equal(copies, place === 'in a bundle of esbuild' ? 1 : 0); // of the worker that is for those bundlers alone
    });
  }

  for (const [what, change] of Object.entries({
    WebAssembly: ({ 'script-src': allowed }) => ({ 'script-src': allowed.replace("'wasm-unsafe-eval'", '') }),
    'the worker': () => ({ 'worker-src': "'none'" }),
    ...(sources[2] && { "the module's download": () => ({ 'connect-src': "'none'" }) }),
    'the policy of Trusted Types': () => ({ ...TRUSTED, 'trusted-types': 'another' }),
  })) {
    test(`${place}, a page that does not allow ${what} gets an error that says so`, async () => {
      const allowed = policy();
      const { name, code, message } = await classify({ module: module(), policy: { ...allowed, ...change(allowed) } });
      assert.deepEqual([name, code], ['EmotionError', 'blocked-by-policy'], message);
      assert.match(message, /Content-Security-Policy refuses/);
    });
  }
}

/** A page with the element from another origin and the camera, under a policy that says where its script may come from. */
async function showElement(integrity) {
  const [, ...sources] = documented.find(([place]) => place === 'on another origin');
  const [script, worker, connect] = sources.map((source) => source.replace('https://other.example', other.address));
  const csp =
    `default-src 'none'; script-src ${script}; worker-src ${worker}; connect-src ${connect}; ` +
    `require-trusted-types-for 'script'; trusted-types emosense; report-uri /report`;
  const site = await host(
    {
      '/page.html': `<!doctype html><title>Strict</title>
      <script type="module" src="${other.address}emosense/emo-sense.js" crossorigin="anonymous" integrity="${integrity}"></script>
      <emo-sense></emo-sense>`,
    },
    () => ({ 'Content-Security-Policy': csp }),
  );
  const page = await browser.newPage();
  try {
    await page.goto(`${site.address}page.html`);
    const defined = await page.evaluate(() => Boolean(customElements.get('emo-sense')));
    if (defined) {
      await page.evaluate(() => {
        const element = document.querySelector('emo-sense');
        window.named = new Promise((resolve, reject) => {
          element.addEventListener('emotion', ({ detail }) => detail.emotion === 'happy' && resolve(detail.emotion));
          element.addEventListener('error', ({ detail }) => reject(new Error(detail.message)));
        });
        element.start();
      });
      await page.getByRole('button', { name: 'I understand' }).click();
    }
    return { defined, emotion: defined && (await page.evaluate(() => window.named)), refused: site.reports };
  } finally {
    await page.close();
    await site.close();
  }
}

test('the element comes from another origin with integrity, opens the camera and keeps to the strictest policy', async () => {
  const { emotion, refused } = await showElement(integrity(join(built, 'emo-sense.js')));
  assert.equal(emotion, 'happy');
  assert.deepEqual(refused, []);
});

test('a script that is not what integrity says is not run', async () => {
  const { defined } = await showElement(integrity(join(built, 'client.js')));
  assert.equal(defined, false);
});
