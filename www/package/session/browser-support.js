/** Detects what this browser lacks of the features that EmoSense requires, before anything fails. */

/** The smallest module with a SIMD instruction: `(func (result v128) i32.const 0 i8x16.splat)`. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Returns the names of the missing features. @returns {string[]} */
export function missingFeatures() {
  const features = {
    'WebAssembly with SIMD': typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE),
    'module workers': hasModuleWorkers(),
    OffscreenCanvas: typeof OffscreenCanvas === 'function',
    createImageBitmap: typeof createImageBitmap === 'function',
  };
  return Object.entries(features)
    .filter(([, isSupported]) => !isSupported)
    .map(([name]) => name);
}

/** A browser with module workers reads the option `type`. The getter throws, so that no worker is created. */
function hasModuleWorkers() {
  let isRead = false;
  const options = {
    /** @returns {WorkerType} */
    get type() {
      isRead = true;
      throw new Error('type was read');
    },
  };
  try {
    Reflect.construct(Worker, ['', options]); // Parcel would look for the file of a `new Worker('')`.
  } catch {
    // Thrown by the getter, or because there are no workers.
  }
  return isRead;
}
