// Runs the emotion network in Chromium over FER-2013's crops and prints how well it does: `npm run evaluate -- fer2013.npz`.
//     --split PublicTest      instead of PrivateTest; also Training
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { runScript, UserError } from '../www/build/script.mjs';
import { openSite } from '../tests/support/chromium.mjs';
import { openModule } from '../tests/support/module.mjs';

/** FER-2013's own label numbers, in its order. */
const LABELS = ['angry', 'disgusted', 'fearful', 'happy', 'sad', 'surprised', 'neutral'];
const SPLITS = ['Training', 'PublicTest', 'PrivateTest'];
const CROP = 48 * 48;
/** Crops handed to the browser at once. */
const BATCH = 256;
/** Bins of confidence for the calibration error. */
const BINS = 15;

/** @typedef {{ pixels: Uint8Array, truth: string }} Picture */
/** @typedef {{ truth: string, scores: Record<string, number> }} Judged */

/** @param {string} path @param {string} split @returns {Picture[]} */
function readPictures(path, split) {
  const wanted = SPLITS.indexOf(split);
  if (wanted < 0) throw new UserError(`No split ${split}: ${SPLITS.join(', ')}.`);
  const arrays = unzipSync(readFileSync(path), { filter: ({ name }) => /^(images|label|usage)\.npy$/.test(name) });
  const [images, labels, usage] = ['images', 'label', 'usage'].map((name) => bytesOf(arrays, `${name}.npy`));
  if (images.length !== labels.length * CROP) throw new UserError(`The pictures of ${path} are not 48×48.`);
  return Array.from(labels, (label, index) => ({
    pixels: images.subarray(index * CROP, (index + 1) * CROP),
    truth: LABELS[label],
  })).filter((_, index) => usage[index] === wanted);
}

/** The bytes of one of numpy's arrays, which all are of bytes here. @param {Record<string, Uint8Array>} arrays @param {string} name */
function bytesOf(arrays, name) {
  const file = arrays[name];
  if (!file) throw new UserError(`The data have no ${name}.`);
  // \x93NUMPY, version, the header's length in two bytes or, from version 2, four.
  const view = new DataView(file.buffer, file.byteOffset);
  const start = file[6] === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  const header = new TextDecoder().decode(file.subarray(10, start));
  if (!header.includes("'|u1'") || !header.includes("'fortran_order': False"))
    throw new UserError(`${name} is not of bytes in rows.`);
  return file.subarray(start);
}

/** The scores of each picture and of its mirror image. @param {import('playwright-core').Page} page @param {Picture[]} pictures */
async function classifyAll(page, pictures) {
  /** @type {[Record<string, number>, Record<string, number>][]} */
  const scores = [];
  for (let first = 0; first < pictures.length; first += BATCH) {
    const batch = pictures.slice(first, first + BATCH);
    const bytes = Buffer.concat(batch.map(({ pixels }) => pixels)).toString('base64');
    scores.push(
      ...(await page.evaluate((base64) => {
        const all = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return Array.from({ length: all.length / (48 * 48) }, (_, index) => {
          const crop = all.subarray(index * 48 * 48, (index + 1) * 48 * 48);
          const mirrored = Uint8Array.from(crop, (_, place) => crop[place + 47 - 2 * (place % 48)]);
          return [recognizer.classifyCrop(crop), recognizer.classifyCrop(mirrored)];
        });
      }, bytes)),
    );
  }
  return scores;
}

/** The emotion with the highest score; the first of equals. @param {Record<string, number>} scores */
const top = (scores) => Object.entries(scores).reduce((best, next) => (next[1] > best[1] ? next : best))[0];

/** @param {Judged[]} judged */
const accuracy = (judged) => judged.filter(({ truth, scores }) => top(scores) === truth).length / judged.length;

/** The mean F1 of the emotions. @param {Judged[]} judged */
function macroF1(judged) {
  const f1 = LABELS.map((emotion) => {
    const labeled = judged.filter(({ truth }) => truth === emotion);
    const recognized = judged.filter(({ scores }) => top(scores) === emotion);
    const hits = labeled.filter(({ scores }) => top(scores) === emotion);
    return (2 * hits.length) / Math.max(1, labeled.length + recognized.length);
  });
  return f1.reduce((sum, one) => sum + one) / f1.length;
}

/** How far confidence and accuracy lie apart. @param {Judged[]} judged */
function calibrationError(judged) {
  const apart = Array(BINS).fill(0);
  for (const { truth, scores } of judged) {
    const emotion = top(scores);
    apart[Math.min(Math.floor(scores[emotion] * BINS), BINS - 1)] += scores[emotion] - (emotion === truth ? 1 : 0);
  }
  return apart.reduce((sum, one) => sum + Math.abs(one), 0) / judged.length;
}

await runScript(async () => {
  const {
    values: { split },
    positionals: [path],
  } = parseArgs({
    allowPositionals: true,
    options: { split: { type: 'string', default: 'PrivateTest' } },
  });
  if (!path) throw new UserError('usage: npm run evaluate -- FER2013.npz [--split NAME]');
  const pictures = readPictures(path, split);
  const site = await openSite();
  try {
    const scores = await classifyAll(await openModule(site), pictures);
    const bare = pictures.map(({ truth }, index) => ({ truth, scores: scores[index][0] }));
    const mirrored = pictures.map(({ truth }, index) => {
      const [one, other] = scores[index];
      return {
        truth,
        scores: Object.fromEntries(LABELS.map((emotion) => [emotion, (one[emotion] + other[emotion]) / 2])),
      };
    });
    console.log(`${split}: ${pictures.length} pictures, in Chromium ${site.browser.version()}`);
    console.log(`accuracy ${(100 * accuracy(bare)).toFixed(2)} %`);
    console.log(`accuracy with the mirrored picture too ${(100 * accuracy(mirrored)).toFixed(2)} %`);
    console.log(`expected calibration error ${calibrationError(bare).toFixed(4)}`);
    console.log(`macro F1   ${macroF1(bare).toFixed(3)}`);
  } finally {
    await site.close();
  }
});
