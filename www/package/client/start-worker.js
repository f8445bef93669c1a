/** Starts the worker from wherever its script is: next to this module, at the URL of an option, on another origin. */
import { createWorker } from './create-worker.js';
import { EmotionError } from './error.js';
import { withPolicyErrors } from './policy-violation.js';
import { withLimit } from './watchdog.js';

/**
 * The builds of the crate: `builtIn` has only the built-in models, `relaxed` is the same with relaxed SIMD, and
 * `custom` can also run custom models.
 * @typedef {'builtIn' | 'relaxed' | 'custom'} Build
 */
/** `wasm`: the URL of the worker's module. @typedef {{ worker: Worker, wasm: string }} Started */
/**
 * Where the files are, if they are not where bundlers and script tags find them by themselves.
 * @typedef {object} Locations
 * @property {string | URL} [baseUrl] the URL of a copy of the package's folder `pkg`
 * @property {string | URL} [customModelsUrl] the URL of a copy of the package emosense-custom-models
 */
/** The URLs of a worker's script and module. @typedef {{ script: string, wasm: string }} Files */

/** How long the worker's script may take to load and to send its first message, in milliseconds. */
const LIMIT_MS = 30_000;

/** Under this symbol, the package emosense-custom-models registers the URLs of its `worker` and its `wasm`. */
const CUSTOM_MODELS = Symbol.for('emosense.customModels');
/** What to do if the worker is not where it was looked for, as bundlers such as esbuild and Rollup leave files out. */
const COPY_PKG =
  'If it is missing, copy the folder "pkg" of the package (node_modules/emosense/pkg) beside this script, or ' +
  "anywhere on the site with its URL as an option: new EmotionClient({ baseUrl: '/pkg/' }) " +
  'or <emo-sense base-url="/pkg/">.';
/** What to do if the module for custom models is not where it was looked for. */
const COPY_CUSTOM_MODELS =
  'If it is missing, copy the package emosense-custom-models (node_modules/emosense-custom-models) to the site ' +
  "and pass its URL: new EmotionClient({ customModelsUrl: '/emosense-custom-models/' }).";
/** What to do if there is no module for custom models. */
const ADD_CUSTOM_MODELS =
  'Custom models need a package of their own: npm install emosense-custom-models, ' +
  "and import 'emosense-custom-models' before the model is used. Or copy that package to the site " +
  "and pass its URL: new EmotionClient({ customModelsUrl: '/emosense-custom-models/' }).";

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
 * Starts the worker of a build. Rejects with the code 'load-failed', 'module-building', 'blocked-by-policy' or
 * 'unsupported'.
 * @param {Build} build
 * @param {Locations} locations
 * @param {AbortSignal} signal ends the worker, and the wait for it
 * @returns {Promise<Started>}
 */
export async function startWorker(build, locations, signal) {
  if (typeof Worker !== 'function') {
    throw new EmotionError('unsupported', 'Web Workers are unavailable: EmoSense runs in browsers only.');
  }
  const { script, wasm } = build === 'custom' ? customFiles(locations) : builtInFiles(build, locations);
  try {
    return { worker: await start(script, signal), wasm };
  } catch (error) {
    const isMissing = error instanceof EmotionError && error.code === 'load-failed';
    if (!isMissing || signal.aborted) throw error;
    if (build !== 'custom') throw new EmotionError('load-failed', `${error.message} ${COPY_PKG}`);
    if (await isBeingBuilt(script)) {
      const message = 'The module for custom models is still being built. Try again in a few minutes.';
      throw new EmotionError('module-building', message);
    }
    throw new EmotionError('load-failed', `${error.message} ${COPY_CUSTOM_MODELS}`);
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
 * Returns the URLs of the worker of the built-in models. Bundlers find the files by these expressions, which must
 * therefore be written out.
 * @param {'builtIn' | 'relaxed'} build
 * @param {Locations} locations
 * @returns {Files}
 */
function builtInFiles(build, { baseUrl }) {
  if (baseUrl !== undefined) {
    const folder = folderUrl('baseUrl', baseUrl);
    const wasm = build === 'relaxed' ? 'relaxed-simd/emosense_bg.wasm' : 'emosense_bg.wasm';
    return { script: `${folder}worker.js`, wasm: folder + wasm };
  }
  try {
    const script = new URL('./pkg/worker.js', import.meta.url);
    const wasm =
      build === 'relaxed'
        ? new URL('./pkg/relaxed-simd/emosense_bg.wasm', import.meta.url)
        : new URL('./pkg/emosense_bg.wasm', import.meta.url);
    return { script: script.href, wasm: wasm.href };
  } catch {
    // A bundle that is a classic script has no import.meta.url.
    throw new EmotionError('load-failed', `A bundler did not include the worker. ${COPY_PKG}`);
  }
}

/**
 * Returns the URLs of the worker of custom models.
 * @param {Locations} locations
 * @returns {Files}
 */
function customFiles({ customModelsUrl }) {
  if (customModelsUrl !== undefined) {
    const folder = folderUrl('customModelsUrl', customModelsUrl);
    return { script: `${folder}worker.js`, wasm: `${folder}emosense_bg.wasm` };
  }
  const registered = /** @type {{ [CUSTOM_MODELS]?: { worker: string, wasm: string } }} */ (globalThis)[CUSTOM_MODELS];
  if (!registered) throw new EmotionError('load-failed', ADD_CUSTOM_MODELS);
  return { script: registered.worker, wasm: registered.wasm };
}

/**
 * Returns the URL of a folder, with a slash at its end; the page's own URL is its base.
 * @param {string} option names it in the error
 * @param {string | URL} url
 */
function folderUrl(option, url) {
  try {
    return new URL(url, globalThis.document?.baseURI ?? location.href).href.replace(/\/?$/, '/');
  } catch {
    throw new EmotionError('invalid-setting', `${option} must be a URL, got ${url}.`);
  }
}

/**
 * Resolves with the worker after its first message.
 * @param {string} url
 * @param {AbortSignal} signal
 */
function start(url, signal) {
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
          reject(new EmotionError('load-failed', `${url} could not be started${reason}`));
        };
      });
      try {
        return await withLimit(
          started,
          LIMIT_MS,
          () => new EmotionError('load-failed', `${url} was not loaded within ${LIMIT_MS / 1000} seconds.`),
        );
      } catch (error) {
        worker.terminate();
        throw error;
      }
    },
  );
}
