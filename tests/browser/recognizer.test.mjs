// The WebAssembly module in a real browser: the same answers as natively, and real errors for bad input.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { BUILDS, openModule } from '../support/module.mjs';

const emotions = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openModule(site);
});
after(() => site.close());

/** What the native crate says of a picture. */
function classifyNatively(/** @type {string} */ picture) {
  const { status, stdout, stderr } = spawnSync(
    'cargo',
    ['run', '--release', '--locked', '--quiet', '--example', 'classify', '--', picture, 'target/marked.png'],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** Every number of a result with its path, so that two results can be compared whole. */
function numbers(/** @type {any} */ value, path = '') {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.keys(value)
    .sort()
    .flatMap((key) => numbers(value[key], `${path}.${key}`));
}

const cases = BUILDS.flatMap((build) =>
  ['tests/data/astronaut.png', 'tests/data/coffee.jpg'].map((picture) => ({ build, picture })),
);
for (const { build, picture } of cases) {
  test(`gives the native result on ${picture}, built into ${build}`, async () => {
    const page = await openModule(site, build);
    const native = numbers(classifyNatively(picture));
    const bytes = await readFile(join(root, picture), 'base64');
    const inBrowser = await page.evaluate(async (base64) => {
      const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([raw]), { colorSpaceConversion: 'none' });
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return recognizer.classify(data, bitmap.width, bitmap.height);
    }, bytes);
    const browser = numbers(inBrowser);
    assert.deepEqual(
      browser.map(([path]) => path),
      native.map(([path]) => path),
    );
    for (const [index, [path, value]] of browser.entries()) {
      const expected = native[index][1];
      if (typeof value !== 'number') assert.equal(value, expected, path);
      // Scores to 1e-3, pixels of the frame to a tenth.
      else
        assert.ok(
          Math.abs(value - expected) < (path.includes('scores') ? 1e-3 : 0.1),
          `${path}: ${value}, natively ${expected}`,
        );
    }
    await page.close();
  });
}

test('returns plain objects keyed by emotion', async () => {
  const scores = await page.evaluate(() => recognizer.classifyCrop(new Uint8Array(48 * 48).fill(90)));
  assert.deepEqual(Object.keys(scores), emotions);
  const sum = Object.values(scores).reduce((total, score) => total + score, 0);
  assert.ok(Math.abs(sum - 1) < 1e-5, `${sum}`);
});

/** The code and kind of what a call throws, or null. */
const thrown = (/** @type {string} */ call) =>
  page.evaluate(`(() => {
  try { ${call}; return null; } catch (error) { return { isError: error instanceof Error, code: error.code, message: error.message }; }
})()`);

for (const [what, call, code] of [
  ['a zero size', 'recognizer.classify(new Uint8Array(0), 0, 0)', 'invalid-frame'],
  ['a wrong length', 'recognizer.classify(new Uint8Array(10), 2, 2)', 'invalid-frame'],
  ['a negative side', 'recognizer.classify(new Uint8Array(4), -1, -1)', 'invalid-frame'],
  ['NaN', 'recognizer.classify(new Uint8Array(4), NaN, 1)', 'invalid-frame'],
  ['a fraction', 'recognizer.classify(new Uint8Array(4), 1.5, 1)', 'invalid-frame'],
  ['no pixels', 'recognizer.classify(undefined, 1, 1)', 'invalid-frame'],
  ['a string', 'recognizer.classify("pixels", 1, 1)', 'invalid-frame'],
  ['too many pixels', 'recognizer.classify(new Uint8Array(4), 100000, 100000)', 'frame-too-large'],
  ['a frame without a time', 'recognizer.classifyForVideo(new Uint8Array(4), 1, 1)', 'invalid-frame'],
  ['no face', 'recognizer.maxFaces = 0', 'invalid-setting'],
  ['half a face', 'recognizer.maxFaces = 0.5', 'invalid-setting'],
  ['a negative time', 'recognizer.smoothingMs = -1', 'invalid-setting'],
  ['half a crop', 'recognizer.classifyCrop(new Uint8Array(48 * 24))', 'invalid-frame'],
  ...[
    'undefined',
    'null',
    '"eyes"',
    '{}',
    '[]',
    '{ leftEye: 1 }',
    'face({ y: NaN })',
    'face({ y: Infinity })',
    'face({ x: 1e39 })',
    'face({ x: "9" })',
    'face(null)',
    '{ leftEye: p, rightEye: p, nose: p, leftMouth: p, rightMouth: p }',
  ].map((landmarks) => [
    `the landmarks ${landmarks}`,
    `const p = { x: 9, y: 9 }; const face = (nose) => ({ leftEye: { x: 20, y: 20 }, rightEye: { x: 40, y: 20 }, nose: nose && { ...p, ...nose }, leftMouth: { x: 22, y: 40 }, rightMouth: { x: 38, y: 40 } });
    recognizer.explain(new Uint8Array(64 * 64 * 4), 64, 64, ${landmarks})`,
    'invalid-landmarks',
  ]),
  [
    'what mattered in no frame',
    'recognizer.explain(new Uint8Array(4), 64, 64, { leftEye: { x: 20, y: 20 }, rightEye: { x: 40, y: 20 }, nose: { x: 30, y: 30 }, leftMouth: { x: 22, y: 40 }, rightMouth: { x: 38, y: 40 } })',
    'invalid-frame',
  ],
]) {
  test(`throws a real Error with the code ${code} for ${what}`, async () => {
    const error = await thrown(call);
    assert.equal(error?.isError, true, `${call} threw ${JSON.stringify(error)}`);
    assert.equal(error.code, code, error.message);
    assert.ok(error.message.length > 10, error.message);
  });
}

test('survives every frame that is well-formed', async () => {
  const sums = await page.evaluate(() => {
    const found = [];
    for (const [width, height] of [
      [1, 1],
      [1, 2],
      [31, 33],
      [321, 241],
      [3000, 1],
      [8000, 8000],
    ]) {
      for (const value of [0, 255]) {
        const faces = recognizer.classify(new Uint8ClampedArray(width * height * 4).fill(value), width, height);
        for (const face of faces) found.push(Object.values(face.scores).reduce((sum, score) => sum + score, 0));
      }
    }
    return found;
  });
  for (const sum of sums) assert.ok(Math.abs(sum - 1) < 1e-5, `${sum}`);
});

test('goes on after an error', async () => {
  await thrown('recognizer.classify(new Uint8Array(1), 5, 5)');
  const faces = await page.evaluate(() => recognizer.classify(new Uint8Array(64 * 64 * 4), 64, 64));
  assert.deepEqual(faces, []);
});
