// The folders that the build, the tests and the benchmarks share.
import { join, resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..');
/** The sources of the site: its pages and their modules. */
export const siteSource = join(root, 'www/site');
/** The sources of the npm package, which the site is built on. */
export const packageSource = join(root, 'www/package');
/** The sources of the npm package with the module for custom models, apart from that module. */
export const customModelsSource = join(root, 'www/custom-models');
/** The WebAssembly modules with their JavaScript and types, built from the crate. */
export const wasmFolder = join(packageSource, 'client/pkg');
/** The built site. */
export const dist = join(root, 'dist');
/** The built npm package; inside the site, so that pages elsewhere can load its script from there. */
export const builtPackage = join(dist, 'emosense');
/** The built npm package with the module for custom models. */
export const builtCustomModels = join(dist, 'emosense-custom-models');
