/** Draws on a timeline's chart what says what it shows: names at the curves, a ribbon of the named spans, the notes. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';
import { drawCanvasIcon } from '../export/canvas-icon.js';
import { canvasFont, shortenText } from '../export/canvas-text.js';
import { spansOf } from './timeline-data.js';

/** @import UPlot from 'uplot' */
/** @import { Names } from './summary.js' */
/** @import { TimelineContent } from './timeline-data.js' */
/** @import { Label } from './track-samples.js' */
/**
 * How a chart is drawn.
 * @typedef {object} Look
 * @property {Record<Label | 'ink' | 'soft' | 'line' | 'surface', string>} colors
 * @property {Names} names
 * @property {number} zoom the size of everything that is drawn, 1 on the screen
 */

/** Height of the strip with the notes, above the curves, in CSS pixels at a zoom of 1, as all sizes here. */
export const NOTES_HEIGHT = 24;
/** Height of the ribbon, below the curves. */
export const RIBBON_HEIGHT = 26;
/** Distance of the ribbon from the curves. */
export const RIBBON_GAP = 6;
const FONT_SIZE = 12;
/** An icon that were smaller is left out. */
const MIN_ICON_SIZE = 11;
/** A curve is named where it is highest, if it is at least this high. */
const MIN_NAMED_SCORE = 0.3;

/** @param {UPlot} plot @param {TimelineContent} content @param {Look} look */
export function drawMarks(plot, content, look) {
  const unit = look.zoom * devicePixelRatio;
  plot.ctx.save();
  plot.ctx.font = canvasFont(FONT_SIZE * unit);
  plot.ctx.textAlign = 'left';
  plot.ctx.textBaseline = 'middle';
  drawRibbon(plot, content, look, unit);
  drawPauses(plot, content, look, unit);
  drawNotes(plot, content, look, unit);
  drawCurveNames(plot, look, unit);
  plot.ctx.restore();
}

/** Each span has the color, and if there is room, the icon and the name of its label; an unclear one is hatched. */
function drawRibbon(
  /** @type {UPlot} */ { ctx, bbox, valToPos },
  /** @type {TimelineContent} */ content,
  /** @type {Look} */ { colors, names },
  /** @type {number} */ unit,
) {
  const top = bbox.top + bbox.height + RIBBON_GAP * unit;
  const height = RIBBON_HEIGHT * unit;
  for (const { label, from, to } of spansOf(content)) {
    const left = valToPos(from / 1000, 'x', true);
    const width = Math.max(unit, valToPos(to / 1000, 'x', true) - left);
    ctx.fillStyle = ctx.strokeStyle = colors[label];
    ctx.globalAlpha = label === 'uncertain' ? 0.12 : 0.24;
    ctx.fillRect(left, top, width, height);
    ctx.globalAlpha = 1;
    if (label === 'uncertain') drawHatching(ctx, { left, top, width, height }, unit);
    else ctx.fillRect(left, top + height - 3 * unit, width, 3 * unit);
    const middle = top + height / 2 - unit;
    const iconSize = Math.min(18 * unit, width - 2 * unit);
    let textLeft = left + 6 * unit;
    if (label !== 'uncertain' && iconSize >= MIN_ICON_SIZE * unit) {
      const x = Math.min(left + width / 2, textLeft + iconSize / 2);
      drawCanvasIcon(ctx, label, { x, y: middle, size: iconSize, color: colors[label] });
      textLeft += iconSize + 5 * unit;
    }
    if (textLeft + ctx.measureText(names[label]).width > left + width - 4 * unit) continue;
    ctx.fillStyle = colors.ink;
    ctx.fillText(names[label], textLeft, middle);
  }
}

/** Draws lines, so that an unclear span differs not only in color. */
function drawHatching(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {{ left: number, top: number, width: number, height: number }} */ { left, top, width, height },
  /** @type {number} */ unit,
) {
  context.save();
  context.beginPath();
  context.rect(left, top + height - 3 * unit, width, 3 * unit);
  context.clip();
  context.lineWidth = 1.5 * unit;
  context.beginPath();
  for (let x = left - 4 * unit; x < left + width; x += 5 * unit) {
    context.moveTo(x, top + height);
    context.lineTo(x + 3 * unit, top + height - 3 * unit);
  }
  context.stroke();
  context.restore();
}

