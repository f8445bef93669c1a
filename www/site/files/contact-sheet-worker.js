/** The contact sheet's worker: draws thumbnails with boxes and numbers, names, and what each face resembles. */
import { answer } from './worker-requests.js';

/** @typedef {import('./contact-sheet.js').Cell} Cell */
/** @typedef {OffscreenCanvasRenderingContext2D} Context */

const CELL = { width: 260, picture: 200, line: 20, gap: 20 };
const HEIGHT = 320;
/** At most so many faces of a picture are written out below it. */
const LINES = 4;
/** No browser makes a canvas of a longer side. */
const SIDE = 16_000;
const FONT = '13px system-ui, sans-serif';

answer(draw, () => []);

/** @param {{ cells: Cell[], limits: string }} sheet */
async function draw({ cells, limits }) {
  const columns = Math.max(3, Math.ceil(Math.sqrt((cells.length * HEIGHT) / CELL.width)));
  const width = columns * (CELL.width + CELL.gap) + CELL.gap;
  const height = Math.ceil(cells.length / columns) * HEIGHT + 3 * CELL.gap;
  const scale = Math.min(1, SIDE / Math.max(width, height));
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
      CELL.gap + Math.floor(index / columns) * HEIGHT,
    );
    await drawCell(context, cell);
    context.restore();
  }
  write(context, limits, CELL.gap, height - CELL.gap, width - 2 * CELL.gap);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @param {Context} context @param {Cell} cell */
async function drawCell(context, { thumbnail, name, faces }) {
  const picture = await createImageBitmap(thumbnail);
  const fit = Math.min(CELL.width / picture.width, CELL.picture / picture.height);
  const [width, height] = [picture.width * fit, picture.height * fit];
  const [left, top] = [(CELL.width - width) / 2, CELL.picture - height];
  context.drawImage(picture, left, top, width, height);
  picture.close();
  for (const { number, color, box } of faces) {
    const [x, y] = [left + box[0] * width, top + box[1] * height];
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.strokeRect(x, y, box[2] * width, box[3] * height);
    drawBadge(context, number, color, x, y);
  }
  write(context, shortened(context, name), 0, CELL.picture + 16, CELL.width, `600 ${FONT}`);
  // The last line is left for the dots where there are more.
  const written = faces.length > LINES ? faces.slice(0, LINES - 1) : faces;
  written.forEach(({ number, color, words }, index) => {
    const y = CELL.picture + 16 + CELL.line * (index + 1);
    drawBadge(context, number, color, 9, y);
    write(context, words, 24, y, CELL.width - 24);
  });
  if (written.length < faces.length) write(context, '…', 24, CELL.picture + 16 + CELL.line * LINES, CELL.width);
}

/** @param {Context} context @param {string} text @param {number} x @param {number} y @param {number} most pixels wide @param {string} [font] */
function write(context, text, x, y, most, font = FONT) {
  context.font = font;
  context.fillStyle = '#222';
  context.fillText(text, x, y, most);
}

/** @param {Context} context @param {number} number @param {string} color @param {number} x @param {number} y */
function drawBadge(context, number, color, x, y) {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.fill();
  context.textAlign = 'center';
  write(context, String(number), x, y + 0.5, 18, `600 ${FONT}`);
  context.textAlign = 'left';
}

/** With its end, which tells files apart. @param {Context} context @param {string} name */
function shortened(context, name) {
  context.font = `600 ${FONT}`;
  let kept = name.length;
  const text = () =>
    kept < name.length
      ? `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`
      : name;
  while (kept > 1 && context.measureText(text()).width > CELL.width) kept--;
  return text();
}
