/** CSS colors as a canvas takes them, which knows neither custom properties nor `light-dark()`. */
import { html } from './dom.js';

/** @param {HTMLElement} place where the colors hold @param {string[]} values of CSS, such as `var(--ink)` @returns {string[]} as they are now */
export function canvasColors(place, values) {
  const probe = html('span');
  place.append(probe);
  const colors = values.map((value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colors;
}
