// Describes what is shipped, in the site and in both packages: a notice with the licenses, and a bill of materials.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';
import { createNotices, NOTICES } from './notices.mjs';
import { builtCustomModels, builtPackage, dist } from './paths.mjs';
import { createSbom } from './sbom.mjs';
import { shippedCrates } from './shipped-crates.mjs';
import { builtInBuilds, customModelsBuild } from './wasm.mjs';

/** @import { Rolldown } from 'vite' */
/** @import { Component } from './shipped-crates.mjs' */

/** The folder of the bills of materials. They are not in the packages, which every user downloads. */
const sbomFolder = join(dist, 'sbom');
/** Returns the file with the bill of materials of the site or of a package. */
export const sbomFile = (/** @type {string} */ name) => join(sbomFolder, `${name}.cdx.json`);

/**
 * Describes the site, and the package emosense, which has no npm packages and not the crates of tract.
 * @param {...Rolldown.RolldownOutput['output'][number][]} outputs the bundles of the site
 */
export function describeSite(...outputs) {
  describe('emosense-site', dist, [...shippedCrates(customModelsBuild), ...bundledPackages(...outputs)]);
  describe('emosense', builtPackage, shippedCrates(builtInBuilds[0]));
}

/** Describes the package emosense-custom-models. */
export function describeCustomModels() {
  describe('emosense-custom-models', builtCustomModels, shippedCrates(customModelsBuild));
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {Component[]} components
 */
function describe(name, folder, components) {
  writeFileSync(join(folder, NOTICES), createNotices(components));
  mkdirSync(sbomFolder, { recursive: true });
  writeFileSync(sbomFile(name), createSbom(name, components));
}
