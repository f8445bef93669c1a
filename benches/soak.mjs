// Plays a made video of people who come and go for a long time, natively and on the Live page in each engine; writes
// memory, times and identities to soak.json, draws soak.svg, and fails if something grows.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../tests/support/chromium.mjs';
import { buildSite } from '../www/build/build.mjs';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { describeProcessor } from './machine.mjs';
import { ENGINES, soakInBrowser } from './soak/browser.mjs';
import { drawSoak } from './soak/charts.mjs';
import { soakNatively } from './soak/native.mjs';
import { judge } from './soak/verdict.mjs';

/** @import { PlayerFigures } from './soak/charts.mjs' */
/** @typedef {keyof typeof ENGINES} Engine */

const ALL = ['native', ...Object.keys(ENGINES)];
const file = join(root, 'benches/soak.json');

await runScript(async () => {
  const { frames, minutes, players } = readOptions();
  /** @type {Record<string, PlayerFigures>} */
  const figures = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (players.some((player) => player !== 'native')) await buildSite();
  for (const player of players) {
    const isNative = player === 'native';
    const title = isNative ? `${frames.toLocaleString('en')} frames natively` : `${minutes} minutes in ${player}`;
    const soak = () => (isNative ? soakNatively(frames) : soakInBrowser(/** @type {Engine} */ (player), minutes));
    figures[player] = { machine: describeProcessor(), ...(await task(title, soak)) };
    writeFileSync(file, write(figures)); // After each, as the next may fail.
  }
  await task('Drawing the charts', async () => {
    const browser = await openBrowser();
    writeFileSync(join(root, 'benches/soak.svg'), await drawSoak(browser, figures));
    await browser.close();
  });
  const measured = Object.entries(figures).filter(([player]) => players.includes(player));
  console.table(Object.fromEntries(measured.map(([player, figures]) => [player, summarize(figures)])));
  const faults = measured.flatMap(([player, figures]) => judge(figures).faults.map((fault) => `${player}: ${fault}`));
  if (faults.length > 0) throw new UserError(faults.join('\n'));
});

function readOptions() {
  const { values, positionals } = parseArgs({
    options: { frames: { type: 'string', default: '100000' }, minutes: { type: 'string', default: '20' } },
    allowPositionals: true,
  });
  const [frames, minutes] = [Number(values.frames), Number(values.minutes)];
  if (!Number.isInteger(frames) || frames < 1000) {
    throw new UserError(`--frames must be an integer of at least 1000, got ${values.frames}.`);
  }
  if (!(minutes >= 1)) throw new UserError(`--minutes must be a number of at least 1, got ${values.minutes}.`);
  const unknown = positionals.find((player) => !ALL.includes(player));
  if (unknown) throw new UserError(`Expected ${ALL.join(', ')}, got ${unknown}.`);
  return { frames, minutes, players: ALL.filter((player) => positionals.length === 0 || positionals.includes(player)) };
}

/** Writes each sample on a line of its own, in the order in which the figure shows the players. */
function write(/** @type {Record<string, PlayerFigures>} */ figures) {
  const ordered = Object.fromEntries(ALL.flatMap((player) => (player in figures ? [[player, figures[player]]] : [])));
  return `${JSON.stringify(ordered, null, 1)
    .replaceAll(/\n {4,}/g, ' ')
    .replaceAll(/\n {3}\}/g, ' }')}\n`;
}

function summarize(/** @type {PlayerFigures} */ figures) {
  const { frames, identities, samples } = figures;
  const { growth } = judge(figures);
  const middle = samples[Math.floor(samples.length / 2)];
  const grown = (/** @type {number} */ value, /** @type {number} */ part) =>
    `${value.toFixed(1)} (${(part * 100).toFixed(1)} %)`;
  return {
    frames,
    'megabytes (growth)': grown(middle.megabytes, growth.megabytes),
    "recognizer's megabytes (growth)": grown(middle.heapMegabytes, growth.heapMegabytes),
    'processor ms (growth)': grown(middle.cpuMs, growth.cpuMs),
    'median ms': middle.medianMs.toFixed(1),
    'tracks for visits': `${identities.tracks} for ${identities.visits}`,
    'ID switches in crossings and absences': `${identities.switches} in ${identities.crossings + identities.absences}`,
    restarts: identities.restarts,
    inherited: identities.inherited,
    'faces where nobody was': identities.strangers,
  };
}
