// The page "Photos and videos" in every engine: photos, animated images and video files.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { LIMITS } from '../support/engines/limits.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';

const data = (/** @type {string} */ path) => join(root, 'tests/data', path);
const folder = mkdtempSync(join(tmpdir(), 'emosense-files-'));

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const isDone = () => Boolean(document.querySelector('.total')?.textContent);
/** The name and the result of each file. */
const results = () =>
  [...document.querySelectorAll('.tiles > li')].map((item) => [
    item.querySelector('h3')?.textContent,
    item.querySelector('.tile-results, .video-status')?.textContent?.replace(/\s+/g, ' ').trim(),
    item.querySelector('.summary')?.textContent ?? '',
  ]);

/** @param {string[]} paths @returns {Promise<[name: string, result: string, summary: string][]>} */
async function analyze(paths) {
  let found;
  await site.visit('files.html', async () => {
    await site.page.setFile('#files-input', ...paths);
    await site.waitUntil(isDone);
    found = await site.page.evaluate(results);
  });
  return found;
}

test(`${engine}: photos are classified, and animated ones said to be animated`, async () => {
  const animated = /^1 ?looks happy, \d\d ?% ?Animated: only the first of 2 frames was analyzed\.$/;
  const expected = [/^1 ?looks happy, \d\d ?%$/, animated, animated, /^No face found\./];
  const found = await analyze(['astronaut.png', 'files/moving.gif', 'files/moving.webp', 'coffee.jpg'].map(data));
  for (const [index, [, result]] of found.entries()) assert.match(result, expected[index]);
});

/** @type {Record<string, Parameters<Awaited<ReturnType<typeof openVideoMaker>>['video']>[0]>} */
const VIDEOS = {
  'h264.mp4': { format: 'mp4', codec: 'avc', seconds: 2 },
  'vp9.webm': { format: 'webm', codec: 'vp9', seconds: 2 },
  'vp8.mkv': { format: 'mkv', codec: 'vp8', seconds: 2 },
  'av1.mp4': { format: 'mp4', codec: 'av1', seconds: 2 },
};
test(`${engine}: videos are analyzed`, async (t) => {
  const chromium = await openSite();
  try {
    const maker = await openVideoMaker(chromium);
    for (const [name, options] of Object.entries(VIDEOS)) writeFileSync(join(folder, name), await maker.video(options));
  } finally {
    await chromium.close();
  }
  const found = await analyze(Object.keys(VIDEOS).map((name) => join(folder, name)));
  const refused = found.filter(([, result]) => result.startsWith('This browser cannot play'));
  for (const [name, result, summary] of found) {
    await t.test(name, { skip: LIMITS[engine]?.[name] }, () => {
      assert.match(result, /^0:0\d long, analyzed at \d+\.\d× real-time speed\.$/);
      assert.match(summary, /Looked mostly happy/);
    });
  }
  for (const [name, result] of refused) {
    await t.test(`${name}: what to do instead is something that this browser can do`, () => {
      const advice = /Convert it to (.*), or open this page in another browser\.$/.exec(result)?.[1] ?? '';
      assert.ok(advice, result);
      for (const codec of advice.split(' or ')) {
        const isRefused = refused.some(([, other]) => other.includes(`cannot play ${codec} video`));
        assert.equal(isRefused, false, result);
      }
    });
  }
});
