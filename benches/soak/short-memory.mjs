// Tells WebKit that the machine is short of memory, by the file that it reads in place of /proc/meminfo: only then does it
// give back what it caches.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** WebKit reads the file every five seconds or more often, and then frees memory. */
const REACTION_MS = 7000;
/** WebKit frees all that it can from 95 % in use on. */
const AVAILABLE = 0.03;

export class ShortMemory {
  #folder = mkdtempSync(join(tmpdir(), 'emosense-memory-'));
  #actual = readFileSync('/proc/meminfo', 'utf8');
  path = join(this.#folder, 'meminfo');

  constructor() {
    writeFileSync(this.path, this.#actual);
  }

  /** Says that memory is short until WebKit has freed what it caches. */
  async freeCaches() {
    const total = Number(this.#actual.match(/^MemTotal:\s+(\d+)/m)?.[1]);
    const available = Math.round(total * AVAILABLE);
    // In place, as the file is mounted.
    writeFileSync(this.path, this.#actual.replaceAll(/^(Mem(?:Free|Available):\s+)\d+/gm, `$1${available}`));
    await setTimeout(REACTION_MS);
    writeFileSync(this.path, this.#actual);
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
