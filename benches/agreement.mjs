// Measures how often EmoSense and its peers say what people say of a face: npm run bench:agreement -- fer2013.npz
//     --split PublicTest      instead of PrivateTest
//
// Every emotion model gets the same crops of FER-2013. The detectors are not used: these images end at the face.
import { parseArgs } from 'node:util';
import { ensureNodePackages } from '../www/build/install.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { accuracy, meanRecall, recall } from './classification-metrics.mjs';
import { readSamples, SIDE } from './fer2013.mjs';
import { describeMachine } from './machine.mjs';

/** @import { PeerHandle } from './peers/bench.mjs' */
/** @import { Sample } from './fer2013.mjs' */

/** Crops sent to the browser at once. */
const BATCH = 64;
const HEADER = ['emotion model', 'agreement with six or more of ten', 'mean recall', 'neutral recall', 'by label'];

/**
 * Returns the emotion that a peer predicts for each sample.
 * @param {PeerHandle} peer
 * @param {Sample[]} samples
 * @param {boolean} asLabeled whether EmoSense uses the convention of FER-2013's labels; the peers have only one
 */
async function classifyAll(peer, samples, asLabeled) {
  /** @type {string[]} */
  const emotions = [];
  for (let first = 0; first < samples.length; first += BATCH) {
    const pixels = Buffer.concat(samples.slice(first, first + BATCH).map(({ pixels }) => pixels)).toString('base64');
    const batch = await peer.evaluate(
      (peer, [pixels, side, asLabeled]) => peer.classifyCrops(pixels, side, asLabeled),
      /** @type {const} */ ([pixels, SIDE, asLabeled]),
    );
    emotions.push(...batch);
  }
  return emotions;
}

/**
 * Returns agreement, mean recall and neutral recall on the images on which people agree, and the accuracy by label.
 * @param {PeerHandle} peer
 * @param {Sample[]} samples
 */
async function measure(peer, samples) {
  const agreed = samples.filter(({ agreed }) => agreed);
  const byPeople = await classifyAll(peer, agreed, false);
  const byLabel = await classifyAll(peer, samples, true);
  const people = agreed.map(({ agreed }, index) => ({ label: agreed ?? '', emotion: byPeople[index] }));
  const labels = samples.map(({ label }, index) => ({ label, emotion: byLabel[index] }));
  return [accuracy(people), meanRecall(people), recall(people, 'neutral'), accuracy(labels)];
}

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { split: { type: 'string', default: 'PrivateTest' } },
  });
  const [path] = positionals;
  if (!path) throw new UserError('usage: npm run bench:agreement -- FER2013.npz [--split NAME]');
  const samples = readSamples(path, values.split);
  await ensureNodePackages();
  await ensureNodePackages(`${root}/benches/peers`, ['--ignore-scripts']);
  // These modules import npm packages, which may have been installed only just now.
  const { listEntries } = await import('./peers/entries.mjs');
  const { openBench } = await import('./peers/bench.mjs');
  const bench = await openBench();
  const rows = [HEADER, HEADER.map(() => '---')];
  try {
    for (const entry of await listEntries()) {
      const { name, classifyCrop } = entry.peer;
      if (!classifyCrop) continue;
      const shares = await task(`${name}: ${samples.length} images`, async () => {
        const { context, peer } = await bench.openPage(entry);
        await peer.evaluate((peer) => peer.timeFirstResult()); // loads it
        const measured = await measure(peer, samples);
        await context.close();
        return measured;
      });
      const cells = shares.map((share) => `${(100 * share).toFixed(1)} %`);
      rows.push([`${name}${entry.version && ` (${entry.version})`}`, ...cells]);
    }
  } finally {
    await bench.close();
  }
  const agreed = samples.filter(({ agreed }) => agreed).length;
  console.log(`\n${describeMachine(bench.browser.version())}; ${values.split}, ${agreed} images with agreement\n`);
  for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
});
