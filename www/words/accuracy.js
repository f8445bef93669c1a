/** Says in words how often the emotion network was right, with the figures that its card was published with. */
import { privateTest } from '../../models/emotion.json';

export function accuracyInWords() {
  const { accuracy, perClass } = privateTest;
  const pictures = Object.values(perClass).reduce((sum, { count }) => sum + count, 0);
  const byF1 = Object.entries(perClass).sort(([, one], [, other]) => other.f1 - one.f1);
  const named = (/** @type {typeof byF1[number]} */ [emotion, { f1 }]) => `${emotion} (F1 ${f1.toFixed(2)})`;
  return (
    `On ${grouped(pictures)} pictures kept for testing it agreed with the people who labelled them ` +
    `${Math.round(accuracy * 100)} times in 100: most surely for ${named(byF1[0])}, least for ${named(byF1[byF1.length - 1])}.`
  );
}

/** With commas. The browser's own number formats take 30 ms to be loaded while the page opens. @param {number} count */
function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
