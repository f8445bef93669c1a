/** The picture of a recording, to show to others: a card with its timeline, shares, notes and caveat, always light. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';
import { canvasColors } from '../../package/ui/canvas-colors.js';
import { nextTask } from '../../package/ui/next-task.js';
import { drawCanvasIcon } from '../export/canvas-icon.js';
import { canvasFont, shortenText, wrapText } from '../export/canvas-text.js';
import { formatPercent } from '../locales/percent.js';

/** @import { Context } from '../export/canvas-text.js' */
/** @import { Recording } from './recording.js' */
/** @import { Names } from './summary.js' */
/** @import { Timeline } from './timeline.js' */
/** @import { Label, TrackColumns } from './track-samples.js' */
/**
 * @typedef {object} CardContent
 * @property {Recording} recording
 * @property {TrackColumns | undefined} track the face that the timeline shows
 * @property {Timeline} timeline
 * @property {string} title
 * @property {string[]} about what stands below the title, such as the date
 * @property {Names} names
 * @property {string} caveat
 */

/** Width in CSS pixels, and how many pixels the picture has for each: it stays sharp when it is enlarged. */
const WIDTH = 760;
const SCALE = 2;
const MARGIN = 32;
const INNER_WIDTH = WIDTH - 2 * MARGIN;
/** Most notes that the card lists: a longer card is cut off in every app that shows it. */
const MAX_NOTES = 12;
/** The names of the shares are in this many columns. */
const COLUMNS = 4;

/** Returns the card as a PNG. @param {CardContent} content @returns {Promise<Blob>} */
export async function drawCard(content) {
  const colors = cardColors();
  const chart = content.timeline.drawPicture(INNER_WIDTH);
  await nextTask(); // together they would be a task of over 50 ms
  const measured = /** @type {Context} */ (new OffscreenCanvas(1, 1).getContext('2d'));
  const canvas = new OffscreenCanvas(WIDTH * SCALE, Math.ceil(drawAll(measured, content, chart, colors)) * SCALE);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  context.fillStyle = colors.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  drawAll(context, content, chart, colors);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @typedef {Record<Label | 'ink' | 'soft' | 'line' | 'surface' | 'accent' | 'track', string>} CardColors */

/** @returns {CardColors} */
function cardColors() {
  const names = ['ink', 'soft', 'line', 'surface', 'accent', 'track', ...EMOTIONS];
  const colors = canvasColors(
    document.body,
    names.map((name) => `var(--${name}-light)`),
  );
  const byName = Object.fromEntries(names.map((name, index) => [name, colors[index]]));
  return /** @type {CardColors} */ ({ ...byName, uncertain: byName.soft });
}

/**
 * Draws everything, and returns the height that it takes.
 * @param {Context} context
 * @param {CardContent} content
 * @param {HTMLCanvasElement | null} chart
 * @param {CardColors} colors
 */
function drawAll(context, content, chart, colors) {
  context.textBaseline = 'alphabetic';
  let y = drawHeader(context, content, colors);
  if (chart) {
    const height = (chart.height * INNER_WIDTH) / chart.width;
    context.drawImage(chart, MARGIN, y, INNER_WIDTH, height);
    y += height + 8;
  }
  y = drawShares(context, content, colors, y);
  y = drawNotes(context, content, colors, y);
  return drawCaveat(context, content.caveat, colors, y);
}

/** @param {Context} context @param {CardContent} content @param {CardColors} colors */
function drawHeader(context, { title, about }, colors) {
  context.fillStyle = colors.accent;
  context.fillRect(0, 0, WIDTH, 6);
  context.font = canvasFont(15, 680);
  const brand = 'EmoSense';
  const brandWidth = context.measureText(brand).width;
  context.fillText(brand, WIDTH - MARGIN - brandWidth, 50);
  context.fillStyle = colors.ink;
  context.font = canvasFont(24, 680);
  context.fillText(shortenText(context, title, INNER_WIDTH - brandWidth - 24, 'middle'), MARGIN, 52);
  context.fillStyle = colors.soft;
  context.font = canvasFont(14);
  context.fillText(shortenText(context, about.join(' · '), INNER_WIDTH), MARGIN, 76);
  return 92;
}

/** Draws the share of each label: at the same time the legend of the curves, so that it names all emotions. */
function drawShares(
  /** @type {Context} */ context,
  /** @type {CardContent} */ { recording, track, names },
  /** @type {CardColors} */ colors,
  /** @type {number} */ top,
) {
  if (!track) return top;
  const [{ shares }] = recording.summarize([track]);
  const labels = [...EMOTIONS, ...(shares.uncertain ? [/** @type {const} */ ('uncertain')] : [])];
  const gap = 20;
  const width = (INNER_WIDTH - (COLUMNS - 1) * gap) / COLUMNS;
  for (const [index, label] of labels.entries()) {
    const x = MARGIN + (index % COLUMNS) * (width + gap);
    const y = top + 14 + Math.floor(index / COLUMNS) * 40;
    drawCanvasIcon(context, label === 'uncertain' ? 'face' : label, { x: x + 9, y, size: 18, color: colors[label] });
    context.fillStyle = colors.ink;
    context.font = canvasFont(13, 600);
    const share = formatPercent(shares[label]);
    const shareWidth = context.measureText(share).width;
    context.fillText(share, x + width - shareWidth, y + 5);
    context.font = canvasFont(13);
    context.fillText(shortenText(context, names[label], width - 24 - shareWidth - 6), x + 24, y + 5);
    context.fillStyle = colors.track;
    context.fillRect(x, y + 14, width, 4);
    context.fillStyle = colors[label];
    context.fillRect(x, y + 14, width * shares[label], 4);
  }
  return top + Math.ceil(labels.length / COLUMNS) * 40 + 8;
}

/** @param {Context} context @param {CardContent} content @param {CardColors} colors @param {number} top */
function drawNotes(context, { recording: { notes } }, colors, top) {
  let y = top;
  for (const [index, { atMs, text }] of notes.slice(0, MAX_NOTES).entries()) {
    y += 22;
    context.font = canvasFont(13, 600);
    context.fillStyle = colors.ink;
    const time = `${index + 1}  ${formatTime(atMs / 1000)}`;
    context.fillText(time, MARGIN, y);
    context.font = canvasFont(13);
    context.fillText(shortenText(context, text, INNER_WIDTH - 76), MARGIN + 76, y);
  }
  if (notes.length > MAX_NOTES) {
    y += 20;
    context.fillText('…', MARGIN, y);
  }
  return notes.length ? y + 12 : top;
}

/** @param {Context} context @param {string} caveat @param {CardColors} colors @param {number} top */
function drawCaveat(context, caveat, colors, top) {
  context.fillStyle = colors.line;
  context.fillRect(MARGIN, top + 6, INNER_WIDTH, 1);
  context.fillStyle = colors.soft;
  context.font = canvasFont(12);
  const lines = wrapText(context, caveat, INNER_WIDTH);
  for (const [index, line] of lines.entries()) context.fillText(line, MARGIN, top + 28 + 18 * index);
  return top + 32 + 18 * lines.length;
}
