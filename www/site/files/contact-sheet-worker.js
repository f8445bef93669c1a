/** The contact sheet's worker: draws title, thumbnails with boxes, file names, and the expression of each face. */
import { drawCanvasIcon } from '../export/canvas-icon.js';
import { canvasFont, shortenText, wrapText } from '../export/canvas-text.js';
import { BADGE_RADIUS, badgePosition, boundsWithin, HALO_WIDTH } from './contact-sheet-layout.js';
import { respond } from './file-worker.js';

/** @import { Handlers } from '../../package/client/worker-requests.js' */
/** @import { IconName } from '../../package/ui/icon-shapes.js' */
/** @import { Rectangle } from './contact-sheet-layout.js' */
/**
 * @typedef {object} SheetFace
 * @property {number} number
 * @property {string} color
 * @property {Rectangle | null} box as shares of the image's width and height; null for a face of a video
 * @property {string} text
 * @property {{ name: IconName, color: string } | null} icon
 */
/** @typedef {{ thumbnail: Blob | null, duration: string, name: string, faces: SheetFace[] }} SheetCell */
/**
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string} about stands below the title
 * @property {SheetCell[]} cells
 * @property {string} notice printed below the images
 * @property {Record<'ink' | 'soft' | 'line' | 'surface' | 'accent' | 'track', string>} colors
 */
/** @typedef {{ draw: { request: Sheet, result: Blob } }} SheetProtocol */
/** @typedef {OffscreenCanvasRenderingContext2D} Context */

/** Sizes in pixels, before the sheet is scaled. */
const MARGIN = 28;
const GAP = 20;
const CELL = { width: 260, imageHeight: 200, nameHeight: 30, lineHeight: 24 };
const HEADER_HEIGHT = 68;
const NOTICE_LINE_HEIGHT = 18;
/** The number of lines below an image that has room for faces. */
const MAX_LINES = 4;
/** Pixels of the sheet per pixel of the sizes above, unless the sheet would be too large. */
const SCALE = 2;
/** Longest side of the sheet in pixels: browsers support canvases up to about this side. */
const MAX_SIDE = 16_000;
/** Most pixels of a sheet: each takes four bytes while it is drawn. */
const MAX_PIXELS = 100e6;

/** @type {Handlers<SheetProtocol>} */
const handlers = { draw };
respond(handlers);

/** @param {Sheet} sheet */
async function draw({ title, about, cells, notice, colors }) {
  const lines = Math.min(MAX_LINES, Math.max(...cells.map(({ faces }) => faces.length)));
  const cellHeight = CELL.imageHeight + CELL.nameHeight + lines * CELL.lineHeight + GAP;
  const columns = Math.max(2, Math.ceil(Math.sqrt((cells.length * cellHeight) / CELL.width)));
  const rows = Math.ceil(cells.length / columns);
  const width = columns * (CELL.width + GAP) - GAP + 2 * MARGIN;
  const context = /** @type {Context} */ (new OffscreenCanvas(1, 1).getContext('2d', { alpha: false }));
  context.font = canvasFont(12);
  const noticeLines = wrapText(context, notice, width - 2 * MARGIN);
  const noticeTop = MARGIN + HEADER_HEIGHT + rows * cellHeight;
  const height = noticeTop + noticeLines.length * NOTICE_LINE_HEIGHT + MARGIN;
  const scale = Math.min(SCALE, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_PIXELS / (width * height)));
  context.canvas.width = Math.round(width * scale);
  context.canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = colors.surface;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  drawHeader(context, title, about, width, colors);
  for (const [index, cell] of cells.entries()) {
    context.save();
    context.translate(
      MARGIN + (index % columns) * (CELL.width + GAP),
      MARGIN + HEADER_HEIGHT + Math.floor(index / columns) * cellHeight,
    );
    await drawCell(context, cell, colors);
    context.restore();
  }
  context.font = canvasFont(12);
  context.fillStyle = colors.soft;
  for (const [index, line] of noticeLines.entries()) {
    context.fillText(line, MARGIN, noticeTop + (index + 0.5) * NOTICE_LINE_HEIGHT);
  }
  return context.canvas.convertToBlob({ type: 'image/png' });
}

/**
 * @param {Context} context
 * @param {string} title
 * @param {string} about
 * @param {number} width of the sheet
 * @param {Sheet['colors']} colors
 */
