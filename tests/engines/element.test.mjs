// <emo-sense> from another origin in every engine, under the policies of the package's README.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { integrity } from '../../www/build/package.mjs';
import { root } from '../../www/build/paths.mjs';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { serveScript } from '../support/engines/probed-site.mjs';
import { host } from '../support/host.mjs';

const builtPackage = join(root, 'dist/emosense');

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
/** The package, and the probe, on an origin of their own. @type {Awaited<ReturnType<typeof host>>} */
let otherOrigin;
before(async () => {
  site = await openEngine();
  otherOrigin = await serveScript({ '/emosense/': builtPackage });
});
after(async () => {
  await otherOrigin?.close();
  await site?.close();
});

/** The sources of each directive for a package on another origin, from the README's table. */
const [scripts, workers, connections] = /** @type {RegExpMatchArray} */ (
  readFileSync(join(root, 'www/package/README.md'), 'utf8').match(/^\| on another origin \|(.*)\|$/m)
)[1]
  .split('|')
  .map((cell) => cell.trim().slice(1, -1));

/**
 * Opens a page with the element, under the strictest policy and these sources of scripts, and asks for the camera.
 * @param {string} scriptSources
 * @param {() => Promise<void>} steps
 */
async function withElement(scriptSources, steps) {
  const policy = [
    ["default-src 'none'"],
    ['script-src', scriptSources],
    ['worker-src', workers],
    ['connect-src', connections],
    ["img-src 'self'"], // Firefox and WebKit ask for a favicon under the policy of the page.
    ["require-trusted-types-for 'script'; trusted-types emosense"],
  ];
  const csp = policy.map((directive) => directive.join(' ')).join('; ');
  const { address } = otherOrigin;
  const html = `<!doctype html><html lang="en"><title>Strict</title><script src="${address}probe.js"></script>
    <script type="module" crossorigin="anonymous" src="${address}emosense/emo-sense.js"
      integrity="${integrity(join(builtPackage, 'emo-sense.js'))}"></script>
    <emo-sense></emo-sense></html>`;
  const author = await host({ '/page.html': html }, () => ({
    'Content-Security-Policy': csp.replaceAll('https://other.example', new URL(address).origin),
  }));
  try {
    await site.page.goto(`${author.address}page.html`);
    await site.waitUntil(() => customElements.get('emo-sense') !== undefined);
    await site.page.evaluate(() => {
      const element = /** @type {HTMLElementTagNameMap['emo-sense']} */ (document.querySelector('emo-sense'));
      element.addEventListener('emotion', ({ detail }) => (window.emotion = detail.emotion));
      element.addEventListener('error', ({ detail }) => (window.failure = detail.code));
      element.start();
    });
    await site.page.click('emo-sense', '.actions button.primary');
    await steps();
  } finally {
    await author.close();
  }
}

test(`${engine}: the element runs from another origin, with integrity, under the strictest policy`, () =>
  withElement(scripts, async () => {
    await site.waitUntil(() => window.emotion === 'happy' || window.failure !== undefined);
    assert.equal(await site.page.evaluate(() => window.failure ?? ''), '');
    const { errors, strays } = await site.page.evaluate(() => window.probe());
    assert.deepEqual(errors, []);
    assert.deepEqual(
      strays.filter((/** @type {string} */ url) => !url.startsWith(otherOrigin.address)),
      [],
    );
  }));

test(`${engine}: a policy that does not allow WebAssembly is named in the error`, () =>
  withElement(scripts.replace(" 'wasm-unsafe-eval'", ''), async () => {
    await site.waitUntil(() => window.failure !== undefined);
    assert.equal(await site.page.evaluate(() => window.failure), 'blocked-by-policy');
  }));
