/** The icons of the welcome view, one for each emotion with its name. */
import { query } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */

/** @param {Record<Emotion, string>} names */
export function showEmotionIcons(names) {
  for (const item of document.querySelectorAll('.emotion-icons li')) {
    const emotion = /** @type {Emotion} */ (/** @type {HTMLElement} */ (item).dataset.emotion);
    item.prepend(icon('', emotion));
    query('span', HTMLElement, item).textContent = names[emotion];
  }
}
