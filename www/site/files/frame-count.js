/** Counts the frames of an animated image by its file: not every browser has an ImageDecoder, which would tell. */
import { formatOf, gifImages } from '../../package/client/image-header.js';

/** Boxes of an image sequence (ISO/IEC 14496-12), each in the one before, that lead to the sample count of a track. */
const CONTAINERS = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

/** @type {Record<string, (bytes: Uint8Array, view: DataView) => number>} */
const COUNTS = {
  gif: countGifImages,
  png: countPngFrames,
  webp: countWebpFrames,
  avif: (bytes, view) => countSamples(bytes, view),
};

/** Returns the number of frames, at least 1; of a damaged file, as many as are found. @param {Uint8Array} bytes */
export function countFrames(bytes) {
  const count = COUNTS[formatOf(bytes) ?? ''];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Math.max(1, count?.(bytes, view) ?? 1);
}

/** Counts the images of a GIF. @param {Uint8Array} bytes */
function countGifImages(bytes) {
  let count = 0;
  for (const _ of gifImages(bytes)) count++;
  return count;
}

/** Returns what the chunk acTL of a PNG says (PNG, third edition, 11.3.6.1). @type {(typeof COUNTS)['png']} */
function countPngFrames(bytes, view) {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = textAt(bytes, at + 4);
    if (type === 'IDAT') return 1; // acTL stands before it, or is ignored
    if (type === 'acTL') return view.getUint32(at + 8);
  }
  return 1;
}

/** Counts the chunks ANMF of a WebP (RFC 9649, 2.7). @type {(typeof COUNTS)['webp']} */
function countWebpFrames(bytes, view) {
  let count = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (textAt(bytes, at) === 'ANMF') count++;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size & 1);
  }
  return count;
}

/**
 * Returns the most samples that a track of an image sequence has.
 * @param {Uint8Array} bytes
 * @param {DataView} view of the same bytes
 * @param {number} [start] of the boxes to look at
 * @param {number} [end]
 * @param {number} [depth] how many of CONTAINERS they are in
 * @returns {number}
 */
function countSamples(bytes, view, start = 0, end = bytes.length, depth = 0) {
  let count = 0;
  for (let at = start; at + 8 <= end; ) {
    const size = view.getUint32(at) || end - at;
    if (size < 8) break; // damaged, or beyond 4 GB
    const type = textAt(bytes, at + 4);
    const boxEnd = Math.min(at + size, end);
    if (type === CONTAINERS[depth]) count = Math.max(count, countSamples(bytes, view, at + 8, boxEnd, depth + 1));
    else if (type === 'stsz' && depth === CONTAINERS.length && at + 20 <= boxEnd)
      count = Math.max(count, view.getUint32(at + 16));
    at += size;
  }
  return count;
}

/** @param {Uint8Array} bytes @param {number} at */
function textAt(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
