// <emo-sense> that is moved in the document or removed from it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
} from '../support/element-page.mjs';
import { closeSites, openSites } from '../support/visit.mjs';

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
