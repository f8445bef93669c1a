/** CSS colours as a canvas takes them, which knows neither custom properties nor `light-dark()`. */
import { html } from './dom.js';

/** @param {HTMLElement} place where the colours hold @param {string[]} values of CSS, such as `var(--ink)` @returns {string[]} as they are now */
export function canvasColours(place, values) {
  const probe = html('span');
  place.append(probe);
  const colours = values.map((value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colours;
}
