// Makes a software bill of materials in the format of CycloneDX (cyclonedx.org), without a date or a random number.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Enums, Models, Serialize, SPDX, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import { root, wasmFolder } from './paths.mjs';
import { UserError } from './script.mjs';

/** @import { Component } from './shipped-crates.mjs' */

/** The version of the format. */
export const spec = Spec.Spec1dot6;

const { Application, Library, MachineLearningModel } = Enums.ComponentType;
/** The models that every module contains, and their licenses. */
const MODELS = [
  { file: 'models/emotion.onnx', license: 'MIT' },
  { file: 'models/face.onnx', license: 'BSD-3-Clause' },
];
const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec));

/**
 * Returns the bill of materials of the site or of a package, as JSON.
 * @param {string} name
 * @param {Component[]} components
 */
export function createSbom(name, components) {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const isSite = name === 'emosense-site';
  const shipped = component(isSite ? Application : Library, name, {
    version,
    license,
    purl: isSite ? new PackageURL('generic', null, name, version) : new PackageURL('npm', null, name, version),
  });
  const parts = [...components.map(fromRegistry), ...MODELS.map(model), standardLibrary()];
  for (const part of parts) shipped.dependencies.add(part.bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: shipped }),
    components: new Models.ComponentRepository(parts),
  });
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function fromRegistry(/** @type {Component} */ { registry, name, version, license }) {
  const [scope, short] = name.includes('/') ? name.split('/') : [null, name];
  return component(Library, name, { version, license, purl: new PackageURL(registry, scope, short, version) });
}

function model(/** @type {{ file: string, license: string }} */ { file, license }) {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, file)))
    .digest('hex');
  const part = component(MachineLearningModel, file, { license });
  part.hashes.set(Enums.HashAlgorithm['SHA-256'], digest);
  return part;
}

/** Returns the standard library of Rust, by the commit that the messages of panics in the module name. */
function standardLibrary() {
  const module = readFileSync(join(wasmFolder, 'emosense_bg.wasm'), 'latin1');
  const commit = /\/rustc\/(\w+)\/library\//.exec(module)?.[1];
  if (!commit) {
    throw new UserError('emosense_bg.wasm was expected to name the commit of the standard library, but does not.');
  }
  const purl = new PackageURL('github', 'rust-lang', 'rust', commit, null, 'library');
  return component(Library, 'rust-standard-library', { version: commit, license: 'MIT OR Apache-2.0', purl });
}

/**
 * @param {Enums.ComponentType} type
 * @param {string} name
 * @param {{ version?: string, license: string, purl?: PackageURL }} properties
 */
function component(type, name, { version, license, purl }) {
  const result = new Models.Component(type, name, {
    version,
    purl: purl?.toString(),
    bomRef: purl?.toString() ?? name,
  });
  const isOne = SPDX.isSupportedSpdxId(license);
  result.licenses.add(isOne ? new Models.SpdxLicense(license) : new Models.LicenseExpression(license));
  return result;
}
