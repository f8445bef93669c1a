/** The accuracy of the emotion model, as figures for a sentence, from the test results in its config. */
import { privateTest } from '../../../models/emotion.json';

/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { Accuracy } from './en/live.js' */

/**
 * Returns the accuracy on FER-2013's PrivateTest.
 * @param {Record<Emotion, string>} names of the emotions
 * @returns {Accuracy}
 */
export function accuracyOf(names) {
  const { accuracy, perClass } = privateTest;
  const classes = /** @type {[Emotion, { f1: number, count: number }][]} */ (Object.entries(perClass));
  const byF1 = classes
    .map(([emotion, { f1 }]) => /** @type {[string, number]} */ ([names[emotion], f1]))
    .sort(([, one], [, other]) => other - one);
  return {
    images: classes.reduce((sum, [, { count }]) => sum + count, 0),
    share: accuracy,
    best: byF1[0],
    worst: byF1[byF1.length - 1],
  };
}
