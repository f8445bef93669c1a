// Plays the soak's video in a browser, in real time, as the camera of the built Live page.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openChromium } from '../../tests/support/engines/chromium.mjs';
import { openFirefox } from '../../tests/support/engines/firefox.mjs';
import { isReady } from '../../tests/support/engines/live-page.mjs';
import { openWebKit } from '../../tests/support/engines/webkit.mjs';
import { host } from '../../tests/support/host.mjs';
import { waitUntil } from '../../tests/support/wait-until.mjs';
import { dist, root } from '../../www/build/paths.mjs';
import { UserError } from '../../www/build/script.mjs';
import { securityHeaders } from '../../www/build/security-policy.mjs';
import { SoakLog } from './log.mjs';
import { ShortMemory } from './short-memory.mjs';
import { writeVisits } from './visits.mjs';

/** @import { EnginePage } from '../../tests/support/engines/engine.mjs' */

/** How each engine is opened, and the name that Linux has for the thread of its worker. */
export const ENGINES = {
  chromium: { open: openChromium, thread: 'DedicatedWorker' },
  firefox: { open: openFirefox, thread: 'DOM Worker' },
  webkit: { open: openWebKit, thread: 'WebCore: Worker' },
};

/** The time between two marks. */
const MARK_MS = 30_000;
const POLL_MS = 5000;
/** How long the first frame may take, and the next, on a busy machine. */
const LIMIT_MS = 120_000;

/**
 * @param {keyof typeof ENGINES} engine
 * @param {number} minutes from the first frame on
 */
export async function soakInBrowser(engine, minutes) {
  const { open, thread } = ENGINES[engine];
  const seconds = minutes * 60 + LIMIT_MS / 1000; // The video begins before the first frame has been classified.
  const folder = prepareSite(seconds);
  const shortMemory = engine === 'webkit' ? new ShortMemory() : undefined;
  const server = await host({ '/': folder }, securityHeaders);
  /** @type {EnginePage | undefined} */
  let page;
  try {
    page = await open({ memoryInfo: shortMemory?.path });
    await page.goto(`${server.address}index.html`);
    await waitUntil(page, isReady);
    await page.click('#consent');
    const log = new SoakLog(writeVisits(seconds), thread);
    return await watch(page, log, minutes * 60_000, () => shortMemory?.freeCaches());
  } finally {
    await page?.close();
    await server.close();
    shortMemory?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the built site, with the camera in its Live page. Returns the folder. */
function prepareSite(/** @type {number} */ seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-soak-'));
  cpSync(dist, folder, { recursive: true });
  for (const name of ['camera.mjs', 'visits.mjs']) cpSync(join(import.meta.dirname, name), join(folder, 'soak', name));
  for (const name of ['astronaut.png', 'coffee.jpg']) {
    cpSync(join(root, 'tests/data', name), join(folder, 'soak', name));
  }
  change(join(folder, 'index.html'), (html) =>
    html.replace(/<head[^>]*>/, `$&<script type="module" src="./soak/camera.mjs" data-seconds="${seconds}"></script>`),
  );
  const assets = join(folder, 'assets');
  const memory = readFileSync(join(import.meta.dirname, 'worker-memory.js'), 'utf8');
  const workers = readdirSync(assets).filter((name) => /^worker-(?!requests)/.test(name));
  if (workers.length !== 1) throw new Error(`Expected one worker of the recognizer in ${assets}, found ${workers}.`);
  change(join(assets, workers[0]), (script) => memory + script);
  return folder;
}

function change(/** @type {string} */ path, /** @type {(text: string) => string} */ edit) {
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

/**
 * Collects what the page notes, for a time from the first frame on.
 * @param {EnginePage} page
 * @param {SoakLog} log
 * @param {number} durationMs
 * @param {() => Promise<void> | undefined} freeCaches what is done before memory is measured
 */
async function watch(page, log, durationMs, freeCaches) {
  let [endAt, markAt, silentAt] = [Infinity, Infinity, Date.now() + LIMIT_MS];
  while (Date.now() < endAt) {
    await setTimeout(Math.min(POLL_MS, endAt - Date.now()));
    const { rows, errors, heapMegabytes } = await page.evaluate(() => window.takeSoak());
    if (errors.length > 0) throw new UserError(`The page reported after ${log.frames} frames:\n${errors.join('\n')}`);
    const now = Date.now();
    if (rows.length > 0) {
      if (log.frames === 0) [endAt, markAt] = [now + durationMs, now + MARK_MS];
      log.add(...rows);
      silentAt = now + LIMIT_MS;
    }
    if (now > silentAt) throw new UserError(`No frame was classified for ${LIMIT_MS / 1000} seconds.`);
    if (now >= Math.min(markAt, endAt)) {
      await freeCaches();
      log.mark(heapMegabytes);
      markAt = now + MARK_MS;
    }
  }
  return log.finish();
}
