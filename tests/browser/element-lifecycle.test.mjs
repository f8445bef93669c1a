// <emo-sense> that is moved in the document or removed from it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
  waitForState,
} from '../support/element-page.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';
import { closeSites, folder, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

/** How many elements are added and removed before the browser's memory is searched for what they left. */
const ELEMENTS = 20;
/** Browsers release a camera's stream some seconds after its end, and the element with it. */
const RELEASE_TIMEOUT_MS = 60_000;

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

/** Records the tracks of all cameras that are opened in `window.tracks`. */
function recordTracks(/** @type {Page} */ page) {
  return page.evaluate(() => {
    window.tracks = [];
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

/** Returns a function that counts the objects of each type that are alive in the page's memory. */
async function objectCounter(/** @type {Page} */ page) {
  const cdp = await page.context().newCDPSession(page);
  const count = async (/** @type {string} */ type) => {
    const { result } = await cdp.send('Runtime.evaluate', { expression: `${type}.prototype`, objectGroup: 'counted' });
    const { objects } = await cdp.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
      objectGroup: 'counted',
    });
    const length = await cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
    });
    return length.result.value;
  };
  return async (/** @type {string[]} */ types) => {
    await cdp.send('HeapProfiler.collectGarbage');
    /** @type {Record<string, number>} */
    const counts = {};
    for (const type of types) counts[type] = await count(type);
    await cdp.send('Runtime.releaseObjectGroup', { objectGroup: 'counted' });
    return counts;
  };
}

test('an element that is moved within a task keeps its camera', async () => {
  await visitElement('<emo-sense></emo-sense><div id="elsewhere"></div>', async (page) => {
    await recordTracks(page);
    await consentButton(page).click();
    await waitForHappyCard(page);
    await page.evaluate(() => document.querySelector('#elsewhere').append(document.querySelector('emo-sense')));
    const before = (await eventsOf(page, 'faces')).length;
    const hasMoreFaces = (/** @type {number} */ before) =>
      window.events.filter(({ type }) => type === 'faces').length > before + 3;
    await page.waitForFunction(hasMoreFaces, before);
    assert.equal(await page.evaluate(() => window.tracks.length), 1, 'cameras that were opened');
  });
});

/** Removes the element, and appends it again in a later task, when it has closed everything. */
async function appendAgain(/** @type {Page} */ page) {
  await page.evaluate(() => {
    window.removed = document.querySelector('emo-sense');
    window.removed.remove();
  });
  await page.waitForFunction(() => window.removed.state === 'idle');
  await page.evaluate(() => document.body.append(window.removed));
}

test('an element that was removed resumes its camera when it is appended again', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await recordTracks(page);
    await consentButton(page).click();
    await waitForHappyCard(page);
    await appendAgain(page);
    await waitForHappyCard(page);
    const readyStates = await page.evaluate(() => window.tracks.map(({ readyState }) => readyState));
    assert.deepEqual(readyStates, ['ended', 'live']);
  });
});

test('a camera that a person has stopped stays off when the element is appended again or changed', async () => {
  await visitElement('<emo-sense autostart></emo-sense>', async (page) => {
    await page.getByRole('checkbox', { name: 'Remember this on this device' }).check();
    await consentButton(page).click();
    await waitForHappyCard(page);
    await recordTracks(page);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await appendAgain(page);
    await page.getByRole('heading', { name: 'The camera is off' }).waitFor();
    await page.evaluate(() => (document.querySelector('emo-sense').maxFaces = 1));
    await page.evaluate(() => (document.querySelector('emo-sense').lang = 'fr'));
    await page.waitForFunction(() => document.querySelector('emo-sense').state === 'stopped');
    assert.equal(await page.evaluate(() => window.tracks.length), 0, 'cameras that were opened');
  });
});

test('an element that was removed opens nothing, and loads nothing', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await recordTracks(page);
    const codes = await page.evaluate(async () => {
      const element = document.querySelector('emo-sense');
      element.grantConsent();
      element.remove();
      const codeOf = async (/** @type {() => unknown} */ call) => (async () => call())().catch(({ code }) => code);
      const codes = [];
      for (const isLater of [false, true]) {
        if (isLater) await new Promise((resolve) => setTimeout(resolve, 100));
        codes.push(await codeOf(() => element.start()), await codeOf(() => element.classify(new Blob())));
      }
      return codes;
    });
    assert.deepEqual(codes, Array(4).fill('not-connected'));
    assert.equal(await page.evaluate(() => window.tracks.length), 0, 'cameras that were opened');
    assert.equal(page.workers().length, 0);
  });
});

