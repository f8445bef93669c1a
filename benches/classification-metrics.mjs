// Computes metrics of predicted emotions against labels.
import { LABELS } from './fer2013.mjs';

/** @typedef {{ label: string, emotion: string }} Prediction what an image shows, and what was predicted */

export function accuracy(/** @type {Prediction[]} */ predictions) {
  return predictions.filter(({ label, emotion }) => emotion === label).length / predictions.length;
}

/** Returns the share of an emotion's images that were recognized; NaN if there are none. */
export function recall(/** @type {Prediction[]} */ predictions, /** @type {string} */ emotion) {
  return accuracy(predictions.filter(({ label }) => label === emotion));
}

/** Returns the mean of the emotions' recall. */
export function meanRecall(/** @type {Prediction[]} */ predictions) {
  const recalls = LABELS.map((emotion) => recall(predictions, emotion));
  return recalls.reduce((sum, one) => sum + one) / recalls.length;
}

/** Returns the mean of the emotions' F1. */
export function macroF1(/** @type {Prediction[]} */ predictions) {
  const f1 = LABELS.map((one) => {
    const labeled = predictions.filter(({ label }) => label === one).length;
    const predicted = predictions.filter(({ emotion }) => emotion === one);
    const hits = predicted.filter(({ label }) => label === one).length;
    return (2 * hits) / Math.max(1, labeled + predicted.length);
  });
  return f1.reduce((sum, one) => sum + one) / f1.length;
}
