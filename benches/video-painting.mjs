// Measures what an engine needs to paint the live page's video: with its corners and mirror, as before, and without.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { engine, openEngine } from '../tests/support/engines/engine.mjs';
import { isReady } from '../tests/support/engines/live-page.mjs';

/** How long each way of painting is measured in a round, in milliseconds. */
const MEASURED_MS = 5000;
const ROUNDS = 3;
/** Milliseconds per unit of the times in /proc: Linux has a hundred a second. */
const TICK_MS = 10;

/** What the page's own style is replaced by. @type {Record<string, Record<string, string>>} */
const WAYS = {
  'the page': {},
  'clipped by the stage, as before': { '.stage': 'overflow: hidden !important', video: 'clip-path: none !important' },
  'no corners and no mirror': { video: 'clip-path: none !important; transform: none !important' },
};

const site = await openEngine();
console.log(`${engine}, ${cpus()[0].model.trim()}, ${new Date().toISOString().slice(0, 10)}\n`);
/** @type {Map<string, { frames: number, cpuMs: number }>} */
const totals = new Map(Object.keys(WAYS).map((way) => [way, { frames: 0, cpuMs: 0 }]));
await site.visit('index.html', async () => {
  await site.waitUntil(isReady);
  await site.page.evaluate(playCamera);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, total] of totals) {
      await site.page.evaluate(applyStyle, WAYS[way]);
      await setTimeout(1000); // until the engine has repainted it
      const cpuMs = cpuOfEngine();
      total.frames += await site.page.evaluate(countFrames, MEASURED_MS);
      total.cpuMs += cpuOfEngine() - cpuMs;
    }
  }
});
await site.close();

console.log('| painting | frames per second | processor time per frame (ms) |\n|---|---|---|');
for (const [way, { frames, cpuMs }] of totals) {
  const rate = (1000 * frames) / (MEASURED_MS * ROUNDS);
  console.log(`| ${way} | ${rate.toFixed(1)} | ${(cpuMs / Math.max(1, frames)).toFixed(0)} |`);
}

/** Shows the camera as a session does, but without a recognizer, whose time would count; runs in the page. */
async function playCamera() {
  const stage = /** @type {HTMLElement} */ (document.querySelector('#stage'));
  const video = /** @type {HTMLVideoElement} */ (stage.querySelector('video'));
  document.body.dataset.view = 'session';
  stage.dataset.shows = 'video';
  stage.classList.add('mirrored');
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  video.hidden = false;
  await video.play();
}

/** Runs in the page. @param {Record<string, string>} rules */
function applyStyle(rules) {
  const sheet = new CSSStyleSheet();
  for (const [selector, declarations] of Object.entries(rules)) sheet.insertRule(`${selector} { ${declarations} }`);
  window.pageStyles ??= [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...window.pageStyles, sheet];
}

/** Returns how many frames the page paints in a time; runs in the page. @param {number} durationMs */
async function countFrames(durationMs) {
  let frames = 0;
  const end = performance.now() + durationMs;
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    frames++;
  }
  return frames;
}

/** Returns the processor time of all processes that this one has started, and they in turn, in milliseconds. */
function cpuOfEngine() {
  const processes = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      processes.set(Number(pid), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It has ended.
    }
  }
  let ticks = 0;
  for (const [pid, process_] of processes) {
    for (let ancestor = process_.parent; ancestor > 1; ancestor = processes.get(ancestor)?.parent ?? 0) {
      if (ancestor !== process.pid) continue;
      ticks += processes.get(pid).ticks;
      break;
    }
  }
  return ticks * TICK_MS;
}
