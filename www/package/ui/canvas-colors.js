/** Computes CSS colors for a canvas, which supports neither custom properties nor `light-dark()`. */
import { html } from './dom.js';

/**
 * Returns the colors in a form that a canvas can use, as they are at present.
 * @param {HTMLElement} parent the element in which the colors apply
 * @param {string[]} colors such as `var(--ink)`
 */
export function canvasColors(parent, colors) {
  const probe = html('span');
  parent.append(probe);
  const computed = colors.map((color) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return computed;
}
