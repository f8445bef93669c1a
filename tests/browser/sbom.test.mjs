// The bills of materials that are shipped: valid CycloneDX, with the same parts as the notices, and reproducible.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Validation } from '@cyclonedx/cyclonedx-library';
import { NOTICES } from '../../www/build/notices.mjs';
import { builtCustomModels, builtPackage, dist } from '../../www/build/paths.mjs';
import { createSbom, spec } from '../../www/build/sbom.mjs';
import { sbomFile } from '../../www/build/shipped-parts.mjs';

const SHIPPED = { 'emosense-site': dist, emosense: builtPackage, 'emosense-custom-models': builtCustomModels };
const validator = new Validation.JsonStrictValidator(spec.version);

for (const [name, folder] of Object.entries(SHIPPED)) {
  test(`the bill of materials of ${name} is valid and has the same parts as its notice`, async () => {
    const text = readFileSync(sbomFile(name), 'utf8');
    assert.equal(await validator.validate(text), null);
    const { metadata, components, serialNumber, dependencies } = JSON.parse(text);
    assert.equal(metadata.component.name, name);
    assert.deepEqual([serialNumber, metadata.timestamp], [undefined, undefined], 'the same in every build');

    const fromRegistries = components.filter(({ purl }) => /^pkg:(cargo|npm)\//.test(purl));
    const named = fromRegistries.map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:\w+\//, '')));
    const notice = readFileSync(join(folder, NOTICES), 'utf8');
    const inNotice = [...notice.matchAll(/^(\S+) (\d+\.\S+) \(.*\)$/gm)].map(
      ([, part, version]) => `${part}@${version}`,
    );
    assert.deepEqual([...new Set(named)].sort(), [...new Set(inNotice)].sort());
    const others = components.filter((component) => !fromRegistries.includes(component));
    const otherNames = others.map((component) => component.name).sort();
    assert.deepEqual(otherNames, ['models/emotion.onnx', 'models/face.onnx', 'rust-standard-library']);

    const { dependsOn } = dependencies.find(({ ref }) => ref === metadata.component['bom-ref']);
    assert.equal(dependsOn.length, components.length);
  });
}

test('the check of the format sees a wrong field, and equal parts give equal text', async () => {
  const text = createSbom('emosense', []);
  assert.equal(createSbom('emosense', []), text);
  assert.notEqual(await validator.validate(text.replace('"library"', '"libary"')), null);
});
