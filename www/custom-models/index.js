/** Registers the files of this package, so that the package emosense finds them when a custom model is used. */
try {
  // Bundlers find the files by these expressions, which must therefore be written out.
  const worker = new URL('./worker.js', import.meta.url).href;
  const wasm = new URL('./emosense_bg.wasm', import.meta.url).href;
  Object.assign(globalThis, { [Symbol.for('emosense.customModels')]: { worker, wasm } });
} catch {
  // A bundle that is a classic script has no import.meta.url: custom models need the option `customModelsUrl` there.
}

export {};
