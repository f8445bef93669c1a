// The types of the package as TypeScript projects see them, with the oldest and the newest compiler, however modules are
// resolved, and with its declarations checked, too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { builtPackage, root } from '../../www/build/paths.mjs';

/** In the repository, so that the files of a project find React, Vue and the others; ignored by git. */
const work = join(root, 'target/types-test');
const installed = join(work, 'node_modules/emosense');
const NEWEST = 'node_modules/typescript/bin/tsc';
const OLDEST = 'node_modules/oldest-typescript/node_modules/typescript/bin/tsc';
/** In each, the lines marked with `@ts-expect-error` must be errors, and no other. */
const PROJECTS = ['client.ts', 'element.ts', 'testing.ts', 'react.tsx', 'preact.tsx', 'vue.ts', 'svelte.ts'];

before(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'node_modules'), { recursive: true });
  cpSync(builtPackage, installed, { recursive: true });
  cpSync(join(root, 'tests/support/fixtures/types'), work, { recursive: true });
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
});

/**
 * Compiles files and returns the errors.
 * @param {string} compiler
 * @param {string[]} files
 * @param {object} options of the compiler
 */
function compile(compiler, files, options) {
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    types: [],
    ...options,
  };
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const { stdout, error } = spawnSync(process.execPath, [join(root, compiler)], { cwd: work, encoding: 'utf8' });
  assert.ifError(error);
  return stdout;
}

for (const [name, compiler, options] of /** @type {[string, string, object][]} */ ([
  ['the newest TypeScript, nodenext', NEWEST, { module: 'nodenext' }],
  ['the newest TypeScript, bundler', NEWEST, { module: 'esnext', moduleResolution: 'bundler' }],
  ['TypeScript 5.6, nodenext', OLDEST, { module: 'nodenext' }],
  ['TypeScript 5.6, bundler', OLDEST, { module: 'esnext', moduleResolution: 'bundler' }],
  // The newest has removed it, and Svelte does not support it.
  ['TypeScript 5.6, node10', OLDEST, { module: 'esnext', moduleResolution: 'node10' }],
])) {
  test(`accepts what is right, and nothing else: ${name}`, () => {
    const projects = name.endsWith('node10') ? PROJECTS.filter((file) => file !== 'svelte.ts') : PROJECTS;
    assert.equal(compile(compiler, projects, options), '');
  });
}

for (const [name, compiler, moduleResolution] of [
  ['the newest TypeScript, bundler', NEWEST, 'bundler'],
  ['TypeScript 5.6, node10', OLDEST, 'node10'],
]) {
  test(`the types of a framework can be named in tsconfig.json: ${name}`, () => {
    writeFileSync(join(work, 'page.tsx'), 'export const page = <emo-sense max-faces={1} hide="scores" />;\n');
    const options = { module: 'esnext', moduleResolution };
    assert.equal(compile(compiler, ['page.tsx'], { ...options, types: ['emosense/react'] }), '');
    assert.match(compile(compiler, ['page.tsx'], { ...options, types: ['react'] }), /'emo-sense' does not exist/);
  });
}

test('every type of a result or a model config is exported', () => {
  const declarations = readFileSync(join(installed, 'types/client/pkg/emosense.d.ts'), 'utf8');
  const names = [...declarations.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const types = names.filter((name) => name !== 'RecognizerError'); // the client throws an EmotionError
  assert.ok(types.length > 15, `types: ${types}`);
  writeFileSync(join(work, 'names.ts'), `export type { ${types.join(', ')} } from 'emosense';\n`);
  assert.equal(compile(NEWEST, ['names.ts'], { module: 'nodenext' }), '');
});
