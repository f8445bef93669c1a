/** The contact sheet's worker: draws thumbnails with boxes, file names, and the expression of each face. */
import { respond } from './file-worker.js';

/** @import { Handlers } from '../../package/client/worker-requests.js' */
/**
 * @typedef {object} SheetFace
 * @property {number} number
 * @property {string} color
 * @property {[x: number, y: number, width: number, height: number]} box as shares of the image's width and height
 * @property {string} text
 */
/** @typedef {{ thumbnail: Blob, name: string, faces: SheetFace[] }} SheetCell */
/** @typedef {{ cells: SheetCell[], notice: string }} Sheet `notice`: printed below the images */
/** @typedef {{ draw: { request: Sheet, result: Blob } }} SheetProtocol */
/** @typedef {OffscreenCanvasRenderingContext2D} Context */

/** Sizes of a cell in pixels. */
const CELL = { width: 260, height: 320, imageHeight: 200, lineHeight: 20, gap: 20 };
/** The number of lines below an image that has room for faces. */
const MAX_LINES = 4;
/** Longest side of the sheet in pixels: browsers support canvases up to about this side. */
const MAX_SIDE = 16_000;
const FONT = '13px system-ui, sans-serif';
const BOLD_FONT = `600 ${FONT}`;

/** @type {Handlers<SheetProtocol>} */
const handlers = { draw };
respond(handlers);

/** @param {Sheet} sheet */
async function draw({ cells, notice }) {
  const columns = Math.max(3, Math.ceil(Math.sqrt((cells.length * CELL.height) / CELL.width)));
  const width = columns * (CELL.width + CELL.gap) + CELL.gap;
  const height = Math.ceil(cells.length / columns) * CELL.height + 3 * CELL.gap;
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = /** @type {Context} */ (canvas.getContext('2d', { alpha: false }));
  context.scale(scale, scale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  for (const [index, cell] of cells.entries()) {
    context.save();
    context.translate(
      CELL.gap + (index % columns) * (CELL.width + CELL.gap),
      CELL.gap + Math.floor(index / columns) * CELL.height,
    );
    await drawCell(context, cell);
    context.restore();
  }
  drawText(context, notice, { x: CELL.gap, y: height - CELL.gap, maxWidth: width - 2 * CELL.gap });
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @param {Context} context @param {SheetCell} cell */
async function drawCell(context, { thumbnail, name, faces }) {
  const image = await createImageBitmap(thumbnail);
  const fit = Math.min(CELL.width / image.width, CELL.imageHeight / image.height);
  const [width, height] = [image.width * fit, image.height * fit];
  const [left, top] = [(CELL.width - width) / 2, CELL.imageHeight - height];
  context.drawImage(image, left, top, width, height);
  image.close();
  for (const { number, color, box } of faces) {
    const [x, y] = [left + box[0] * width, top + box[1] * height];
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.strokeRect(x, y, box[2] * width, box[3] * height);
    drawBadge(context, number, color, x, y);
  }
  const nameY = CELL.imageHeight + 16;
  drawText(context, shortenName(context, name), { x: 0, y: nameY, maxWidth: CELL.width, font: BOLD_FONT });
  // If there are more faces than lines, the last line shows an ellipsis.
  const listed = faces.length > MAX_LINES ? faces.slice(0, MAX_LINES - 1) : faces;
  const textPosition = { x: 24, maxWidth: CELL.width - 24 };
  listed.forEach(({ number, color, text }, index) => {
    const y = nameY + CELL.lineHeight * (index + 1);
    drawBadge(context, number, color, 9, y);
    drawText(context, text, { ...textPosition, y });
  });
  if (listed.length < faces.length) drawText(context, '…', { ...textPosition, y: nameY + CELL.lineHeight * MAX_LINES });
}

/**
 * @param {Context} context
 * @param {string} text
 * @param {{ x: number, y: number, maxWidth: number, font?: string }} layout
 */
function drawText(context, text, { x, y, maxWidth, font = FONT }) {
  context.font = font;
  context.fillStyle = '#222';
  context.fillText(text, x, y, maxWidth);
}

/** @param {Context} context @param {number} number @param {string} color @param {number} x @param {number} y */
function drawBadge(context, number, color, x, y) {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.fill();
  context.textAlign = 'center';
  drawText(context, String(number), { x, y: y + 0.5, maxWidth: 18, font: BOLD_FONT });
  context.textAlign = 'left';
}

/**
 * Shortens a file name in the middle: its end tells similar files apart.
 * @param {Context} context
 * @param {string} name
 */
function shortenName(context, name) {
  context.font = BOLD_FONT;
  let length = name.length;
  const shortened = () =>
    length < name.length
      ? `${name.slice(0, Math.ceil(length / 2))}…${name.slice(name.length - Math.floor(length / 2))}`
      : name;
  while (length > 1 && context.measureText(shortened()).width > CELL.width) length--;
  return shortened();
}
