// The WebAssembly module in a real browser: the same results as the native crate, and errors for invalid input.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { BUILDS, openModule } from '../support/module.mjs';
import { classifyNatively } from '../support/native-crate.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
/** How far a score may be from the native one: the two engines add up in different orders. */
const SCORE_TOLERANCE = 1e-3;
/** How far a coordinate may be from the native one, in pixels of the frame. */
const PIXEL_TOLERANCE = 0.1;

/** @type {Site} */
let site;
/** A page with the small build, and the function `drawFrame`; see below. @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openModule(site);
  await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const photo = await createImageBitmap(new Blob([bytes]));
      /** Returns the pixels of a gray frame with the photo, which is `side` pixels wide, at `left`, `top`. */
      window.drawFrame = ({ width, height, left = 0, top = 0, side = Math.min(width, height) }) => {
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context.fillStyle = '#777';
        context.fillRect(0, 0, width, height);
        context.drawImage(photo, left, top, side, side);
        return context.getImageData(0, 0, width, height).data;
      };
    },
    await readFile(join(root, 'tests/data/astronaut.png'), 'base64'),
  );
});
after(() => site.close());

/** Returns every primitive value of a result with its path. @returns {[path: string, value: any][]} */
function flatten(/** @type {any} */ value, path = '') {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const keys = Object.keys(value).sort();
  return keys.flatMap((key) => flatten(value[key], `${path}.${key}`));
}

for (const build of BUILDS) {
  for (const image of ['tests/data/astronaut.png', 'tests/data/coffee.jpg']) {
    test(`the build ${build} returns the native result for ${image}`, async () => {
      const page = await openModule(site, build);
      const bytes = await readFile(join(root, image), 'base64');
      const result = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        return recognizer.classify(data, bitmap.width, bitmap.height);
      }, bytes);
      await page.close();
      const actual = flatten(result);
      const expected = flatten(classifyNatively(image));
      assert.deepEqual(
        actual.map(([path]) => path),
        expected.map(([path]) => path),
      );
      for (const [index, [path, value]] of actual.entries()) {
        const native = expected[index][1];
        if (typeof value !== 'number') {
          assert.equal(value, native, path);
          continue;
        }
        const tolerance = path.includes('scores') ? SCORE_TOLERANCE : PIXEL_TOLERANCE;
        assert.ok(Math.abs(value - native) < tolerance, `${path}: ${value}, natively ${native}`);
      }
    });
  }
}

test('scores are a plain object with a key for each emotion', async () => {
  const { scores, isPlain } = await page.evaluate(() => {
    const scores = recognizer.classifyCrop(new Uint8Array(48 * 48).fill(90));
    return { scores, isPlain: Object.getPrototypeOf(scores) === Object.prototype };
  });
  assert.equal(isPlain, true);
  assert.deepEqual(Object.keys(scores), EMOTIONS);
  const sum = EMOTIONS.reduce((total, emotion) => total + scores[emotion], 0);
  assert.ok(Math.abs(sum - 1) < 1e-5, `the scores sum to ${sum}`);
});

/** Frames of extreme sizes and contents that all show the photo's face. */
const FRAMES = {
  'an odd size': { width: 321, height: 241 },
  'a very wide frame': { width: 1600, height: 400, left: 600 },
  'a very tall frame': { width: 400, height: 1600, top: 600 },
  'a large frame': { width: 4000, height: 3000 },
  'a small face': { width: 200, height: 200, side: 160 },
  'a face at the left edge': { width: 512, height: 512, left: -180 },
  'a face at the top edge': { width: 512, height: 512, top: -70 },
};

for (const [name, frame] of Object.entries(FRAMES)) {
  test(`classifies one face: ${name}`, async () => {
    const faces = await page.evaluate(
      (frame) => recognizer.classify(window.drawFrame(frame), frame.width, frame.height),
      frame,
    );
    assert.equal(faces.length, 1, 'number of faces');
    const [{ scores, bounds, landmarks, confidence }] = faces;
    const sum = EMOTIONS.reduce((total, emotion) => total + scores[emotion], 0);
    assert.ok(Math.abs(sum - 1) < 1e-5, `the scores sum to ${sum}`);
    for (const [path, value] of flatten({ bounds, landmarks, confidence })) {
      assert.ok(Number.isFinite(value), `${path}: ${value}`);
    }
  });
}

test('ignores transparency', async () => {
  const { opaque, transparent } = await page.evaluate(() => {
    const pixels = window.drawFrame({ width: 512, height: 512 });
    const opaque = recognizer.classify(pixels, 512, 512);
    for (let index = 3; index < pixels.length; index += 4) pixels[index] = 0;
    return { opaque, transparent: recognizer.classify(pixels, 512, 512) };
  });
  assert.equal(opaque.length, 1);
  assert.deepEqual(transparent, opaque);
});

