// Measures EmoSense beside its peers in one Chromium, on the same frames, on one thread: `npm run bench:peers`.
//     --rounds 3     times that every peer has its turn with each scene, 20 frames a turn
//     --loads 5      times that every peer is loaded in a page of its own
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureNodePackages } from '../www/build/install.mjs';
import { run } from '../www/build/commands.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { SCENES } from './peers/page.js';
import { serve } from './peers/server.mjs';

const folder = join(root, 'benches/peers');
const FILES = ['emosense.js', 'human.js', 'face-api.js', 'mediapipe.js', 'onnxruntime.js'];
const FRAMES = 20;
const WARM_UPS = { first: 10, later: 2 };
/** Longer than any peer takes for anything asked of it here. */
const PATIENCE_SECONDS = 180;

/**
 * @typedef {object} Entry a peer, and what was measured of it
 * @property {import('./peers/page.js').Peer} peer
 * @property {string} file
 * @property {number} index its place in the file
 * @property {string} version
 * @property {string} failure
 * @property {number[]} firsts
 * @property {string[]} fetched until its first result
 * @property {import('./peers/server.mjs').Sizes} sizes
 * @property {string[]} networks
 * @property {Map<string, { times: number[], found: number[] }>} turns by scene or network
 */

/** Installs the peers where they are missing or older than their lock file. */
async function ensurePeers() {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs)
    return;
  await task('Installing the peers', () =>
    run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']),
  );
}

/** @returns {Promise<Entry[]>} */
async function listPeers() {
  const lists = await Promise.all(
    FILES.map(async (file) => {
      const { peers } = /** @type {{ peers: import('./peers/page.js').Peer[] }} */ (await import(`./peers/${file}`));
      return peers.map((peer, index) => ({
        peer,
        file,
        index,
        version:
          peer.npm && JSON.parse(readFileSync(join(folder, 'node_modules', peer.npm, 'package.json'), 'utf8')).version,
        failure: '',
        firsts: [],
        fetched: [],
        sizes: /** @type {import('./peers/server.mjs').Sizes} */ ([0, 0, 0]),
        networks: [],
        turns: new Map(),
      }));
    }),
  );
  return lists.flat();
}

/** @typedef {Awaited<ReturnType<typeof openBench>>} Bench */

