/** How often the emotion model agrees with people, as figures for a sentence, from the test results in its config. */
import { privateTest } from '../../../models/emotion.json';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { Accuracy } from './en/live.js' */

/**
 * Returns the agreement on the images of FER-2013's PrivateTest on which six or more of ten people agree.
 * @param {Record<Emotion, string>} names of the emotions
 * @returns {Accuracy}
 */
export function accuracyOf(names) {
  const { count, accuracy, recall } = privateTest.ferPlus.sixOrMore;
  const byRecall = /** @type {[Emotion, number][]} */ (Object.entries(recall))
    .map(([emotion, share]) => /** @type {[string, number]} */ ([names[emotion], share]))
    .sort(([, one], [, other]) => other - one);
  return { images: count, share: accuracy, best: byRecall[0], worst: byRecall[byRecall.length - 1] };
}
