// The sources of EmotionClient: those that are not ready yet are waited for, and wrong ones are named.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openClientPage } from '../support/client-page.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

/** @type {Page} */
let page;

before(async () => {
  await openSites();
  page = await openClientPage(siteWithCamera);
});
after(closeSites);

test('a video can be classified as soon as it announces its first frame', async () => {
  const emotions = await page.evaluate(async () => {
    const client = new EmotionClient();
    await client.ready;
    const emotions = [];
    for (let count = 0; count < 10; count++) {
      const stream = await client.openCamera();
      const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
      const first = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      video.play();
      await first;
      const { faces } = await client.classify(video);
      emotions.push(...faces.map(({ emotion }) => emotion));
      for (const track of stream.getTracks()) track.stop();
    }
    client.close();
    return emotions;
  });
  assert.deepEqual(emotions, Array(10).fill('happy'));
});

test('waits for a video that refuses its first frame, has no data yet, or gets its stream later', async (t) => {
  const emotions = await page.evaluate(async () => {
    const client = new EmotionClient();
    const play = async () => {
      const video = Object.assign(document.createElement('video'), {
        srcObject: await client.openCamera(),
        muted: true,
      });
      const playing = video.play();
      return { video, playing };
    };
    const emotionOf = async (/** @type {HTMLVideoElement} */ video) => (await client.classify(video)).faces[0].emotion;
    const emotions = {};

    const refused = await play();
    await refused.playing;
    const { createImageBitmap } = window;
    let refusals = 0;
    window.createImageBitmap = async (/** @type {ImageBitmapSource} */ source) => {
      if (refusals++ < 3) throw new DOMException('The image source is not usable.', 'InvalidStateError');
      return createImageBitmap(source);
    };
    emotions['a video that refuses its first frame'] = await emotionOf(refused.video);
    window.createImageBitmap = createImageBitmap;

    const { video } = await play();
    emotions['a video without data'] = await emotionOf(video);

    const later = Object.assign(document.createElement('video'), { muted: true });
    window.setTimeout(async () => {
      later.srcObject = await client.openCamera();
      later.play();
    }, 300);
    emotions['a video without a stream'] = await emotionOf(later);
    client.close();
    return emotions;
  });
  for (const [name, emotion] of Object.entries(emotions)) await t.test(name, () => assert.equal(emotion, 'happy'));
});

test('waits for an image that is loading', async () => {
  const emotion = await page.evaluate(async () => {
    const client = new EmotionClient();
    await client.ready;
    const image = Object.assign(new Image(), { src: URL.createObjectURL(photo) });
    const { faces } = await client.classify(image, { still: true });
    client.close();
    return faces[0].emotion;
  });
  assert.equal(emotion, 'happy');
});

test('says what was not ready, and a signal or the end of the client ends the wait', async () => {
  await page.route('**/never.png', () => {}); // it never loads
  const { messages, aborted, closed, next } = await page.evaluate(async () => {
    const client = new EmotionClient();
    await client.ready;
    const other = new EmotionClient();
    const messageOf = (/** @type {Promise<unknown>} */ promise) =>
      promise.then(
        () => 'none',
        ({ code, message }) => `${code}: ${message}`,
      );
    const image = Object.assign(new Image(), { src: 'never.png' });
    const waiting = client.classify(document.createElement('video'), { still: true });
    const messages = [messageOf(waiting), messageOf(client.classify(image, { still: true }))];
    const next = (await other.classify(photo, { still: true })).faces[0].emotion; // it does not wait for the others
    const giveUp = new AbortController();
    const aborted = other.classify(image, { signal: giveUp.signal }).catch(String);
    window.setTimeout(() => giveUp.abort('given up'), 100);
    const result = { messages: await Promise.all(messages), aborted: await aborted, next };
    const closed = codeOf(other.classify(image));
    window.setTimeout(() => other.close(), 100);
    client.close();
    return { ...result, closed: await closed };
  });
  assert.match(
    messages[0],
    /^image-unreadable: The video had no frame within 5 seconds \(readyState 0, paused\): play it/,
  );
  assert.match(messages[1], /^image-unreadable: The image http\S+never\.png was not loaded within 5 seconds/);
  assert.equal(aborted, 'given up');
  assert.equal(closed, 'closed');
  assert.equal(next, 'happy');
});

test('names what is not a source, and says what to pass', async (t) => {
  const messages = await page.evaluate(async () => {
    const client = new EmotionClient();
    await client.ready;
    const transferred = await createImageBitmap(photo);
    await client.classify(transferred, { still: true });
    const closedBitmap = await createImageBitmap(photo);
    closedBitmap.close();
    const sources = {
      null: null,
      undefined: undefined,
      'a string': 'face.png',
      'a number': 7,
      'an object': { width: 1, height: 1 },
      'another element': document.createElement('div'),
      'a promise': Promise.resolve(photo),
      'a camera': await client.openCamera(),
      'a transferred ImageBitmap': transferred,
      'a closed ImageBitmap': closedBitmap,
      'an empty canvas': new OffscreenCanvas(0, 0),
    };
    const messages = {};
    for (const [name, source] of Object.entries(sources)) {
      const request = client.classify(/** @type {any} */ (source), { still: true });
      messages[name] = await request.catch(({ code, message }) => `${code}: ${message}`);
    }
    client.close();
    return messages;
  });
  const expected = {
    null: /got null: the element may not be in the page yet\.$/,
    undefined: /got undefined: the element may not be in the page yet\.$/,
    'a string': /got the string "face\.png": load the image into an <img>, or fetch it and pass its Blob\.$/,
    'a number': /got a number\.$/,
    'an object': /got an Object\.$/,
    'another element': /got an HTMLDivElement\.$/,
    'a promise': /got a Promise\.$/,
    'a camera': /got a MediaStream/,
    'a transferred ImageBitmap': /The ImageBitmap was closed, or transferred with an earlier request/,
    'a closed ImageBitmap': /The ImageBitmap was closed, or transferred with an earlier request/,
    'an empty canvas': /not empty.*The browser says: .*width is 0/,
  };
  for (const [name, pattern] of Object.entries(expected)) {
    await t.test(name, () => {
      assert.match(messages[name], /^image-unreadable: /);
      assert.match(messages[name], pattern);
    });
  }
});
