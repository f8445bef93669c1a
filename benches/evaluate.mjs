// Measures the accuracy of the emotion model in Chromium on FER-2013: npm run evaluate -- fer2013.npz
//     --split PublicTest      instead of PrivateTest; also Training
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { openSite } from '../tests/support/chromium.mjs';
import { openModule } from '../tests/support/module.mjs';
import { runScript, UserError } from '../www/build/script.mjs';

/** @import { Page } from 'playwright-core' */

/** The emotions in the order of FER-2013's numeric labels. */
const LABELS = ['angry', 'disgusted', 'fearful', 'happy', 'sad', 'surprised', 'neutral'];
/** The splits in the order of FER-2013's array `usage`. */
const SPLITS = ['Training', 'PublicTest', 'PrivateTest'];
/** The side of a crop, in pixels. */
const SIDE = 48;
const CROP_BYTES = SIDE * SIDE;
/** Crops sent to the browser at once. */
const BATCH = 256;
/** Bins of confidence for the calibration error. */
const BINS = 15;

/** @typedef {Record<string, number>} Scores by emotion */
/** @typedef {{ pixels: Uint8Array, label: string }} Sample */
/** @typedef {{ label: string, scores: Scores }} Prediction */

/**
 * @param {string} path of the .npz
 * @param {string} split
 * @returns {Sample[]}
 */
function readSamples(path, split) {
  const splitIndex = SPLITS.indexOf(split);
  if (splitIndex < 0) throw new UserError(`--split must be one of ${SPLITS.join(', ')}, got ${split}`);
  const arrays = unzipSync(readFileSync(path), { filter: ({ name }) => /^(images|label|usage)\.npy$/.test(name) });
  const [images, labels, usage] = ['images', 'label', 'usage'].map((name) => parseNpy(arrays, `${name}.npy`));
  if (images.length !== labels.length * CROP_BYTES) {
    throw new UserError(
      `${path} is expected to have ${CROP_BYTES} pixels per label, got ${images.length / labels.length}`,
    );
  }
  return Array.from(labels, (label, index) => ({
    pixels: images.subarray(index * CROP_BYTES, (index + 1) * CROP_BYTES),
    label: LABELS[label],
  })).filter((_, index) => usage[index] === splitIndex);
}

/**
 * Returns the elements of an array of bytes in numpy's file format.
 * @param {Record<string, Uint8Array>} arrays
 * @param {string} name
 */
function parseNpy(arrays, name) {
  const file = arrays[name];
  if (!file) throw new UserError(`The archive has no ${name}.`);
  // The magic string \x93NUMPY, the version, and the length of the header: two bytes, or four from version 2 on.
  const view = new DataView(file.buffer, file.byteOffset);
  const start = file[6] === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  const header = new TextDecoder().decode(file.subarray(10, start));
  if (!header.includes("'|u1'") || !header.includes("'fortran_order': False")) {
    throw new UserError(`${name} is expected to hold unsigned bytes in C order, its header is ${header.trim()}`);
  }
  return file.subarray(start);
}

/**
 * Returns the scores of each sample and of its mirror image.
 * @param {Page} page
 * @param {Sample[]} samples
 */
async function classifyAll(page, samples) {
  /** @type {[Scores, Scores][]} */
  const scores = [];
  for (let first = 0; first < samples.length; first += BATCH) {
    const batch = samples.slice(first, first + BATCH).map(({ pixels }) => pixels);
    const batchScores = await page.evaluate(classifyBatch, {
      base64: Buffer.concat(batch).toString('base64'),
      side: SIDE,
    });
    scores.push(...batchScores);
  }
  return scores;
}

/**
 * Classifies crops; runs in the page.
 * @param {{ base64: string, side: number }} crops
 * @returns {[Scores, Scores][]}
 */
function classifyBatch({ base64, side }) {
  const pixels = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return Array.from({ length: pixels.length / (side * side) }, (_, index) => {
    const crop = pixels.subarray(index * side * side, (index + 1) * side * side);
    const mirrored = Uint8Array.from(crop, (_, offset) => crop[offset + side - 1 - 2 * (offset % side)]);
    return [recognizer.classifyCrop(crop), recognizer.classifyCrop(mirrored)];
  });
}

/** Returns the emotion with the highest score; the first of several. */
function predicted(/** @type {Scores} */ scores) {
  return Object.entries(scores).reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function accuracy(/** @type {Prediction[]} */ predictions) {
  return predictions.filter(({ label, scores }) => predicted(scores) === label).length / predictions.length;
}

/** Returns the mean of the emotions' F1. */
function macroF1(/** @type {Prediction[]} */ predictions) {
  const f1 = LABELS.map((emotion) => {
    const labeled = predictions.filter(({ label }) => label === emotion);
    const recognized = predictions.filter(({ scores }) => predicted(scores) === emotion);
    const hits = labeled.filter(({ scores }) => predicted(scores) === emotion);
    return (2 * hits.length) / Math.max(1, labeled.length + recognized.length);
  });
  return f1.reduce((sum, one) => sum + one) / f1.length;
}

/** Returns the expected calibration error: how far confidence and accuracy are apart. */
function calibrationError(/** @type {Prediction[]} */ predictions) {
  const gaps = Array(BINS).fill(0);
  for (const { label, scores } of predictions) {
    const emotion = predicted(scores);
    const bin = Math.min(Math.floor(scores[emotion] * BINS), BINS - 1);
    gaps[bin] += scores[emotion] - (emotion === label ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / predictions.length;
}

/** Returns the mean of two scores for each emotion. */
function meanOf(/** @type {[Scores, Scores]} */ [one, other]) {
  return Object.fromEntries(LABELS.map((emotion) => [emotion, (one[emotion] + other[emotion]) / 2]));
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
    const scores = await classifyAll(await openModule(site), samples);
    const single = samples.map(({ label }, index) => ({ label, scores: scores[index][0] }));
    const mirrored = samples.map(({ label }, index) => ({ label, scores: meanOf(scores[index]) }));
    console.log(`${values.split}: ${samples.length} images, in Chromium ${site.browser.version()}`);
    console.log(`accuracy ${(100 * accuracy(single)).toFixed(2)} %`);
    console.log(`accuracy with the mirror image ${(100 * accuracy(mirrored)).toFixed(2)} %`);
    console.log(`expected calibration error ${calibrationError(single).toFixed(4)}`);
    console.log(`macro F1   ${macroF1(single).toFixed(3)}`);
  } finally {
    await site.close();
  }
});
