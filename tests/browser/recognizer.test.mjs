// The WebAssembly module in a real browser: the same results as the native crate, and errors for invalid input.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { openModule } from '../support/module.mjs';
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
      /** Returns a gray frame with the photo, which is `side` pixels wide, at `left`, `top`. */
      window.drawFrame = ({ width, height, left = 0, top = 0, side = Math.min(width, height) }) => {
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context.fillStyle = '#777';
        context.fillRect(0, 0, width, height);
        context.drawImage(photo, left, top, side, side);
        return context.getImageData(0, 0, width, height);
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

/** The builds with the engines that they have. */
const ENGINES = /** @type {const} */ ([
  ['.', 'built-in'],
  ['relaxed-simd', 'built-in'],
  ['custom-models', 'built-in'],
  ['custom-models', 'tract'],
]);

for (const [build, engine] of ENGINES) {
  for (const image of ['tests/data/astronaut.png', 'tests/data/coffee.jpg']) {
    test(`the build ${build} returns the native result for ${image} in the engine ${engine}`, async () => {
      const page = await openModule(site, build);
      const bytes = await readFile(join(root, image), 'base64');
      const result = await page.evaluate(
        async ({ base64, engine }) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context.drawImage(bitmap, 0, 0);
          const recognizer = new Recognizer(/** @type {'built-in'} */ (engine));
          return recognizer.classify(context.getImageData(0, 0, bitmap.width, bitmap.height));
        },
        { base64: bytes, engine },
      );
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
    const faces = await page.evaluate((frame) => recognizer.classify(window.drawFrame(frame)), frame);
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
    const image = window.drawFrame({ width: 512, height: 512 });
    const opaque = recognizer.classify(image);
    for (let index = 3; index < image.data.length; index += 4) image.data[index] = 0;
    return { opaque, transparent: recognizer.classify(image) };
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
          recognizer.classify(new ImageData(new Uint8ClampedArray(width * height * 4).fill(value), width, height)),
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
    const [face] = recognizer.classify(photo);
    try {
      ${expression};
      return null;
    } catch (error) {
      return { isError: error instanceof Error, code: error.code, message: error.message };
    }
  })()`);

/** @type {[name: string, expression: string, code: string][]} */
const INVALID = [
  ['no image', 'recognizer.classify()', 'invalid-frame'],
  ['null for an image', 'recognizer.classify(null)', 'invalid-frame'],
  ['bytes for an image', 'recognizer.classify(photo.data)', 'invalid-frame'],
  ['an object like an image', 'recognizer.classify({ ...photo, width: 512, height: 512 })', 'invalid-frame'],
  [
    'an image that was transferred',
    'structuredClone(photo, { transfer: [photo.data.buffer] }); recognizer.classify(photo)',
    'invalid-frame',
  ],
  ['too many pixels', 'recognizer.classify(new ImageData(8193, 8192))', 'frame-too-large'],
  ['a video frame without a time', 'recognizer.classifyForVideo(photo)', 'invalid-frame'],
  ['bytes for a video frame', 'recognizer.classifyForVideo(photo.data, 0)', 'invalid-frame'],
  ['an engine that the module lacks', 'new Recognizer("tract")', 'invalid-setting'],
  ['a number for an engine', 'new Recognizer(7)', 'invalid-setting'],
  ['maxFaces of 0', 'recognizer.maxFaces = 0', 'invalid-setting'],
  ['detectorInputSize of 0', 'recognizer.detectorInputSize = 0', 'invalid-setting'],
  ['maxFaces of 0.5', 'recognizer.maxFaces = 0.5', 'invalid-setting'],
  ['smoothingMs of -1', 'recognizer.smoothingMs = -1', 'invalid-setting'],
  ['a sensitivity of 2', 'recognizer.sensitivity = 2', 'invalid-setting'],
  ['a crop of half the size', 'recognizer.classifyCrop(new Uint8Array(48 * 24))', 'invalid-frame'],
  ['a string for a crop', 'recognizer.classifyCrop("pixels")', 'invalid-frame'],
  ['an explanation of bytes', 'recognizer.explain(photo.data, face.landmarks)', 'invalid-frame'],
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
  const expression = `recognizer.explain(photo, ${landmarks})`;
  INVALID.push([`the landmarks ${landmarks}`, expression, 'invalid-landmarks']);
}

test('classifies images of 16-bit channels, or says what is wrong with them', async (t) => {
  const error = await errorOf(`
    let image = new ImageData(32, 32, { pixelFormat: 'rgba-float16' });
    if (image.data instanceof Uint8ClampedArray) throw new TypeError('no such images');
    recognizer.classify(image)`);
  if (error?.message === 'no such images') t.skip('The browser has no such images');
  else assert.deepEqual([error?.code, /8 bits/.test(error?.message)], ['invalid-frame', true]);
});

test('gives the memory of a large frame back to other recognizers', async () => {
  const page = await openModule(site);
  const sizes = await page.evaluate(async () => {
    const script = './emosense.js'; // Beside the page; see openModule.
    const { memory } = await (await import(script)).default();
    const recognizers = [0, 1, 2].map(() => new Recognizer());
    const large = new ImageData(4096, 4096);
    return recognizers.map((recognizer) => {
      recognizer.detectorInputSize = 32; // so that the detector needs little memory of its own
      recognizer.classify(large);
      return memory.buffer.byteLength;
    });
  });
  await page.close();
  const bytes = 4096 * 4096 * 4;
  assert.ok(sizes[0] > bytes, `the frame was in a memory of ${sizes[0]} bytes`);
  assert.ok(sizes[2] - sizes[0] < bytes / 4, `the memory grew from ${sizes[0]} to ${sizes[2]} bytes`);
});

test('explains a face with valid landmarks', async () => {
  assert.equal(await errorOf('recognizer.explain(photo, face.landmarks)'), null);
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
  assert.ok(await errorOf('recognizer.classify({})'), 'nothing was thrown');
  assert.equal(await errorOf('if (recognizer.classify(photo).length !== 1) throw new Error("no face")'), null);
});
