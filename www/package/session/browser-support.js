/** Names what this browser lacks of the things the page cannot do without, before anything breaks. */

/** The smallest module with a SIMD instruction: `(func (result v128) i32.const 0 i8x16.splat)`. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** @returns {string[]} empty where all is there */
export function missingFeatures() {
  const features = {
    'WebAssembly with SIMD': typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE),
    'module workers': hasModuleWorkers(),
    OffscreenCanvas: typeof OffscreenCanvas === 'function',
    createImageBitmap: typeof createImageBitmap === 'function',
  };
  return Object.entries(features)
    .filter(([, there]) => !there)
    .map(([name]) => name);
}

/** A browser that knows module workers asks for the `type`, and is stopped there: no worker is made. */
function hasModuleWorkers() {
  let asked = false;
  const options = {
    /** @returns {WorkerType} */
    get type() {
      asked = true;
      throw new Error('asked');
    },
  };
  try {
    new Worker('', options);
  } catch {
    // Thrown above, or there are no workers at all.
  }
  return asked;
}