for (const [width, height] of [
  [1, 1],
  [1, 2],
  [31, 33],
  [3000, 1],
  [8000, 8000],
]) {
  test(`finds no face in frames of ${width} × ${height} pixels of one color`, async () => {
    for (const value of [0, 255]) {
      const faces = await page.evaluate(
        ([width, height, value]) =>
          recognizer.classify(new Uint8ClampedArray(width * height * 4).fill(value), width, height),
        [width, height, value],
      );
      assert.deepEqual(faces, [], `all bytes are ${value}`);
    }
  });
}

/** Runs an expression in the page. Returns the error that it throws, or null. @returns {Promise<any>} */
const errorOf = (/** @type {string} */ expression) =>
  page.evaluate(`(() => {
    const photo = drawFrame({ width: 512, height: 512 });
    const [face] = recognizer.classify(photo, 512, 512);
    try {
      ${expression};
      return null;
    } catch (error) {
      return { isError: error instanceof Error, code: error.code, message: error.message };
    }
  })()`);

/** @type {[name: string, expression: string, code: string][]} */
const INVALID = [
  ['a frame without pixels', 'recognizer.classify(new Uint8Array(0), 0, 0)', 'invalid-frame'],
  ['too few bytes', 'recognizer.classify(photo.subarray(4), 512, 512)', 'invalid-frame'],
  ['too many bytes', 'recognizer.classify(photo, 512, 511)', 'invalid-frame'],
  ['a negative size', 'recognizer.classify(photo, -512, -512)', 'invalid-frame'],
  ['a size that is NaN', 'recognizer.classify(photo, NaN, 512)', 'invalid-frame'],
  ['a fractional size', 'recognizer.classify(photo, 512.5, 512)', 'invalid-frame'],
  ['undefined pixels', 'recognizer.classify(undefined, 512, 512)', 'invalid-frame'],
  ['a string for pixels', 'recognizer.classify("pixels", 512, 512)', 'invalid-frame'],
  ['too many pixels', 'recognizer.classify(photo, 100000, 100000)', 'frame-too-large'],
  ['a video frame without a time', 'recognizer.classifyForVideo(photo, 512, 512)', 'invalid-frame'],
  ['maxFaces of 0', 'recognizer.maxFaces = 0', 'invalid-setting'],
  ['detectorInputSize of 0', 'recognizer.detectorInputSize = 0', 'invalid-setting'],
  ['maxFaces of 0.5', 'recognizer.maxFaces = 0.5', 'invalid-setting'],
  ['smoothingMs of -1', 'recognizer.smoothingMs = -1', 'invalid-setting'],
  ['a sensitivity of 2', 'recognizer.sensitivity = 2', 'invalid-setting'],
  ['a crop of half the size', 'recognizer.classifyCrop(new Uint8Array(48 * 24))', 'invalid-frame'],
  [
    'an explanation of too few bytes',
    'recognizer.explain(photo.subarray(4), 512, 512, face.landmarks)',
    'invalid-frame',
  ],
];
for (const landmarks of [
  'undefined',
  'null',
  '"eyes"',
  '{}',
  '[]',
  '{ leftEye: 1 }',
  '{ ...face.landmarks, nose: null }',
  '{ ...face.landmarks, nose: { x: 9, y: NaN } }',
  '{ ...face.landmarks, nose: { x: 9, y: Infinity } }',
  '{ ...face.landmarks, nose: { x: 1e39, y: 9 } }',
  '{ ...face.landmarks, nose: { x: "9", y: 9 } }',
  'Object.fromEntries(Object.keys(face.landmarks).map((name) => [name, { x: 9, y: 9 }]))',
]) {
  const expression = `recognizer.explain(photo, 512, 512, ${landmarks})`;
  INVALID.push([`the landmarks ${landmarks}`, expression, 'invalid-landmarks']);
}

test('explains a face with valid landmarks', async () => {
  assert.equal(await errorOf('recognizer.explain(photo, 512, 512, face.landmarks)'), null);
});

for (const [name, expression, code] of INVALID) {
  test(`throws an Error with the code ${code} for ${name}`, async () => {
    const error = await errorOf(expression);
    assert.ok(error, 'nothing was thrown');
    assert.equal(error.isError, true, 'an instance of Error');
    assert.equal(error.code, code, error.message);
    assert.ok(error.message.length > 10, `the message says what is wrong: ${error.message}`);
  });
}

test('continues after an error', async () => {
  assert.ok(await errorOf('recognizer.classify(photo, 5, 5)'), 'nothing was thrown');
  assert.equal(
    await errorOf('if (recognizer.classify(photo, 512, 512).length !== 1) throw new Error("no face")'),
    null,
  );
});
