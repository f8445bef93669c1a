// EmotionClient.openCamera: a camera that stops when it is no longer wanted, and every way in which it fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';
import { closeSites, openSites, siteWithCamera, siteWithoutCamera } from '../support/visit.mjs';

/** @import { Site } from '../support/chromium.mjs' */

before(openSites);
after(closeSites);

test('a camera stops when its signal is aborted and when the client is closed, however late it opens', async () => {
  const page = await openClientPage(siteWithCamera);
  const states = await page.evaluate(async () => {
    const client = new EmotionClient();
    const stateOf = (/** @type {MediaStream} */ stream) => stream.getTracks()[0].readyState;
    const giveUp = new AbortController();
    const given = await client.openCamera({ signal: giveUp.signal });
    const closed = await client.openCamera({ facing: 'environment' });
    const states = { before: [stateOf(given), stateOf(closed)] };
    giveUp.abort();
    states.aborted = [stateOf(given), stateOf(closed)];

    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    /** @type {MediaStream[]} */
    const late = [];
    let allow;
    const allowed = new Promise((resolve) => (allow = resolve));
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await allowed; // the person takes their time
      late.push(await open(constraints));
      return late.at(-1);
    };
    const never = new AbortController();
    const waiting = client.openCamera({ signal: never.signal }).catch(String);
    never.abort('given up');
    states.reason = await waiting;
    const closing = codeOf(client.openCamera());
    client.close();
    states.closing = await closing;
    allow();
    states.closed = [stateOf(closed), await codeOf(client.openCamera())];
    window.late = late;
    return states;
  });
  assert.deepEqual(states, {
    before: ['live', 'live'],
    aborted: ['ended', 'live'],
    reason: 'given up',
    closing: 'closed',
    closed: ['ended', 'closed'],
  });
  await page.waitForFunction(
    () => window.late.length === 2 && window.late.every((stream) => stream.getTracks()[0].readyState === 'ended'),
  );
  await page.close();
});

test('a camera that cannot be opened has a code', async (t) => {
  const open = (/** @type {Site} */ site, /** @type {() => void} */ simulate) => async () => {
    const page = await openClientPage(site);
    await page.evaluate(simulate);
    const code = await page.evaluate(() => codeOf(new EmotionClient().openCamera()));
    await page.close();
    return code;
  };
  const denied = await openSite({ camera: 'denied' });
  const codes = {
    'no-camera': open(siteWithoutCamera, () => {}),
    'camera-denied': open(denied, () => {}),
    'camera-busy': open(siteWithCamera, () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('in use', 'NotReadableError'));
    }),
    'camera-unsupported': open(siteWithCamera, () => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
    }),
    'insecure-context': open(siteWithCamera, () => {
      Object.defineProperty(window, 'isSecureContext', { value: false });
    }),
  };
  for (const [code, outcome] of Object.entries(codes)) {
    await t.test(code, async () => assert.equal(await outcome(), code));
  }
  await denied.close();
});

test('every failure has a message: of a camera that is gone, and where there is no page', async () => {
  const page = await openClientPage(siteWithCamera);
  const failures = await page.evaluate(async () => {
    const failureOf = async (/** @type {object} */ options) =>
      new EmotionClient().openCamera(options).then(
        () => 'none',
        ({ code, message }) => `${code}: ${message}`,
      );
    const text = `
      import { EmotionClient } from '${new URL('./client/client.js', location.href)}';
      new EmotionClient().openCamera().catch(({ code, message }) => postMessage(code + ': ' + message));`;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    const inWorker = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
    worker.terminate();
    return [await failureOf({ deviceId: 'gone' }), inWorker];
  });
  assert.match(failures[0], /^no-camera: \w+/);
  assert.match(failures[1], /^camera-unsupported: \w+/);
  await page.close();
});
