/** How often the emotion network was right, as figures for a sentence: those that its card was published with. */
import { privateTest } from '../../../models/emotion.json';

/** @param {Record<import('../../package/client/pkg/emosense.js').Emotion, string>} names of the emotions @returns {import('./en/live.js').Accuracy} */
export function accuracyOf(names) {
  const { accuracy, perClass } = privateTest;
  const byF1 = Object.entries(perClass).sort(([, one], [, other]) => other.f1 - one.f1);
  const named = (/** @type {typeof byF1[number]} */ [emotion, { f1 }]) =>
    /** @type {[string, number]} */ ([names[/** @type {'happy'} */ (emotion)], f1]);
  return {
    pictures: Object.values(perClass).reduce((sum, { count }) => sum + count, 0),
    percent: Math.round(accuracy * 100),
    best: named(byF1[0]),
    least: named(byF1[byF1.length - 1]),
  };
}
