// The camera in every engine: it starts, is released by stopping, and a person hears that it was lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { isHappy, isStopped, startCamera } from '../support/engines/live-page.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

/** What rounds the corners of the video: WebKit without a graphics card is slow if it is the element around it. */
const roundings = () => ({
  ofStage: getComputedStyle(/** @type {Element} */ (document.querySelector('#stage'))).overflow,
  ofVideo: getComputedStyle(/** @type {Element} */ (document.querySelector('#stage video'))).clipPath !== 'none',
});

test(`${engine}: the camera starts and shows a happy face; stopping releases it`, () =>
  site.visit('index.html', async () => {
    await startCamera(site);
    assert.deepEqual(await site.page.evaluate(roundings), { ofStage: 'visible', ofVideo: true });
    await site.page.click('#toggle');
    await site.waitUntil(isStopped);
    assert.equal(await site.page.evaluate(() => window.cameraTrack.readyState), 'ended');
  }));

test(`${engine}: a camera that is lost is said to be, and can be started again`, () =>
  site.visit('index.html', async () => {
    await startCamera(site);
    await site.page.evaluate(() => window.loseCamera());
    await site.waitUntil(isStopped);
    const title = () => document.querySelector('.status-panel h2')?.textContent;
    assert.equal(await site.page.evaluate(title), 'Camera disconnected');
    await site.page.click('.status-panel button');
    await site.waitUntil(() => document.querySelector('#unsaved[open], .card[data-state="happy"]') !== null);
    const asks = await site.page.evaluate(() => document.querySelector('#unsaved[open]') !== null); // of the recording
    if (asks) await site.page.click('#unsaved [value="discard"]');
    await site.waitUntil(isHappy);
  }));