/** Serves the pages and starts Chromium, in which nothing can reach another host. */
async function openBench() {
  const { chromium } = await import('playwright-core'); // only now is it there
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to sandbox itself as root
    args: [
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader', // WebGL without a graphics card, for MediaPipe
    ],
  });
  const server = await serve();
  /** @type {Set<string>} requests to elsewhere; every one was refused */
  const strays = new Set();
  return {
    browser,
    server,
    strays,

    /** What times a peer, which is not loaded yet, in a context of its own. @param {Entry} entry */
    async open({ file, index }) {
      const context = await browser.newContext();
      context.on('request', (request) => {
        const own = [server.address, `blob:${server.address}`, 'data:'];
        if (!own.some((start) => request.url().startsWith(start))) strays.add(request.url());
      });
      const page = await context.newPage();
      await page.goto(server.address);
      const inPage = await page.evaluateHandle(
        async ([file, index]) => {
          if (crossOriginIsolated) throw new Error('threads are allowed here');
          /** @type {typeof import('./peers/page.js')} */
          const { open } = await import(/** @type {any} */ ('/benches/peers/page.js'));
          return open(file, index);
        },
        /** @type {const} */ ([file, index]),
      );
      return { context, inPage };
    },

    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
async function within(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_SECONDS} s`)), 1000 * PATIENCE_SECONDS);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** Does `work` for a peer that has not failed; where it throws, the peer has. @param {Entry} entry @param {() => Promise<void>} work */
async function attempt(entry, work) {
  if (entry.failure) return;
  try {
    await within(work());
  } catch (error) {
    entry.failure = String(error instanceof Error ? error.message : error).split('\n')[0];
    console.log(`  ${entry.peer.name} failed: ${entry.failure}`);
  }
}

const sorted = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b);
const median = (/** @type {number[]} */ values) => sorted(values)[Math.floor(values.length / 2)];
const high = (/** @type {number[]} */ values) => sorted(values)[Math.floor(values.length * 0.95)];
const line = (/** @type {unknown[]} */ cells) => console.log(`| ${cells.join(' | ')} |`);
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(2);

/** Median and 95th percentile. @param {Entry} entry @param {string} what */
function time(entry, what) {
  const times = entry.turns.get(what)?.times;
  return times ? `${median(times).toFixed(1)} (${high(times).toFixed(1)})` : '–';
}

/** The faces found in the stills, and the share of the video's frames with the right number. @param {Entry} entry */
function found(entry) {
  return Object.entries(SCENES)
    .map(([scene, { faces, video }]) => {
      const counts = entry.turns.get(scene)?.found ?? [];
      return video
        ? `${Math.round((100 * counts.filter((count) => count === faces).length) / counts.length)} %`
        : median(counts);
    })
    .join(' / ');
}

/** @param {Entry[]} entries */
function printTables(entries) {
  const scenes = Object.keys(SCENES);
  line([
    '640×480, ms: median (95th percentile)',
    ...scenes,
    'found of 0 / 1 / 3 / video',
    'first result, ms',
    'MB raw',
    'gzip',
    'brotli',
  ]);
  line(['---', ...scenes, 1, 2, 3, 4, 5].map(() => '---'));
  for (const entry of entries) {
    const name = `${entry.peer.name}${entry.version && ` (${entry.version})`}`;
    if (entry.failure)
      line(
        [name, `failed: ${entry.failure.replaceAll('|', '\\|')}`, ...scenes.slice(1), 1, 2, 3, 4, 5].map((cell, at) =>
          at < 2 ? cell : '',
        ),
      );
    else
      line([
        name,
        ...scenes.map((scene) => time(entry, scene)),
        found(entry),
        Math.round(median(entry.firsts)),
        ...entry.sizes.map(megabytes),
      ]);
  }

  const [ours, ...others] = entries.filter(({ networks, failure }) => networks.length && !failure);
  if (others.length) {
    console.log();
    line(['the same ONNX file alone, ms', ours.peer.name, ...others.map(({ peer }) => peer.npm), 'theirs / ours']);
    line(['---', '---', ...others.map(() => '---'), '---']);
    for (const network of ours.networks) {
      const middle = (/** @type {Entry} */ entry) => median(entry.turns.get(network)?.times ?? []);
      line([
        network,
        ...[ours, ...others].map((entry) => time(entry, network)),
        `${(middle(others[0]) / middle(ours)).toFixed(2)}×`,
      ]);
    }
  }
  console.log();
  for (const settings of new Set(entries.map(({ peer }) => peer.settings))) {
    const names = entries.filter(({ peer }) => peer.settings === settings).map(({ peer }) => peer.name);
    console.log(`- ${names.join('; ')}: ${settings}.`);
  }
}

/** Every peer in a page of its own, again and again. @param {Entry[]} entries @param {Bench} site @param {number} loads */
async function measureFirsts(entries, { open, server }, loads) {
  for (let load = 1; load <= loads; load++) {
    await task(`First results, ${load} of ${loads}`, async () => {
      for (const entry of entries) {
        await attempt(entry, async () => {
          const { context, inPage } = await open(entry);
          server.sent(); // what the page itself needed
          entry.firsts.push(await inPage.evaluate((bench) => bench.first()));
          entry.fetched = server.sent();
          await context.close();
        });
      }
    });
  }
  await task('Compressing what they fetched', async () => {
    for (const entry of entries) entry.sizes = await server.sizes(entry.fetched);
  });
}

/** All peers take turns, so that what else the machine does hits all alike. @param {Entry[]} entries @param {Bench} site @param {number} rounds */
async function measureFrames(entries, { open }, rounds) {
  /** @type {Map<Entry, Awaited<ReturnType<typeof open>>['inPage']>} */
  const pages = new Map();
  await task('Opening a page for each', async () => {
    for (const entry of entries) {
      await attempt(entry, async () => {
        const { inPage } = await open(entry);
        pages.set(entry, inPage);
        await inPage.evaluate((bench) => bench.first());
        entry.networks = await inPage.evaluate((bench) => bench.networks());
      });
    }
  });
  const networks = new Set(entries.flatMap((entry) => entry.networks));
  for (let round = 0; round < rounds; round++) {
    const numbers = /** @type {const} */ ([round * FRAMES, FRAMES, round ? WARM_UPS.later : WARM_UPS.first]);
    await task(`Frames, turn ${round + 1} of ${rounds}`, async () => {
      for (const what of [...Object.keys(SCENES), ...networks]) {
        for (const entry of entries) {
          if (networks.has(what) && !entry.networks.includes(what)) continue;
          await attempt(entry, async () => {
            const turn = await pages
              .get(entry)
              ?.evaluate(
                (bench, [what, ...numbers]) => bench.time(what, ...numbers),
                /** @type {const} */ ([what, ...numbers]),
              );
            const before = entry.turns.get(what);
            if (turn)
              entry.turns.set(what, {
                times: [...(before?.times ?? []), ...turn.times],
                found: [...(before?.found ?? []), ...turn.found],
              });
          });
        }
      }
    });
  }
}

await runScript(async () => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, loads: { type: 'string', default: '5' } },
  });
  const [rounds, loads] = [Number(values.rounds), Number(values.loads)];
  if (!(rounds >= 1 && loads >= 1)) throw new UserError('--rounds and --loads are numbers from 1.');
  if (!existsSync(join(root, 'www/package/client/pkg/relaxed-simd/emosense_bg.wasm')))
    throw new UserError('EmoSense is not built yet: npm run build');
  await ensureNodePackages();
  await ensurePeers();
  const entries = await listPeers();
  const site = await openBench();
  try {
    for (const network of ['models/emotion.onnx', 'models/face.onnx']) {
      // The module holds the files as they are, so that it can be seen whether they are these.
      const built = site.server
        .read('/www/package/client/pkg/relaxed-simd/emosense_bg.wasm')
        .includes(site.server.read(`/${network}`));
      if (!built)
        throw new UserError(
          `The module in www/package/client/pkg does not hold ${network} as it is now: npm run build`,
        );
    }
    await measureFirsts(entries, site, loads);
    await measureFrames(entries, site, rounds);
  } finally {
    await site.close();
  }
  console.log(
    `\nChromium ${site.browser.version()}, one thread, ${cpus()[0].model.trim()}, ${new Date().toISOString().slice(0, 10)}; ` +
      `${rounds * FRAMES} frames in ${rounds} turn(s), ${loads} load(s)\n`,
  );
  printTables(entries);
  if (site.strays.size) throw new UserError(`Requests left localhost:\n  ${[...site.strays].join('\n  ')}`);
  if (entries.some(({ failure }) => failure))
    throw new UserError('Not every peer could be measured; its row says why.');
});
