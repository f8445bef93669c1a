/** Starts a worker's script from wherever it can be had: beside this module, a given folder, another origin, or a copy in a bundle. */
import { EmotionError } from './error.js';
import { underPolicy } from './policy-breach.js';

/** @typedef {'builtIn' | 'relaxed' | 'own'} Build the crate's builds: the built-in networks alone, the same with relaxed SIMD, or any network of one's own too */
/** @typedef {{ worker: Worker, wasm: string | Uint8Array }} Started `wasm`: the address or the bytes of the module for it */

/** Nothing is beside this module: a bundler left the files behind. They are not asked for again. */
let leftBehind = false;
/** @type {{ createScriptURL: (address: string) => string } | undefined} */
let policy;

/** The smallest module with relaxed SIMD: `(func (result v128) … f32x4.relaxed_madd)` of three zeros. */
const RELAXED_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65,
  0, 253, 15, 253, 133, 2, 11,
]);

/** The build of the built-in networks that is the faster in this browser. @returns {Build} */
export function builtInBuild() {
  return globalThis.WebAssembly?.validate(RELAXED_MODULE) ? 'relaxed' : 'builtIn';
}

/**
 * @param {Build} build
 * @param {string | URL | undefined} baseUrl
 * @param {AbortSignal} signal ends the worker, and the wait for it
 * @returns {Promise<Started>}
 */
export async function startWorker(build, baseUrl, signal) {
  if (typeof Worker !== 'function') {
    throw new EmotionError('unsupported', 'There are no workers here: EmoSense recognizes in a browser only.');
  }
  const place = leftBehind && baseUrl === undefined ? null : placeOf(build, baseUrl);
  try {
    if (!place) throw new EmotionError('load-failed', 'A bundler left the worker behind.');
    return { worker: await launched(place.script, signal), wasm: place.wasm };
  } catch (error) {
    const lost = error instanceof EmotionError && error.code === 'load-failed';
    if (!lost || baseUrl !== undefined || signal.aborted) throw error;
    if (build === 'own') {
      throw new EmotionError(
        'load-failed',
        `${error.message} If a bundler left it behind, networks of one's own need a ` +
          'copy of the package\'s folder "pkg" on the site, and its address as the option baseUrl.',
      );
    }
    leftBehind = true;
    return embedded(signal);
  }
}

/**
 * Bundlers find the files by these very expressions, and only where they are written out whole.
 * @param {Build} build
 * @param {string | URL | undefined} baseUrl
 */
function placeOf(build, baseUrl) {
  if (baseUrl !== undefined) {
    const folder = new URL(baseUrl, globalThis.document?.baseURI ?? location.href).href.replace(/\/?$/, '/');
    const [script, wasm] = {
      builtIn: ['worker.js', 'emosense_bg.wasm'],
      relaxed: ['worker.js', 'relaxed-simd/emosense_bg.wasm'],
      own: ['custom-models/worker.js', 'custom-models/emosense_bg.wasm'],
    }[build];
    return { script: folder + script, wasm: folder + wasm };
  }
  try {
    const places = {
      builtIn: () => [new URL('./pkg/worker.js', import.meta.url), new URL('./pkg/emosense_bg.wasm', import.meta.url)],
      relaxed: () => [
        new URL('./pkg/worker.js', import.meta.url),
        new URL('./pkg/relaxed-simd/emosense_bg.wasm', import.meta.url),
      ],
      own: () => [
        new URL('./pkg/custom-models/worker.js', import.meta.url),
        new URL('./pkg/custom-models/emosense_bg.wasm', import.meta.url),
      ],
    };
    const [script, wasm] = places[build]();
    return { script: script.href, wasm: wasm.href };
  } catch {
    return null; // a bundle that is no module does not know where it lies
  }
}

/** The copy that the package carries for bundlers which leave the files behind; the others never fetch it. @param {AbortSignal} signal */
async function embedded(signal) {
  const { worker: script, wasm } = await import('./pkg/embedded.js').catch((error) => {
    throw new EmotionError('load-failed', `Neither the worker nor its copy could be loaded: ${error.message}`);
  });
  const letters = atob(wasm);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  return { worker: await launchedFromText(script, signal), wasm: bytes };
}

/** @param {string} address @param {AbortSignal} signal */
function launched(address, signal) {
  // Browsers refuse a worker from another origin, but one of this origin may import it: as a script-src allows, not a
  // worker-src, which a static import would need.
  if (new URL(address, location.href).origin === location.origin) return running(address, address, signal);
  return launchedFromText(`import(${JSON.stringify(address)}).catch(reportError);`, signal, address);
}

/** @param {string} text @param {AbortSignal} signal @param {string} [name] for errors */
async function launchedFromText(text, signal, name = 'the worker in the bundle') {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await running(address, name, signal);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The worker, once it has said that it is there. @param {string} address @param {string} name @param {AbortSignal} signal @returns {Promise<Worker>} */
function running(address, name, signal) {
  return underPolicy(
    ({ effectiveDirective }) => effectiveDirective === 'worker-src',
    () =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const worker = made(address);
        signal.addEventListener(
          'abort',
          () => {
            worker.terminate();
            reject(signal.reason);
          },
          { once: true },
        );
        worker.onmessage = () => resolve(worker);
        worker.onerror = (event) => {
          event.preventDefault();
          worker.terminate();
          reject(
            new EmotionError(
              'load-failed',
              `${name} could not be started${event.message ? `: ${event.message}` : '.'}`,
            ),
          );
        };
      }),
  );
}

/** @param {string} address */
function made(address) {
  try {
    return new Worker(trusted(address), { type: 'module' });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    // Only Trusted Types make it a TypeError, and only a policy a SecurityError: the address is sound.
    const advice =
      name === 'TypeError'
        ? "its trusted-types has to allow the name emosense (and 'allow-duplicates', if EmoSense is loaded twice)"
        : 'its worker-src has to allow the worker';
    throw new EmotionError(
      'blocked-by-policy',
      `The Content-Security-Policy refuses the worker: ${advice}. ${message}`,
    );
  }
}

/** The address as pages that require Trusted Types want it. @param {string} address @returns {string} */
function trusted(address) {
  const { trustedTypes } =
    /** @type {{ trustedTypes?: { createPolicy: (name: string, rules: object) => typeof policy } }} */ (globalThis);
  try {
    policy ??= trustedTypes?.createPolicy('emosense', { createScriptURL: (/** @type {string} */ own) => own });
  } catch {
    // The name is not allowed. That matters only where Trusted Types are required, or no default policy is there.
  }
  return policy?.createScriptURL(address) ?? address;
}
