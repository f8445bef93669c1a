// Measures EmoSense and its peers in the same Chromium, on the same frames, on one thread each: npm run bench:peers
//     --rounds 3     rounds in which every peer gets 20 frames of each scene
//     --loads 5      how often every peer is loaded in a page of its own
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNodePackages } from '../www/build/install.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { describeMachine } from './machine.mjs';

/** @import { Bench, PeerHandle } from './peers/bench.mjs' */
/** @import { Entry } from './peers/entries.mjs' */

/** Frames of each scene in a round. */
const FRAMES = 20;
/** Calls before them that are not counted. */
const WARM_UPS = { firstRound: 10, laterRounds: 2 };
/** Longer than any peer takes for anything that is measured here, in milliseconds. */
const TIMEOUT_MS = 180_000;
const MODULE = 'www/package/client/pkg/relaxed-simd/emosense_bg.wasm';

/**
 * Measures something of a peer, unless the peer has failed before. If this throws, the peer has failed.
 * @param {Entry} entry
 * @param {() => Promise<void>} measure
 */
async function attempt(entry, measure) {
  if (entry.failure) return;
  try {
    await withTimeout(measure());
  } catch (error) {
    entry.failure = String(error instanceof Error ? error.message : error).split('\n')[0];
    console.log(`  ${entry.peer.name} failed: ${entry.failure}`);
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function withTimeout(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`expected an answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Loads every peer in a page of its own, several times.
 * @param {Entry[]} entries
 * @param {Bench} bench
 * @param {number} loads
 */
async function measureFirstResults(entries, { openPage, server }, loads) {
  for (let load = 1; load <= loads; load++) {
    await task(`First results, ${load} of ${loads}`, async () => {
      for (const entry of entries) {
        await attempt(entry, async () => {
          const { context, peer } = await openPage(entry);
          server.takeSent(); // The files of the page itself.
          entry.firstResults.push(await peer.evaluate((peer) => peer.timeFirstResult()));
          entry.downloads = server.takeSent();
          await context.close();
        });
      }
    });
  }
  await task('Compressing what they downloaded', async () => {
    for (const entry of entries) entry.sizes = await server.sizesOf(entry.downloads);
  });
}

/**
 * Times frames and models. The peers take turns, so that other load on the machine affects all of them alike.
 * @param {Entry[]} entries
 * @param {Bench} bench
 * @param {number} rounds
 */
async function measureFrames(entries, { openPage }, rounds) {
  /** @type {Map<Entry, PeerHandle>} */
  const peers = new Map();
  await task('Opening a page for each', async () => {
    for (const entry of entries) {
      await attempt(entry, async () => {
        const { peer } = await openPage(entry);
        peers.set(entry, peer);
        await peer.evaluate((peer) => peer.timeFirstResult());
        entry.models = await peer.evaluate((peer) => peer.models());
      });
    }
  });
  const { SCENES } = await import('./peers/page.js');
  const models = new Set(entries.flatMap((entry) => entry.models));
  for (let round = 0; round < rounds; round++) {
    await task(`Frames, round ${round + 1} of ${rounds}`, async () => {
      for (const subject of [...Object.keys(SCENES), ...models]) {
        for (const entry of entries) {
          if (models.has(subject) && !entry.models.includes(subject)) continue;
          const peer = /** @type {PeerHandle} */ (peers.get(entry)); // Opened, unless the entry has failed.
          await attempt(entry, () => measureSubject(entry, peer, subject, round));
        }
      }
    });
  }
}

/**
 * Times one round of a scene or model.
 * @param {Entry} entry
 * @param {PeerHandle} peer
 * @param {string} subject
 * @param {number} round
 */
async function measureSubject(entry, peer, subject, round) {
  const warmUps = round ? WARM_UPS.laterRounds : WARM_UPS.firstRound;
  const { times, found } = await peer.evaluate(
    (peer, [subject, ...frames]) => peer.time(subject, ...frames),
    /** @type {const} */ ([subject, round * FRAMES, FRAMES, warmUps]),
  );
  const before = entry.measurements.get(subject) ?? { times: [], found: [] };
  entry.measurements.set(subject, { times: [...before.times, ...times], found: [...before.found, ...found] });
}

/** Throws unless the built module contains the models as they are now. */
function checkModule(/** @type {Bench} */ { server }) {
  for (const model of ['models/emotion.onnx', 'models/face.onnx']) {
    if (server.read(`/${MODULE}`).includes(server.read(`/${model}`))) continue;
    throw new UserError(`${MODULE} is expected to contain ${model} as it is now, but it does not: npm run build`);
  }
}

await runScript(async () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, loads: { type: 'string', default: '5' } },
  });
  const [rounds, loads] = [Number(values.rounds), Number(values.loads)];
  if (!(rounds >= 1 && loads >= 1)) throw new UserError('--rounds and --loads must be numbers of at least 1');
  if (!existsSync(join(root, MODULE))) throw new UserError('EmoSense is not built yet: npm run build');
  await ensureNodePackages();
  await ensureNodePackages(join(root, 'benches/peers'), ['--ignore-scripts']);
  // These modules import npm packages, which may have been installed only just now.
  const { listEntries } = await import('./peers/entries.mjs');
  const { openBench } = await import('./peers/bench.mjs');
  const { printTables } = await import('./peers/tables.mjs');
  const entries = await listEntries();
  const bench = await openBench();
  try {
    checkModule(bench);
    await measureFirstResults(entries, bench, loads);
    await measureFrames(entries, bench, rounds);
  } finally {
    await bench.close();
  }
  const extent = `${rounds * FRAMES} frames in ${rounds} round(s), ${loads} load(s)`;
  console.log(`\n${describeMachine(bench.browser.version())}; ${extent}\n`);
  printTables(entries);
  if (bench.strayRequests.size) {
    throw new UserError(`Expected no requests to other hosts, got:\n  ${[...bench.strayRequests].join('\n  ')}`);
  }
  if (entries.some(({ failure }) => failure)) throw new UserError('A peer could not be measured. Its row says why.');
});
