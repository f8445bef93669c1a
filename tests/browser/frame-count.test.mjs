// The number of frames that an image file has, read from the file alone: WebKit has no ImageDecoder.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { countFrames } from '../../www/site/files/frame-count.js';

const data = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));

/** Returns the 32 bits of a number, the highest first. */
const uint32 = (/** @type {number} */ value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
/** Returns a box of an AVIF file. @param {string} type @param {Buffer[]} content */
const box = (type, ...content) => {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(8 + body.length), Buffer.from(type), body]);
};
/** Returns an AVIF image sequence, as far as its frames are counted. @param {number} samples */
const sequence = (samples) =>
  Buffer.concat([
    box('ftyp', Buffer.from('avis')),
    box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stsz', uint32(0), uint32(9), uint32(samples))))))),
  ]);
/** Returns the photograph with a chunk acTL after its header, as an APNG has it. @param {number} frames */
const animatedPng = (frames) => {
  const png = data('astronaut.png');
  const chunk = Buffer.concat([uint32(8), Buffer.from('acTL'), uint32(frames), uint32(0), uint32(0)]);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
};

for (const [name, expected] of Object.entries({
  'files/moving.gif': 2,
  'files/moving.webp': 2,
  'files/ten-bit.avif': 1,
  'files/picture.heic': 1,
  'astronaut.png': 1,
  'coffee.jpg': 1,
  'README.md': 1,
})) {
  test(`${name} has ${expected}`, () => assert.equal(countFrames(data(name)), expected));
}
test('an APNG has as many as it says', () => assert.equal(countFrames(animatedPng(7)), 7));
test('an AVIF image sequence has as many as its track has samples', () => assert.equal(countFrames(sequence(5)), 5));
test('a file that ends anywhere is counted without an error', () => {
  for (const bytes of [data('files/moving.gif'), data('files/moving.webp'), animatedPng(7), sequence(5)]) {
    for (let length = 0; length < Math.min(bytes.length, 3000); length++) {
      assert.ok(countFrames(bytes.subarray(0, length)) >= 1);
    }
  }
});
test('boxes within boxes within boxes, as only a hostile file has them, end', () => {
  const nested = [];
  for (let left = 2 ** 20; left >= 8; left -= 8) nested.push(uint32(left), Buffer.from('moov'));
  assert.equal(countFrames(Buffer.concat([box('ftyp', Buffer.from('avis')), ...nested])), 1);
});