function drawHeader(context, title, about, width, colors) {
  context.font = canvasFont(15, 680);
  const brand = 'EmoSense';
  const brandWidth = context.measureText(brand).width;
  context.fillStyle = colors.accent;
  context.fillRect(0, 0, width, 6);
  context.fillText(brand, width - MARGIN - brandWidth, MARGIN + 14);
  context.fillStyle = colors.ink;
  context.font = canvasFont(24, 680);
  context.fillText(shortenText(context, title, width - 2 * MARGIN - brandWidth - GAP), MARGIN, MARGIN + 12);
  context.fillStyle = colors.soft;
  context.font = canvasFont(14);
  context.fillText(shortenText(context, about, width - 2 * MARGIN), MARGIN, MARGIN + 40);
}

/** @param {Context} context @param {SheetCell} cell @param {Sheet['colors']} colors */
async function drawCell(context, { thumbnail, duration, name, faces }, colors) {
  context.fillStyle = colors.track;
  context.fillRect(0, 0, CELL.width, CELL.imageHeight);
  if (thumbnail) await drawImage(context, thumbnail, faces);
  if (duration) drawDuration(context, duration);
  context.fillStyle = colors.ink;
  context.font = canvasFont(13, 600);
  context.fillText(shortenText(context, name, CELL.width, 'middle'), 0, CELL.imageHeight + CELL.nameHeight / 2 + 1);
  // If there are more faces than lines, the last line shows an ellipsis.
  const listed = faces.length > MAX_LINES ? faces.slice(0, MAX_LINES - 1) : faces;
  const lineAt = (/** @type {number} */ index) => CELL.imageHeight + CELL.nameHeight + CELL.lineHeight * (index + 0.5);
  for (const [index, { number, color, text, icon }] of listed.entries()) {
    const y = lineAt(index);
    drawBadge(context, number, color, BADGE_RADIUS, y);
    if (icon) drawCanvasIcon(context, icon.name, { x: 33, y, size: 18, color: icon.color });
    const left = icon ? 48 : 24;
    context.fillStyle = colors.ink;
    context.font = canvasFont(13);
    context.fillText(shortenText(context, text, CELL.width - left), left, y);
  }
  if (listed.length < faces.length) context.fillText('…', 24, lineAt(listed.length));
}

/** Draws an image and the boxes within it. @param {Context} context @param {Blob} thumbnail @param {SheetFace[]} faces */
async function drawImage(context, thumbnail, faces) {
  const bitmap = await createImageBitmap(thumbnail);
  const fit = Math.min(CELL.width / bitmap.width, CELL.imageHeight / bitmap.height);
  const [width, height] = [bitmap.width * fit, bitmap.height * fit];
  const image = { x: (CELL.width - width) / 2, y: (CELL.imageHeight - height) / 2, width, height };
  context.drawImage(bitmap, image.x, image.y, width, height);
  bitmap.close();
  for (const { number, color, box } of faces) {
    if (!box) continue;
    const bounds = boundsWithin(image, box);
    context.lineJoin = 'round';
    for (const [style, lineWidth] of /** @type {const} */ ([
      ['rgb(0 0 0 / 55%)', HALO_WIDTH],
      [color, 2],
    ])) {
      context.strokeStyle = style;
      context.lineWidth = lineWidth;
      context.strokeRect(bounds.x, bounds.y, bounds.width, bounds.height);
    }
    drawBadge(context, number, color, ...badgePosition(image, bounds));
  }
}

/** Marks a video by a triangle and its duration. @param {Context} context @param {string} duration */
function drawDuration(context, duration) {
  context.font = canvasFont(12, 600);
  const width = context.measureText(duration).width + 30;
  const [left, top] = [CELL.width - width - 8, CELL.imageHeight - 30];
  context.fillStyle = 'rgb(0 0 0 / 70%)';
  context.beginPath();
  context.roundRect(left, top, width, 22, 11);
  context.fill();
  context.fillStyle = '#fff';
  context.fillText(duration, left + 22, top + 11.5);
  context.beginPath();
  context.moveTo(left + 10, top + 6.5);
  context.lineTo(left + 17, top + 11);
  context.lineTo(left + 10, top + 15.5);
  context.fill();
}

/** @param {Context} context @param {number} number @param {string} color @param {number} x @param {number} y */
function drawBadge(context, number, color, x, y) {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, BADGE_RADIUS, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#10211f';
  context.font = canvasFont(12, 680);
  context.textAlign = 'center';
  context.fillText(String(number), x, y + 0.5, 2 * BADGE_RADIUS);
  context.textAlign = 'left';
}
