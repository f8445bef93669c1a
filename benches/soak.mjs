// Plays a made video of people who come and go natively for a long time, and writes memory, times and identities.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../www/build/paths.mjs';
import { runScript, task, UserError } from '../www/build/script.mjs';
import { describeProcessor } from './machine.mjs';
import { soakNatively } from './soak/native.mjs';

/** @import { Figures } from './soak/log.mjs' */

await runScript(async () => {
  const { values } = parseArgs({ options: { frames: { type: 'string', default: '100000' } } });
  const frames = Number(values.frames);
  if (!Number.isInteger(frames) || frames < 1000) {
    throw new UserError(`--frames must be an integer of at least 1000, got ${values.frames}.`);
  }
  const figures = await task(`${frames.toLocaleString('en')} frames`, () => soakNatively(frames));
  const json = JSON.stringify({ machine: describeProcessor(), ...figures }, null, 2);
  writeFileSync(join(root, 'benches/soak.json'), `${json}\n`);
  console.table(summarize(figures));
});

/** Compares the second quarter of the samples with the last: what grows, grows between them. */
function summarize(/** @type {Figures} */ { frames, identities, samples }) {
  const quarter = samples.length / 4;
  const change = (/** @type {'megabytes' | 'medianMs' | 'cpuMs'} */ key) => {
    const mean = (/** @type {number} */ from, /** @type {number} */ to) => {
      const values = samples.slice(Math.floor(from), Math.ceil(to)).map((sample) => sample[key]);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    return `${mean(quarter, 2 * quarter).toFixed(1)} → ${mean(3 * quarter, 4 * quarter).toFixed(1)}`;
  };
  const { visits, tracks, crossings, absences, switches, restarts, inherited, strangers } = identities;
  return {
    frames,
    megabytes: change('megabytes'),
    'median ms': change('medianMs'),
    'processor ms': change('cpuMs'),
    'tracks for visits': `${tracks} for ${visits}`,
    'ID switches in crossings and absences': `${switches} in ${crossings + absences}`,
    restarts,
    inherited,
    'faces where nobody was': strangers,
  };
}
