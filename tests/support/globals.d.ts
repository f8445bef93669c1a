// What tests and benchmarks define in pages, and libraries that they load there.

declare global {
  /** Mediabunny's bundle for script tags. */
  var Mediabunny: typeof import('mediabunny');
}

type Window = {};

export {};
