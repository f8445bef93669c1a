/**
 * Starts the worker from wherever its script is: next to this module, at a base URL, on another origin, or in a bundle.
 */
import { EmotionError } from './error.js';
import { withPolicyErrors } from './policy-violation.js';
import { withLimit } from './watchdog.js';

/**
 * The builds of the crate: `builtIn` has only the built-in models, `relaxed` is the same with relaxed SIMD, and
 * `custom` can also run custom models.
 * @typedef {'builtIn' | 'relaxed' | 'custom'} Build
 */
/** Where the files are. @typedef {{ baseUrl?: string | URL, customModelsUrl?: string | URL }} Locations */
/**
 * `wasm`: the URL or the bytes of the worker's module.
 * @typedef {{ worker: Worker, wasm: string | Uint8Array }} Started
 */

/** How long the worker's script may take to load and to send its first message, in milliseconds. */
const LIMIT_MS = 30_000;

/**
 * Whether a bundler did not include the files next to this module: the embedded copy was started in their place. The
 * built-in worker's file is then not requested again.
 */
let isBundled = false;
/** @type {{ createScriptURL: (url: string) => string } | undefined} */
let trustedTypesPolicy;

/** The smallest module with relaxed SIMD: `(func (result v128) … f32x4.relaxed_madd)` of three zeros. */
const RELAXED_SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65,
  0, 253, 15, 253, 133, 2, 11,
]);

/** Returns the fastest build of the built-in models that this browser supports. @returns {Build} */
export function builtInBuild() {
  return globalThis.WebAssembly?.validate(RELAXED_SIMD_MODULE) ? 'relaxed' : 'builtIn';
}

/**
 * Starts the worker of a build. Rejects with the code 'load-failed', 'blocked-by-policy' or 'unsupported'.
 * @param {Build} build
 * @param {Locations} locations
 * @param {AbortSignal} signal ends the worker, and the wait for it
 * @returns {Promise<Started>}
 */
export async function startWorker(build, { baseUrl }, signal) {
  if (typeof Worker !== 'function') {
    throw new EmotionError('unsupported', 'Web Workers are unavailable: EmoSense runs in browsers only.');
  }
  const isEmbedded = isBundled && baseUrl === undefined && build !== 'custom';
  const files = isEmbedded ? null : filesOf(build, baseUrl);
  try {
    if (!files) throw new EmotionError('load-failed', 'A bundler did not include the worker.');
    return { worker: await startFromUrl(files.script, signal), wasm: files.wasm };
  } catch (error) {
    const isMissing = error instanceof EmotionError && error.code === 'load-failed';
    if (!isMissing || baseUrl !== undefined || signal.aborted) throw error;
    if (build === 'custom') {
      if (files && (await isBeingBuilt(files.script))) {
        const message = 'The module for custom models is still being built. Try again in a few minutes.';
        throw new EmotionError('module-building', message);
      }
      throw new EmotionError(
        'load-failed',
        `${error.message} If a bundler did not include it, custom models need a copy of the package's folder "pkg" ` +
          'on the site, and its URL as the option baseUrl.',
      );
    }
    const started = await startEmbedded(signal);
    isBundled = true;
    return started;
  }
}

/**
 * Returns whether the server does not have the worker yet: `npm start` serves the site before it has built the module
 * for custom models, and responds with HTTP 503 until then.
 * @param {string} url
 */
async function isBeingBuilt(url) {
  return fetch(url, { method: 'HEAD' }).then(
    ({ status }) => status === 503,
    () => false,
  );
}

/**
 * Returns the URLs of the worker's script and module, or null if this module does not know its own URL. Bundlers find
 * the files by these expressions, which must therefore be written out.
 * @param {Build} build
 * @param {string | URL | undefined} baseUrl
 */
function filesOf(build, baseUrl) {
  if (baseUrl !== undefined) {
    const folder = new URL(baseUrl, globalThis.document?.baseURI ?? location.href).href.replace(/\/?$/, '/');
    const [script, wasm] = {
      builtIn: ['worker.js', 'emosense_bg.wasm'],
      relaxed: ['worker.js', 'relaxed-simd/emosense_bg.wasm'],
      custom: ['custom-models/worker.js', 'custom-models/emosense_bg.wasm'],
    }[build];
    return { script: folder + script, wasm: folder + wasm };
  }
  try {
    const files = {
      builtIn: () => [new URL('./pkg/worker.js', import.meta.url), new URL('./pkg/emosense_bg.wasm', import.meta.url)],
      relaxed: () => [
        new URL('./pkg/worker.js', import.meta.url),
        new URL('./pkg/relaxed-simd/emosense_bg.wasm', import.meta.url),
      ],
      custom: () => [
        new URL('./pkg/custom-models/worker.js', import.meta.url),
        new URL('./pkg/custom-models/emosense_bg.wasm', import.meta.url),
      ],
    };
    const [script, wasm] = files[build]();
    return { script: script.href, wasm: wasm.href };
  } catch {
    return null; // A bundle that is a classic script has no import.meta.url.
  }
}

/** Starts the copy in the package that is for bundlers which do not include the files. @param {AbortSignal} signal */
async function startEmbedded(signal) {
  const { worker: script, wasm } = await import('./pkg/embedded.js').catch((error) => {
    throw new EmotionError('load-failed', `Neither the worker nor its embedded copy could be loaded: ${error.message}`);
  });
  const binary = atob(wasm);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return { worker: await startFromText(script, signal), wasm: bytes };
}

/** @param {string} url @param {AbortSignal} signal */
function startFromUrl(url, signal) {
  // Browsers refuse a worker of another origin, but a worker of this origin may import it. A dynamic import is subject
  // to script-src; a static one would be subject to worker-src.
  if (new URL(url, location.href).origin === location.origin) return start(url, url, signal);
  return startFromText(`import(${JSON.stringify(url)}).catch(reportError);`, signal, url);
}

/** @param {string} text @param {AbortSignal} signal @param {string} [name] for errors */
async function startFromText(text, signal, name = 'The embedded worker') {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await start(url, name, signal);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Resolves with the worker after its first message.
 * @param {string} url
 * @param {string} name
 * @param {AbortSignal} signal
 */
function start(url, name, signal) {
  return withPolicyErrors(
    ({ effectiveDirective }) => effectiveDirective === 'worker-src',
    async () => {
      signal.throwIfAborted();
      const worker = createWorker(url);
      const started = new Promise((/** @type {(worker: Worker) => void} */ resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        worker.onmessage = () => resolve(worker);
        worker.onerror = (event) => {
          event.preventDefault();
          const reason = event.message ? `: ${event.message}` : '.';
          reject(new EmotionError('load-failed', `${name} could not be started${reason}`));
        };
      });
      try {
        return await withLimit(
          started,
          LIMIT_MS,
          () => new EmotionError('load-failed', `${name} was not loaded within ${LIMIT_MS / 1000} seconds.`),
        );
      } catch (error) {
        worker.terminate();
        throw error;
      }
    },
  );
}

/** @param {string} url */
function createWorker(url) {
  try {
    return new Worker(trustedUrl(url), { type: 'module' });
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
