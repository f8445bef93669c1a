// Makes image files of unusual kinds: large, deep, with a wide gamut, and rotated by their Exif data.
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { astronaut, siteWithoutCamera } from './visit.mjs';

/** The side of the photograph in pixels. */
const SIDE = 512;
const photographUrl = `data:image/png;base64,${readFileSync(astronaut, 'base64')}`;

/**
 * Encodes a PNG file.
 * @param {object} image
 * @param {number} image.width
 * @param {number} image.height
 * @param {number} image.bits per channel
 * @param {number} image.colorType as in the PNG specification: 0 is grayscale, 2 is RGB
 * @param {Buffer} image.rows the pixels, each row after a byte for its filter
 */
export function createPng({ width, height, bits, colorType, rows }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([bits, colorType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} type @param {Buffer} content */
function pngChunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length);
  numbers.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** Returns the photograph as a PNG with 16 bits per channel, and as one with the colors of Display P3. */
export async function deepAndWideGamutPngs() {
  const page = await siteWithoutCamera.browser.newPage();
  const { rgba, p3 } = await page.evaluate(
    async ({ source, side }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const context = new OffscreenCanvas(side, side).getContext('2d', { colorSpace: 'display-p3' });
      context.drawImage(image, 0, 0);
      const toBase64 = async (/** @type {Blob} */ blob) => {
        const reader = new FileReader();
        reader.readAsDataURL(blob);
        await new Promise((resolve) => {
          reader.onload = resolve;
        });
        return /** @type {string} */ (reader.result).split(',')[1];
      };
      const pixels = context.getImageData(0, 0, side, side, { colorSpace: 'srgb' }).data;
      return {
        rgba: await toBase64(new Blob([pixels])),
        p3: await toBase64(await context.canvas.convertToBlob({ type: 'image/png' })),
      };
    },
    { source: photographUrl, side: SIDE },
  );
  await page.close();
  const pixels = Buffer.from(rgba, 'base64');
  const rowLength = 1 + SIDE * 6;
  const rows = Buffer.alloc(SIDE * rowLength);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      for (let channel = 0; channel < 3; channel++) {
        // 257 maps 255 to 65,535.
        rows.writeUInt16BE(pixels[(y * SIDE + x) * 4 + channel] * 257, y * rowLength + 1 + x * 6 + channel * 2);
      }
    }
  }
  return {
    deep: createPng({ width: SIDE, height: SIDE, bits: 16, colorType: 2, rows }),
    wideGamut: Buffer.from(p3, 'base64'),
  };
}

/**
 * Returns the photograph as phones store it: a JPEG of pixels on their side, with Exif data that rotates them upright.
 * Upright it has 400×512 pixels, times the scale.
 * @param {number} scale
 */
export async function rotatedJpeg(scale) {
  const page = await siteWithoutCamera.browser.newPage();
  const base64 = await page.evaluate(
    async ({ source, scale }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 512 * scale, height: 400 * scale });
      const context = canvas.getContext('2d');
      context.rotate(-Math.PI / 2);
      context.drawImage(image, 56, 0, 400, 512, -400 * scale, 0, 400 * scale, 512 * scale);
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    },
    { source: photographUrl, scale },
  );
  await page.close();
  return addOrientation(Buffer.from(base64, 'base64'));
}

/** Adds Exif data that asks for a rotation by 90 degrees clockwise. @param {Buffer} jpeg */
function addOrientation(jpeg) {
  const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const exif = [...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'), ...orientation, 0, 0, 0, 0];
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]), jpeg.subarray(2)]);
}
