/** Creates workers: of another origin, too, and where the page says so, with the page's Content-Security-Policy. */
import { EmotionError } from './error.js';

/** @type {{ createScriptURL: (url: string) => string } | undefined} */
let trustedTypesPolicy;
/** The `blob:` URLs of the scripts that import a worker, by its URL. @type {Map<string, string>} */
const importers = new Map();

/**
 * Creates a worker of a module. Throws an error with the code 'blocked-by-policy' if a policy blocks it at once.
 *
 * A worker from a URL has the policy of its own response, and thus none on a host that sends no headers. One from a
 * `blob:` URL inherits the page's, so that it is used where the page has its policy in a meta element that allows it.
 * @param {string} url
 */
export function createWorker(url) {
  try {
    return new Worker(trustedUrl(importerOf(url) ?? url), { type: 'module', name: url });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    // The URL is valid: a TypeError can only come from Trusted Types, and a SecurityError only from a policy.
    const advice =
      name === 'TypeError'
        ? "its trusted-types must allow the name emosense (and 'allow-duplicates' if EmoSense is loaded twice)"
        : 'its worker-src must allow the worker';
    throw new EmotionError(
      'blocked-by-policy',
      `The Content-Security-Policy blocks the worker: ${advice}. The browser says: ${message}`,
    );
  }
}

/** Returns the URL of a script that imports the worker, undefined if it can be started itself. @param {string} url */
function importerOf(url) {
  // Browsers refuse a worker of another origin, but one of this origin may import it.
  if (new URL(url, location.href).origin === location.origin && !isBlobAllowed()) return undefined;
  const known = importers.get(url);
  if (known) return known;
  // A dynamic import is subject to script-src, and in Firefox the service worker sees no other one. Messages that come
  // before the worker is imported are kept for it.
  const text = `const early = [];
const keep = (event) => { event.stopImmediatePropagation(); early.push(event.data); };
addEventListener('message', keep);
import(${JSON.stringify(url)}).then(() => {
  removeEventListener('message', keep);
  for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
}).catch(reportError);`;
  const importer = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  importers.set(url, importer);
  return importer;
}

/** Returns whether a policy in a meta element of the page allows workers from `blob:` URLs. */
function isBlobAllowed() {
  const policies = globalThis.document?.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]') ?? [];
  return [...policies].some((meta) => /(^|;)\s*worker-src\s[^;]*\bblob:/i.test(meta.getAttribute('content') ?? ''));
}

/** Returns the URL in the form that pages with Trusted Types require. @param {string} url @returns {string} */
function trustedUrl(url) {
  const { trustedTypes } =
    /** @type {{ trustedTypes?: { createPolicy: (name: string, rules: object) => typeof trustedTypesPolicy } }} */ (
      globalThis
    );
  try {
    const rules = { createScriptURL: (/** @type {string} */ own) => own };
    trustedTypesPolicy ??= trustedTypes?.createPolicy('emosense', rules);
  } catch {
    // The page does not allow the name. That matters only if it requires Trusted Types and has no default policy.
  }
  return trustedTypesPolicy?.createScriptURL(url) ?? url;
}
