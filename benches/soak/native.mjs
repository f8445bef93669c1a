// Plays the soak's video natively, as fast as the crate classifies it, with the example of main.rs.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { outputOf, run } from '../../www/build/commands.mjs';
import { UserError } from '../../www/build/script.mjs';
import { SoakLog } from './log.mjs';
import { FRAMES_PER_SECOND, writeVisits } from './visits.mjs';

/** Frames between two marks. */
const INTERVAL = 1000;

export async function soakNatively(/** @type {number} */ frames) {
  await run('cargo', ['build', '--release', '--locked', '--example', 'soak']);
  const { target_directory: target } = JSON.parse(
    outputOf('cargo', 'metadata', '--format-version=1', '--no-deps', '--locked') ?? '{}',
  );
  const video = writeVisits(frames / FRAMES_PER_SECOND);
  const folder = mkdtempSync(join(tmpdir(), 'emosense-soak-'));
  const script = join(folder, 'video.json');
  writeFileSync(script, JSON.stringify(video));
  const player = spawn(join(target, 'release/examples/soak'), [script, String(frames)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => player.on('close', resolve).on('error', resolve));
  const log = new SoakLog(video, 'soak');
  for await (const line of createInterface({ input: player.stdout })) {
    const [atMs, ms, faces, bytes] = JSON.parse(line);
    log.add({ atMs, ms, faces });
    if (log.frames % INTERVAL === 0) log.mark(bytes / 1e6);
    if (log.frames === frames) player.stdin.end();
  }
  const exitCode = await exited;
  rmSync(folder, { recursive: true });
  if (exitCode !== 0) throw new UserError(`The native player failed with ${exitCode}. Its own message is above.`);
  return log.finish();
}
