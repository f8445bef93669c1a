// LiveLoop: which frames of a video are classified.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Site } from '../support/chromium.mjs' */

/** The number of frames of the video over which the share of classified ones is measured. */
const FRAMES = 60;

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/**
 * Returns which share of a video's frames the loop classifies, and whether its statistics say that it is reduced.
 * @param {{ saveData?: boolean, busy?: boolean }} conditions `busy`: the client rejects every other frame
 */
async function run({ saveData = false, busy = false }) {
  const page = await openClientPage(site);
  const measured = await page.evaluate(
    async ({ saveData, busy, FRAMES }) => {
      const script = './session/live-loop.js'; // of the package, which the page has beside it
      /** @type {typeof import('../../www/package/session/live-loop.js')} */
      const { LiveLoop } = await import(script);
      Object.defineProperty(navigator.connection, 'saveData', { value: saveData, configurable: true });
      const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
      const context = canvas.getContext('2d');
      const video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(), muted: true });
      document.body.append(video); // a video outside the page gets no frames
      setInterval(() => context.fillRect(0, 0, 1, 1), 20); // each paint is a frame of the video
      let classified = 0;
      let isReduced;
      const errors = [];
      const loop = new LiveLoop(
        video,
        // It takes no time: what is measured is which frames the loop passes on, whatever the machine.
        async () => {
          classified++;
          if (busy && classified % 2) throw Object.assign(new Error('busy'), { code: 'busy' });
          return { faces: [], width: 16, height: 16, classifyMs: 0, atMs: 0 };
        },
        (_, stats) => (isReduced = stats.isReduced),
        (error) => errors.push(error.message),
        () => errors.push('out of date'),
      );
      loop.start();
      await video.play();
      for (let frame = 0; frame < FRAMES; frame++) {
        await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      }
      loop.stop();
      return { share: classified / FRAMES, isReduced, errors };
    },
    { saveData, busy, FRAMES },
  );
  await page.close();
  return measured;
}

test('classifies every frame of a video', async () => {
  const { share, isReduced } = await run({});
  assert.ok(share > 0.9, `the share of classified frames is ${share}`);
  assert.equal(isReduced, false);
});

test('classifies about every other frame if data is to be saved', async () => {
  const { share, isReduced } = await run({ saveData: true });
  assert.ok(share > 0.1 && share < 0.6, `the share of classified frames is ${share}`);
  assert.equal(isReduced, true);
});

test('drops a frame if the client is busy, which is not an error', async () => {
  const { share, errors } = await run({ busy: true });
  assert.ok(share > 0.9, `the share of frames that it tried to classify is ${share}`);
  assert.deepEqual(errors, []);
});
