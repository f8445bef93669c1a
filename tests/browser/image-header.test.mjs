// The size that an image file states, which is checked before it is decoded: the largest one, if there are several.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readImageHeader } from '../../www/package/client/image-header.js';

const data = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));
const sizeOf = (/** @type {Uint8Array} */ bytes) => {
  const header = readImageHeader(bytes);
  return header && [header.format, header.width, header.height];
};
const bytes = (/** @type {(string | number)[]} */ ...parts) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))));
/** Returns the header of a JPEG's frame. */
const frame = (/** @type {number} */ width, /** @type {number} */ height) =>
  bytes(0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0);

for (const [name, expected] of Object.entries({
  'astronaut.png': ['png', 512, 512],
  'coffee.jpg': ['jpg', 600, 400],
  'files/cmyk.jpg': ['jpg', 200, 200],
  'files/moving.gif': ['gif', 160, 160],
  'files/moving.webp': ['webp', 200, 200],
  'files/ten-bit.avif': ['avif', 200, 200],
})) {
  test(`reads the size of ${name}`, () => assert.deepEqual(sizeOf(data(name)), expected));
}

const jpeg = data('coffee.jpg');
test('a JPEG that states two sizes counts with the larger one, whichever comes first', () => {
  const start = jpeg.subarray(0, 2);
  assert.deepEqual(sizeOf(Buffer.concat([start, frame(20_000, 20_000), jpeg.subarray(2)])), ['jpg', 20_000, 20_000]);
  assert.deepEqual(sizeOf(Buffer.concat([jpeg, frame(30_000, 10_000)])), ['jpg', 30_000, 10_000]);
  assert.deepEqual(sizeOf(Buffer.concat([start, frame(10, 10), jpeg.subarray(2)])), ['jpg', 600, 400]);
});

test('a GIF whose first frame is larger than its screen counts with the frame', () => {
  const screen = bytes('GIF89a', 1, 0, 1, 0, 0, 0, 0);
  const extension = bytes(0x21, 0xf9, 4, 0, 0, 0, 0, 0);
  const image = bytes(0x2c, 0, 0, 0, 0, 0x20, 0x4e, 0x20, 0x4e, 0);
  assert.deepEqual(sizeOf(Buffer.concat([screen, extension, image])), ['gif', 20_000, 20_000]);
});

test('a WebP of one chunk has its size there', () => {
  const riff = bytes('RIFF', 0, 0, 0, 0, 'WEBP');
  const lossless = bytes('VP8L', 0, 0, 0, 0, 0x2f, 0xff, 0xff, 0xff, 0x0f);
  const lossy = bytes('VP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f);
  assert.deepEqual(sizeOf(Buffer.concat([riff, lossless])), ['webp', 16_384, 16_384]);
  assert.deepEqual(sizeOf(Buffer.concat([riff, lossy])), ['webp', 16_383, 16_383]);
});

test('a bitmap and an icon have the size of their headers', () => {
  const bitmap = bytes(40, 0, 0, 0, 0x20, 0x4e, 0, 0, 0xe0, 0xb1, 0xff, 0xff); // rows from top to bottom
  assert.deepEqual(sizeOf(Buffer.concat([bytes('BM'), Buffer.alloc(12), bitmap])), ['bmp', 20_000, 20_000]);
  const icon = Buffer.concat([bytes(0, 0, 1, 0, 1, 0), Buffer.alloc(12), bytes(22, 0, 0, 0)]);
  assert.deepEqual(sizeOf(Buffer.concat([icon, data('astronaut.png')])), ['ico', 512, 512]);
});

test('what is cut short or no image has no size', () => {
  assert.equal(sizeOf(data('astronaut.png').subarray(0, 20)), null);
  assert.equal(sizeOf(jpeg.subarray(0, 20)), null);
  assert.equal(sizeOf(data('README.md')), null);
  assert.equal(sizeOf(new Uint8Array()), null);
});
