// Measures the accuracy of the emotion model in Chromium on FER-2013: npm run evaluate -- fer2013.npz
//     --split PublicTest      instead of PrivateTest; also Training
import { parseArgs } from 'node:util';
import { openSite } from '../tests/support/chromium.mjs';
import { openModule } from '../tests/support/module.mjs';
import { runScript, UserError } from '../www/build/script.mjs';
import { accuracy, macroF1, meanRecall, recall } from './classification-metrics.mjs';
import { LABELS, readSamples, SIDE } from './fer2013.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Sample } from './fer2013.mjs' */

/** Crops sent to the browser at once. */
const BATCH = 256;
/** Bins of confidence for the calibration error. */
const BINS = 15;

/** @typedef {Record<string, number>} Scores by emotion */
/** @typedef {{ label: string, scores: Scores }} ScoredSample */

/**
 * Returns the scores of each sample and of its mirror image.
 * @param {Page} page
 * @param {Sample[]} samples
 * @param {number} sensitivity 0 for the output `scores`, 1 for the output `fer2013`
 */
async function classifyAll(page, samples, sensitivity) {
  /** @type {[Scores, Scores][]} */
  const scores = [];
  for (let first = 0; first < samples.length; first += BATCH) {
    const batch = samples.slice(first, first + BATCH).map(({ pixels }) => pixels);
    const base64 = Buffer.concat(batch).toString('base64');
    scores.push(...(await page.evaluate(classifyBatch, { base64, side: SIDE, sensitivity })));
  }
  return scores;
}

/**
 * Classifies crops; runs in the page.
 * @param {{ base64: string, side: number, sensitivity: number }} crops
 * @returns {[Scores, Scores][]}
 */
function classifyBatch({ base64, side, sensitivity }) {
  recognizer.sensitivity = sensitivity;
  const pixels = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return Array.from({ length: pixels.length / (side * side) }, (_, index) => {
    const crop = pixels.subarray(index * side * side, (index + 1) * side * side);
    const mirrored = Uint8Array.from(crop, (_, offset) => crop[offset + side - 1 - 2 * (offset % side)]);
    return [recognizer.classifyCrop(crop), recognizer.classifyCrop(mirrored)];
  });
}

/** Returns the emotion with the highest score; the first of several. */
function topOf(/** @type {Scores} */ scores) {
  return Object.entries(scores).reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function predictions(/** @type {ScoredSample[]} */ samples) {
  return samples.map(({ label, scores }) => ({ label, emotion: topOf(scores) }));
}

/** Returns the expected calibration error: how far confidence and accuracy are apart. */
function calibrationError(/** @type {ScoredSample[]} */ samples) {
  const gaps = Array(BINS).fill(0);
  for (const { label, scores } of samples) {
    const emotion = topOf(scores);
    const bin = Math.min(Math.floor(scores[emotion] * BINS), BINS - 1);
    gaps[bin] += scores[emotion] - (emotion === label ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / samples.length;
}

/** Returns the mean of two scores for each emotion. */
function meanOf(/** @type {[Scores, Scores]} */ [one, other]) {
  return Object.fromEntries(LABELS.map((emotion) => [emotion, (one[emotion] + other[emotion]) / 2]));
}

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(2)} %`;

/** Prints how often the output `scores` is what six or more of ten people chose. */
async function reportAgreement(/** @type {Page} */ page, /** @type {Sample[]} */ all) {
  const samples = all.filter(({ agreed }) => agreed);
  const scores = await classifyAll(page, samples, 0);
  const predicted = predictions(
    samples.map(({ agreed }, index) => ({ label: agreed ?? '', scores: scores[index][0] })),
  );
  console.log(
    `\nagreement with six or more of ten people, on ${samples.length} images: ${percent(accuracy(predicted))}`,
  );
  console.log(`mean recall ${percent(meanRecall(predicted))}`);
  console.log(`neutral recall ${percent(recall(predicted, 'neutral'))}`);
}

/** Prints how often the output `fer2013` is FER-2013's own label. */
async function reportLabels(/** @type {Page} */ page, /** @type {Sample[]} */ samples) {
  const scores = await classifyAll(page, samples, 1);
  const single = samples.map(({ label }, index) => ({ label, scores: scores[index][0] }));
  const mirrored = samples.map(({ label }, index) => ({ label, scores: meanOf(scores[index]) }));
  console.log(`\naccuracy by FER-2013's labels ${percent(accuracy(predictions(single)))}`);
  console.log(`accuracy with the mirror image ${percent(accuracy(predictions(mirrored)))}`);
  console.log(`expected calibration error ${calibrationError(single).toFixed(4)}`);
  console.log(`macro F1 ${macroF1(predictions(single)).toFixed(3)}`);
}

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { split: { type: 'string', default: 'PrivateTest' } },
  });
  const [path] = positionals;
  if (!path) throw new UserError('usage: npm run evaluate -- FER2013.npz [--split NAME]');
  const samples = readSamples(path, values.split);
  const site = await openSite();
  try {
    const page = await openModule(site);
    console.log(`${values.split}: ${samples.length} images, in Chromium ${site.browser.version()}`);
    await reportAgreement(page, samples);
    await reportLabels(page, samples);
  } finally {
    await site.close();
  }
});
