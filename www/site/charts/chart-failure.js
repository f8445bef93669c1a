/** Says in a chart's place that it could not be loaded or drawn: a chart may fail, but not the page with it. */
import { html } from '../../package/ui/dom.js';

/** @param {HTMLElement} element of the chart @param {string} message */
export function showChartFailure(element, message) {
  element.replaceChildren(html('p', { class: 'chart-failure', role: 'status' }, message));
}