/** A dashed line, and how long the pause was. */
function drawPauses(
  /** @type {UPlot} */ plot,
  /** @type {TimelineContent} */ content,
  /** @type {Look} */ { colors },
  /** @type {number} */ unit,
) {
  const { ctx, bbox, valToPos } = plot;
  ctx.strokeStyle = ctx.fillStyle = colors.soft;
  for (const { atMs, durationMs } of content.recording.pauses) {
    if (atMs < content.from || atMs > content.to) continue;
    const x = Math.round(valToPos(atMs / 1000, 'x', true));
    ctx.setLineDash([4 * unit, 4 * unit]);
    ctx.lineWidth = unit;
    drawVertical(ctx, x, bbox.top, bbox.top + bbox.height + (RIBBON_GAP + RIBBON_HEIGHT) * unit);
    ctx.setLineDash([]);
    drawHaloed(plot, `❙❙ ${formatTime(durationMs / 1000)}`, x + 4 * unit, bbox.top + bbox.height / 2, colors, unit);
  }
}

/** A line with the number of the note, as in the list of notes, and as much of its text as there is room for. */
function drawNotes(
  /** @type {UPlot} */ { ctx, bbox, valToPos },
  /** @type {TimelineContent} */ { recording, from, to },
  /** @type {Look} */ { colors },
  /** @type {number} */ unit,
) {
  const right = bbox.left + bbox.width;
  const visible = recording.notes
    .map(({ atMs, text }, index) => ({ atMs, number: String(index + 1), text: `${index + 1}  ${text}` }))
    .filter(({ atMs }) => atMs >= from && atMs <= to)
    .map((note) => ({ ...note, x: Math.round(valToPos(note.atMs / 1000, 'x', true)) }));
  ctx.strokeStyle = ctx.fillStyle = colors.ink;
  ctx.lineWidth = unit;
  const gap = 5 * unit;
  const y = bbox.top - (NOTES_HEIGHT / 2 - 1) * unit;
  let freeFrom = bbox.left; // up to here there is the text of the note before
  for (const [index, { x, number, text }] of visible.entries()) {
    drawVertical(ctx, x, bbox.top - (NOTES_HEIGHT - 6) * unit, bbox.top + bbox.height);
    const width = ctx.measureText(text).width;
    const next = visible[index + 1];
    const isNextBefore = next && right - next.x < gap + ctx.measureText(next.number).width;
    const end = next ? next.x - gap - (isNextBefore ? gap + ctx.measureText(next.number).width : 0) : right;
    const room = end - x - gap;
    const isBefore = width > room && x - gap - width > freeFrom + gap;
    const shown = isBefore ? text : shortenText(ctx, text, room) || number;
    const fitsAfter = ctx.measureText(shown).width <= room;
    ctx.textAlign = isBefore || !fitsAfter ? 'right' : 'left';
    ctx.fillText(shown, ctx.textAlign === 'right' ? x - gap : x + gap, y);
    freeFrom = ctx.textAlign === 'right' ? x : x + gap + ctx.measureText(shown).width;
  }
  ctx.textAlign = 'left';
}

/** Names each curve where it is highest, unless another name is there. */
function drawCurveNames(/** @type {UPlot} */ plot, /** @type {Look} */ { colors, names }, /** @type {number} */ unit) {
  const { ctx, bbox, data, valToPos } = plot;
  /** @type {{ left: number, right: number, y: number }[]} */
  const taken = [];
  const gap = 6 * unit;
  for (const [line, emotion] of EMOTIONS.entries()) {
    const curve = /** @type {(number | null)[]} */ (data[line + 1]);
    const peak = curve.reduce((/** @type {number} */ best, score, at) => {
      return (score ?? 0) > (curve[best] ?? 0) ? at : best;
    }, 0);
    const score = curve[peak] ?? 0;
    if (score < MIN_NAMED_SCORE) continue;
    const width = ctx.measureText(names[emotion]).width;
    const left = Math.min(
      Math.max(valToPos(data[0][peak], 'x', true) - width / 2, bbox.left + 2 * unit),
      bbox.left + bbox.width - width,
    );
    const y = valToPos(score, 'y', true) - 10 * unit;
    const isTaken = taken.some(
      (other) =>
        left < other.right + gap && left + width + gap > other.left && Math.abs(y - other.y) < (FONT_SIZE + 3) * unit,
    );
    if (isTaken) continue;
    taken.push({ left, right: left + width, y });
    drawHaloed(plot, names[emotion], left, y, colors, unit);
  }
}

/** Draws a text that is readable over lines. */
function drawHaloed(
  /** @type {UPlot} */ { ctx },
  /** @type {string} */ text,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {Look['colors']} */ colors,
  /** @type {number} */ unit,
) {
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * unit;
  ctx.strokeStyle = colors.surface;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colors.ink;
  ctx.fillText(text, x, y);
}

function drawVertical(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {number} */ top,
  /** @type {number} */ bottom,
) {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
}