test('an element that is stopped while it is removed does not go on when it is appended again', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await recordTracks(page);
    await consentButton(page).click();
    await waitForHappyCard(page);
    for (const isLater of [false, true]) {
      await page.evaluate(() => document.querySelector('emo-sense').start());
      await waitForState(page, 'running');
      await page.evaluate(async (isLater) => {
        const element = document.querySelector('emo-sense');
        const pass = () => new Promise((resolve) => setTimeout(resolve, 100));
        element.remove();
        if (isLater) await pass();
        element.stop();
        await pass();
        document.body.append(element);
      }, isLater);
      await waitForState(page, 'stopped');
    }
    const states = await page.evaluate(() => window.tracks.map(({ readyState }) => readyState));
    assert.ok(
      states.every((state) => state === 'ended'),
      `${states}`,
    );
  });
});

test('an attribute that changes while the element is being moved counts', async () => {
  await visitElement('<emo-sense src="/data/cat.jpg"></emo-sense><div id="elsewhere"></div>', async (page) => {
    await waitForState(page, 'running');
    await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      element.remove();
      element.src = '/data/astronaut.png';
      document.querySelector('#elsewhere').append(element);
    });
    await waitForHappyCard(page);
  });
});

test('a video resumes where it was, and stays paused if it was, when the element is appended again or changed', async () => {
  const maker = await openVideoMaker(siteWithCamera);
  writeFileSync(
    join(folder, 'long.webm'),
    await maker.video({ format: 'webm', codec: 'vp8', seconds: 20, interval: 0.5 }),
  );
  await visitElement('<emo-sense src="/made/long.webm" autostart></emo-sense>', async (page) => {
    const video = page.locator('emo-sense video');
    const playback = () =>
      video.evaluate((/** @type {HTMLVideoElement} */ { currentTime, paused }) => ({ currentTime, paused }));
    await waitForState(page, 'running');
    await video.evaluate((/** @type {HTMLVideoElement} */ video) => (video.currentTime = 8));
    await page.waitForFunction(() => document.querySelector('emo-sense').faces.length > 0, null, { timeout: 60_000 });
    await appendAgain(page);
    await waitForState(page, 'running');
    const played = await playback();
    assert.ok(played.currentTime >= 8 && !played.paused, JSON.stringify(played));

    await video.evaluate((/** @type {HTMLVideoElement} */ video) => {
      video.pause();
      video.currentTime = 5;
    });
    for (const change of [
      () => appendAgain(page),
      () => page.evaluate(() => (document.querySelector('emo-sense').maxFaces = 1)),
      () => page.evaluate(() => (document.querySelector('emo-sense').lang = 'de')),
      () => page.evaluate(() => document.querySelector('h1').after(document.querySelector('emo-sense'))),
    ]) {
      await change();
      await page.waitForFunction(() => ['running', 'paused'].includes(document.querySelector('emo-sense').state));
      assert.deepEqual(await playback(), { currentTime: 5, paused: true }, String(change));
    }
  });
});

test('an element that is removed leaves nothing in memory', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await recordTracks(page);
    await page.getByRole('checkbox', { name: 'Remember this on this device' }).check();
    await consentButton(page).click();
    await waitForHappyCard(page);
    await page.evaluate(() => document.querySelector('emo-sense').remove());
    for (let element = 0; element < ELEMENTS; element++) {
      await page.evaluate(() => {
        const element = Object.assign(document.createElement('emo-sense'), { autostart: true });
        document.querySelector('main').append(element);
      });
      const hasFace = () => document.querySelector('emo-sense').faces.length === 1;
      await page.waitForFunction(hasFace, null, { timeout: 60_000 });
      await page.evaluate(() => document.querySelector('emo-sense').remove());
      await page.waitForFunction(() => window.tracks.every(({ readyState }) => readyState === 'ended'));
    }
    assert.equal(await page.evaluate(() => window.tracks.length), ELEMENTS + 1, 'cameras that were opened');
    await page.evaluate(() => (window.tracks.length = 0)); // otherwise the test itself would keep them in memory

    const countObjects = await objectCounter(page);
    const types = ["customElements.get('emo-sense')", 'HTMLVideoElement', 'MediaStream', 'Worker', 'ImageBitmap'];
    const end = performance.now() + RELEASE_TIMEOUT_MS;
    let left;
    do {
      left = { ...(await countObjects(types)), workers: page.workers().length };
    } while (Object.values(left).some(Boolean) && performance.now() < end);
    for (const [type, count] of Object.entries(left)) assert.equal(count, 0, `${type} left in memory`);
  });
});
