/** Icons: a line drawing of a face for each emotion, in the color of the text. */
import { svg } from './dom.js';
import { ICON_OUTLINE, ICON_SHAPES } from './icon-shapes.js';

/** @import { IconName } from './icon-shapes.js' */

/**
 * Creates an icon. Screen readers ignore it, since the emotion's name is next to it.
 * @param {string} className
 * @param {IconName} [name]
 */
export function icon(className, name = 'face') {
  const element = svg(
    'svg',
    { class: `icon ${className}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path'),
    svg('path', { class: 'dots' }),
  );
  drawIcon(element, name);
  return element;
}

/** Changes the shape of an icon. @param {SVGSVGElement} element @param {IconName} name */
export function drawIcon(element, name) {
  const [lines, dots] = ICON_SHAPES[name];
  element.children[0].setAttribute('d', ICON_OUTLINE + lines);
  element.children[1].setAttribute('d', dots);
}
