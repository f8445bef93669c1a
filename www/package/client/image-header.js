/**
 * Reads the format and the size that an image file states, before anything of it is decoded. A file can state several
 * sizes, of which a decoder may use any: the largest one counts.
 */

/** @typedef {'jpg' | 'png' | 'gif' | 'webp' | 'avif' | 'bmp' | 'ico'} ImageFormat `avif` is any file with ISO boxes */
/** @typedef {{ width: number, height: number }} Size in pixels, before rotation by Exif data */
/** @typedef {Size & { format: ImageFormat }} ImageHeader */

/** Lists the sizes in a file. @typedef {(bytes: Uint8Array, view: DataView) => Iterable<Size>} SizeReader */

/** @type {Record<ImageFormat, SizeReader>} */
const SIZES = {
  jpg: jpegSizes,
  png: (_, view) => [{ width: view.getUint32(16), height: view.getUint32(20) }],
  gif: gifSizes,
  webp: webpSizes,
  avif: boxSizes,
  bmp: (_, view) => [bitmapSize(view, 14)],
  ico: iconSizes,
};

/** Returns the header of an image file, null if it is not an image that browsers decode. @param {Uint8Array} bytes */
export function readImageHeader(bytes) {
  const format = formatOf(bytes);
  if (!format) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    /** @type {Size | null} */
    let largest = null;
    for (const size of SIZES[format](bytes, view)) {
      if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
    }
    return largest && { format, ...largest };
  } catch (error) {
    if (error instanceof RangeError) return null; // the file ends before its size
    throw error;
  }
}

/**
 * Returns the format by a file's first bytes, null if it is another one.
 * @param {Uint8Array} bytes
 * @returns {ImageFormat | null}
 */
export function formatOf(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\xff\xd8\xff')) return 'jpg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  if (start.slice(4, 8) === 'ftyp') return 'avif';
  if (start.startsWith('BM')) return 'bmp';
  return start.startsWith('\0\0\x01\0') || start.startsWith('\0\0\x02\0') ? 'ico' : null; // an icon or a cursor
}

/**
 * Lists the sizes of all frame headers (ITU-T T.81, B.2.2), wherever they are: decoders skip what they do not know, and
 * each in its own way.
 * @param {Uint8Array} bytes
 * @param {DataView} view
 */
function* jpegSizes(bytes, view) {
  for (let at = bytes.indexOf(0xff); at >= 0 && at + 10 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (!isFrame || view.getUint16(at + 2) !== 8 + 3 * bytes[at + 9]) continue;
    yield { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
}

/** Returns the size of the screen and of the first frame, which may extend beyond it. @type {SizeReader} */
function gifSizes(bytes, view) {
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const at = gifImages(bytes).next().value;
  if (at === undefined) return [screen];
  const [left, top, width, height] = [1, 3, 5, 7].map((offset) => view.getUint16(at + offset, true));
  return [{ width: Math.max(screen.width, left + width), height: Math.max(screen.height, top + height) }];
}

/**
 * Lists where the descriptor of each image of a GIF begins (GIF89a, section 20).
 * @param {Uint8Array} bytes
 * @returns {Generator<number, undefined>}
 */
export function* gifImages(bytes) {
  let at = 13 + gifColorTableSize(bytes[10]);
  while (bytes[at] === 0x2c || bytes[at] === 0x21) {
    const isImage = bytes[at] === 0x2c;
    if (isImage) yield at;
    at += isImage ? 11 + gifColorTableSize(bytes[at + 9]) : 2; // with the code size; or an extension, and its label
    while (bytes[at]) at += 1 + bytes[at]; // blocks up to an empty one
    at++;
  }
}

/** Returns the size in bytes of a color table. @param {number} flags */
function gifColorTableSize(flags) {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Returns the size of the canvas, or of the only chunk (RFC 9649). @type {SizeReader} */
function webpSizes(bytes, view) {
  const chunk = String.fromCharCode(...bytes.subarray(12, 16));
  if (chunk === 'VP8X') {
    return [{ width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) }];
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return [{ width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }];
  }
  if (chunk !== 'VP8 ') return [];
  return [{ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }];
}

/** Lists the sizes of all images (box ispe) and tracks (box tkhd), ISO/IEC 23008-12 and 14496-12. @type {SizeReader} */
function* boxSizes(bytes, view) {
  for (const at of boxContents(bytes, view, 'ispe')) {
    yield { width: view.getUint32(at + 4), height: view.getUint32(at + 8) };
  }
  for (const at of boxContents(bytes, view, 'tkhd')) {
    const size = at + (bytes[at] === 1 ? 88 : 76); // fixed-point numbers, after the times
    yield { width: view.getUint16(size), height: view.getUint16(size + 4) };
  }
}

/**
 * Lists where the content of each small box of a type begins, wherever it is.
 * @param {Uint8Array} bytes
 * @param {DataView} view
 * @param {string} type
 */
function* boxContents(bytes, view, type) {
  const [first, ...others] = type.split('').map((char) => char.charCodeAt(0));
  for (let at = bytes.indexOf(first, 4); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (others.some((code, index) => bytes[at + 1 + index] !== code)) continue;
    const size = view.getUint32(at - 4);
    if (size === 1)
      yield at + 12; // the size follows, with 64 bits
    else if (size <= 256) yield at + 4;
  }
}

/** Lists the sizes of all images of an icon or a cursor, which are bitmaps or PNG files. @type {SizeReader} */
function iconSizes(bytes, view) {
  return Array.from({ length: view.getUint16(4, true) }, (_, index) => {
    const at = view.getUint32(6 + 16 * index + 12, true);
    if (formatOf(bytes.subarray(at)) === 'png')
      return { width: view.getUint32(at + 16), height: view.getUint32(at + 20) };
    return bitmapSize(view, at);
  });
}

/** Returns the size in a bitmap's header: its old form has 12 bytes. @param {DataView} view @param {number} at */
function bitmapSize(view, at) {
  if (view.getUint32(at, true) === 12) {
    return { width: view.getUint16(at + 4, true), height: view.getUint16(at + 6, true) };
  }
  // A negative height stands for rows from top to bottom.
  return { width: Math.abs(view.getInt32(at + 4, true)), height: Math.abs(view.getInt32(at + 8, true)) };
}
