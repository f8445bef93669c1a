/** Draws the icon of an emotion on a canvas. */
import { ICON_OUTLINE, ICON_SHAPES } from '../../package/ui/icon-shapes.js';

/** @import { IconName } from '../../package/ui/icon-shapes.js' */
/** @import { Context } from './canvas-text.js' */

/** Side of the shapes' view box. */
const VIEW_BOX = 24;

/**
 * @param {Context} context
 * @param {IconName} name
 * @param {{ x: number, y: number, size: number, color: string }} look `x` and `y`: the middle
 */
export function drawCanvasIcon(context, name, { x, y, size, color }) {
  const [lines, dots] = ICON_SHAPES[name];
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / VIEW_BOX, size / VIEW_BOX);
  context.strokeStyle = color;
  context.lineCap = context.lineJoin = 'round';
  context.lineWidth = 1.7;
  context.stroke(new Path2D(ICON_OUTLINE + lines));
  context.lineWidth = 2.6;
  context.stroke(new Path2D(dots));
  context.restore();
}
