// Pages with the strictest of policies: what they have to allow, that nothing more is needed, and a clear error where it is not allowed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import esbuild from 'esbuild';
import { root } from '../../www/setup/steps.mjs';
import { openBrowser } from './chromium.mjs';
import { host } from './host.mjs';

const built = join(root, 'dist/emosense');
const bundled = join(root, 'target/strict-test');
const astronaut = readFileSync(join(root, 'tests/data/astronaut.png'), 'base64');
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const TRUSTED = { 'require-trusted-types-for': "'script'", 'trusted-types': 'emosense' };

/** @type {import('playwright-core').Browser} */
let browser;
/** The package on an origin of its own. @type {Awaited<ReturnType<typeof host>>} */
let other;

before(async () => {
  browser = await openBrowser();
  other = await host({ '/emosense/': built }, () => ({ 'Access-Control-Allow-Origin': '*' }));
  rmSync(bundled, { recursive: true, force: true });
  mkdirSync(bundled, { recursive: true });
  await esbuild.build({ entryPoints: [join(built, 'client.js')], bundle: true, format: 'esm', splitting: true, outdir: bundled });
});
after(async () => {
  await browser?.close();
  await other?.close();
});

/** The ways to have the package, with what a page's policy has to say for each. */
const ways = {
  'of this origin': {
    module: () => '/emosense/client.js',
    policy: () => ({ 'script-src': "'self' 'wasm-unsafe-eval'", 'worker-src': "'self'", 'connect-src': "'self'" }),
  },
  'of another origin': {
    module: () => `${other.address}emosense/client.js`,
    policy: () => ({ 'script-src': `${other.address} 'wasm-unsafe-eval'`, 'worker-src': 'blob:', 'connect-src': other.address }),
  },
  'bundled by esbuild': {
    module: () => '/bundled/client.js',
    policy: () => ({ 'script-src': "'self' 'wasm-unsafe-eval'", 'worker-src': "'self' blob:" }),
  },
};

/** What a client comes to on a page under `policy`, and what the policy refused meanwhile. */
async function classify({ module, policy, headers = {} }) {
  const directives = { 'default-src': "'none'", ...policy, 'report-uri': '/report' };
  const csp = Object.entries(directives).map((directive) => directive.join(' ')).join('; ');
  const site = await host(
    { '/page.html': '<!doctype html><title>Strict</title>', '/emosense/': built, '/bundled/': bundled },
    () => ({ 'Content-Security-Policy': csp, ...headers }),
  );
  const page = await browser.newPage();
  let copies = 0;
  page.on('request', (request) => (copies += Number(request.url().includes('/embedded'))));
  try {
    await page.goto(`${site.address}page.html`);
    const outcome = await page.evaluate(async ([module, base64]) => {
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
    }, [module, astronaut]);
    // The reports of page and worker have all come when that of a last refusal has.
    await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => {}));
    const last = ({ 'blocked-uri': uri }) => uri.startsWith('https://elsewhere.example');
    while (!site.reports.some(last)) await new Promise((resolve) => setTimeout(resolve, 20));
    return { ...outcome, copies, refused: site.reports.filter((report) => !last(report)).map((report) => report['effective-directive']) };
  } finally {
    await page.close();
    await site.close();
  }
}

for (const [way, { module, policy }] of Object.entries(ways)) {
  for (const [kind, headers, trusted] of [['', {}, {}], [', isolated, with Trusted Types', ISOLATED, TRUSTED]]) {
    test(`${way}, a page that allows nothing but this is enough${kind}`, async () => {
      const { emotion, isolated, refused, copies, message } = await classify({ module: module(), policy: { ...policy(), ...trusted }, headers });
      assert.equal(emotion, 'happy', message);
      assert.equal(isolated, headers === ISOLATED);
      assert.deepEqual(refused, []);
      assert.equal(copies, way === 'bundled by esbuild' ? 1 : 0); // of the worker that is for those bundlers alone
    });
  }

  for (const [what, change] of Object.entries({
    'WebAssembly': ({ 'script-src': sources }) => ({ 'script-src': sources.replace("'wasm-unsafe-eval'", '') }),
    'the worker': () => ({ 'worker-src': "'none'" }),
    'the module\'s download': ({ 'connect-src': sources }) => sources && { 'connect-src': "'none'" },
    'the policy of Trusted Types': () => ({ ...TRUSTED, 'trusted-types': 'another' }),
  })) {
    test(`${way}, a page that does not allow ${what} gets an error that says so`, async (context) => {
      const changed = change(policy());
      if (!changed) return context.skip('nothing is downloaded');
      const { name, code, message } = await classify({ module: module(), policy: { ...policy(), ...changed } });
      assert.deepEqual([name, code], ['EmotionError', 'blocked-by-policy'], message);
      assert.match(message, /Content-Security-Policy refuses/);
      console.log(message);
    });
  }
}
