/** Says how often the model agrees with people. The figures are loaded when a person opens the section. */

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

/**
 * @param {HTMLElement} element in the section
 * @param {LiveStrings['accuracy']} say
 * @param {Record<Emotion, string>} names
 * @param {string} failure stands there if the figures cannot be loaded; opening the section again tries again
 */
export function sayAccuracy(element, say, names, failure) {
  element.closest('details')?.addEventListener('toggle', async () => {
    try {
      const { accuracyOf } = await import('../locales/accuracy.js');
      element.textContent = say(accuracyOf(names));
    } catch {
      element.textContent = failure;
    }
  });
}
