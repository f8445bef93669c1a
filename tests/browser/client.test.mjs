// EmotionClient as a developer uses it: sources, the order of requests, tracking, and errors with codes.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openClientPage(site);
});
after(() => site.close());

test('classifies every kind of source', async (t) => {
  const results = await page.evaluate(async () => {
    const client = new EmotionClient();
    const image = Object.assign(new Image(), { src: URL.createObjectURL(photo) });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(), muted: true });
    const playing = video.play();
    context.fillRect(0, 0, 1, 1); // each paint is a frame of the video
    await playing;
    const offscreen = new OffscreenCanvas(512, 512);
    offscreen.getContext('2d').drawImage(image, 0, 0);
    const videoFrame = new VideoFrame(canvas, { timestamp: 0 });
    const sources = {
      HTMLImageElement: image,
      HTMLCanvasElement: canvas,
      HTMLVideoElement: video,
      Blob: photo,
      ImageBitmap: await createImageBitmap(image),
      OffscreenCanvas: offscreen,
      ImageData: context.getImageData(0, 0, 512, 512),
      VideoFrame: videoFrame,
    };
    const results = {};
    for (const [type, source] of Object.entries(sources)) {
      const { faces, width, height, image } = await client.classify(source, { still: true });
      results[type] = { emotions: faces.map(({ emotion }) => emotion), width, height, decodedWidth: image?.width };
    }
    videoFrame.close();
    client.close();
    return results;
  });
  for (const [type, { emotions, width, height, decodedWidth }] of Object.entries(results)) {
    await t.test(type, () => {
      assert.deepEqual(emotions, ['happy']);
      assert.deepEqual([width, height], [512, 512]);
      assert.equal(decodedWidth, type === 'Blob' ? 512 : undefined, 'the decoded image of a file');
    });
  }
});

test('rejects what cannot be read as an image, and continues', async (t) => {
  await page.route('https://elsewhere.example/*', (route) =>
    route.fulfill({ path: join(root, 'tests/data/astronaut.png') }),
  );
  const { codes, next } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const transferred = await createImageBitmap(photo);
    await client.classify(transferred, { still: true });
    const foreign = Object.assign(new Image(), { src: 'https://elsewhere.example/astronaut.png' });
    await foreign.decode();
    const sources = {
      'an image that is not loaded': new Image(),
      'a transferred ImageBitmap': transferred,
      'an image of another origin without CORS': foreign,
      'a canvas without pixels': new OffscreenCanvas(0, 0),
      'a file that is not an image': new Blob(['not an image']),
      'a string': 'a.png',
      null: null,
    };
    const codes = {};
    for (const [name, source] of Object.entries(sources)) codes[name] = await codeOf(client.classify(source));
    const next = (await client.classify(photo, { still: true })).faces[0].emotion;
    client.close();
    return { codes, next };
  });
  for (const [name, code] of Object.entries(codes)) {
    await t.test(name, () => assert.equal(code, 'image-unreadable'));
  }
  assert.equal(next, 'happy');
});

test('rejects a video frame while another is in progress; everything else waits for its turn', async () => {
  const { frame, order } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const { faces } = await client.classify(photo, { still: true });
    const order = [];
    const requests = [
      client.classify(photo, { still: true }).then(() => order.push('first image')),
      client.classify(photo, { still: true }).then(() => order.push('second image')),
      client.explain(photo, faces[0].landmarks).then(() => order.push('explanation')),
    ];
    const frame = await codeOf(client.classify(photo));
    await Promise.all(requests);
    client.close();
    return { frame, order };
  });
  assert.equal(frame, 'busy');
  assert.deepEqual(order, ['first image', 'second image', 'explanation']);
});

test('a signal ends the wait with its reason, and the next request gets its own result', async () => {
  const seen = await page.evaluate(async () => {
    const client = new EmotionClient();
    const reasonOf = (promise) => promise.then(() => 'resolved', String);
    const seen = {};

    const waiting = new AbortController();
    const first = client.classify(photo, { still: true, signal: waiting.signal });
    waiting.abort('aborted while it waits');
    seen.waiting = await reasonOf(first);

    seen.before = await reasonOf(client.classify(photo, { signal: AbortSignal.abort('aborted before') }));

    await client.ready;
    const inProgress = new AbortController();
    const second = client.classify(photo, { still: true, signal: inProgress.signal });
    await new Promise((resolve) => setTimeout(resolve)); // the worker has the frame
    inProgress.abort('aborted in progress');
    seen.inProgress = await reasonOf(second);
    seen.nextWidth = (await client.classify(new ImageData(64, 64), { still: true })).width;

    const { signal } = new AbortController();
    seen.notAborted = (await client.classify(photo, { still: true, signal })).faces[0].emotion;
    client.close();
    return seen;
  });
  assert.equal(seen.waiting, 'aborted while it waits');
  assert.equal(seen.before, 'aborted before');
  assert.equal(seen.inProgress, 'aborted in progress');
  assert.equal(seen.nextWidth, 64);
  assert.equal(seen.notAborted, 'happy');
});

test('closing rejects what is in progress, and every later request', async (t) => {
  const codes = await page.evaluate(async () => {
    const model = { onnx: 'models/permuted.onnx', config: 'models/permuted.json' };
    const loading = new EmotionClient();
    const codes = {
      'ready while it loads': codeOf(loading.ready),
      'a frame while it loads': codeOf(loading.classify(photo)),
      'a model while it loads': codeOf(loading.useModel(null)),
    };
    loading.close();

    const client = new EmotionClient();
    await client.ready;
    const image = Object.assign(new Image(), { src: URL.createObjectURL(photo) });
    await image.decode();
    codes['a frame in progress'] = codeOf(client.classify(image, { still: true }));
    codes['a model that waits'] = codeOf(client.useModel(model));
    // A browser that is slow to copy the image: the copy is there only when the worker has ended.
    const { createImageBitmap } = window;
    let finishCopy = () => {};
    /** @type {Promise<void>} */
    const copying = new Promise((resolve) => {
      window.createImageBitmap = async (/** @type {ImageBitmapSource} */ source) => {
        resolve();
        await /** @type {Promise<void>} */ (new Promise((finish) => (finishCopy = finish)));
        return createImageBitmap(source);
      };
    });
    await copying;
    client.close();
    client.close();
    finishCopy();
    window.createImageBitmap = createImageBitmap;
    codes['a frame afterwards'] = codeOf(client.classify(photo));
    codes['a model afterwards'] = codeOf(client.useModel(model));
    return Object.fromEntries(await Promise.all(Object.entries(codes).map(async ([name, code]) => [name, await code])));
  });
  for (const [name, code] of Object.entries(codes)) await t.test(name, () => assert.equal(code, 'closed'));
});

test('tracks the faces of a video, as many as maxFaces allows', async () => {
  const { all, one, still, sensitive } = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1024, height: 512 });
    const bitmap = await createImageBitmap(photo);
    for (const left of [0, 512]) canvas.getContext('2d').drawImage(bitmap, left, 0);
    const classify = async (options) => {
      const client = new EmotionClient(options);
      const frames = [];
      for (let count = 0; count < 3; count++) frames.push((await client.classify(canvas)).faces);
      const still = (await client.classify(canvas, { still: true })).faces;
      client.close();
      return { frames, still };
    };
    const { frames: all, still } = await classify({});
    const sensitive = (await classify({ sensitivity: 1 })).still;
    return { all, one: (await classify({ maxFaces: 1, smoothingMs: 0 })).frames, still, sensitive };
  });
  const idsOf = (/** @type {any[]} */ faces) => faces.map(({ track }) => track.id).sort();
  for (const faces of all) assert.deepEqual(idsOf(faces), [1, 2]);
  for (const faces of one) {
    assert.deepEqual(idsOf(faces), [1], 'maxFaces: 1');
    const [{ track, scores }] = faces;
    assert.ok(Math.abs(track.scores.happy - scores.happy) < 1e-6, 'scores without smoothing are those of the frame');
  }
  for (const { track } of still) assert.equal(track, null, 'a still image has no tracks');
  for (const [index, { scores }] of sensitive.entries()) {
    assert.notDeepEqual(scores, still[index].scores, 'a sensitivity of 1 gives the scores of the other output');
  }
});

test('the ids of tracks do not begin again with another worker', async () => {
  const ids = await page.evaluate(async () => {
    const client = new EmotionClient();
    const bitmap = await createImageBitmap(photo);
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    const ids = [];
    for (let worker = 0; worker < 3; worker++) {
      for (let frame = 0; frame < 2; frame++) ids.push((await client.classify(canvas)).faces[0].track.id);
      await client.useModel(null); // starts another worker
    }
    client.close();
    return ids;
  });
  assert.deepEqual(ids, [1, 1, 2, 2, 3, 3]);
});

test('a setting outside its range rejects', async (t) => {
  const settings = {
    'maxFaces: 0': { maxFaces: 0 },
    'maxFaces: NaN': { maxFaces: NaN },
    'maxFaces: -1': { maxFaces: -1 },
  };
  Object.assign(settings, { 'detectorInputSize: 0.5': { detectorInputSize: 0.5 } });
  Object.assign(settings, { 'smoothingMs: -1': { smoothingMs: -1 }, 'smoothingMs: NaN': { smoothingMs: NaN } });
  Object.assign(settings, { 'sensitivity: 1.1': { sensitivity: 1.1 }, 'sensitivity: NaN': { sensitivity: NaN } });
  for (const [name, options] of Object.entries(settings)) {
    await t.test(name, async () => {
      const code = await page.evaluate(async (options) => {
        const client = new EmotionClient(options);
        const code = await codeOf(client.ready);
        client.close();
        return code;
      }, options);
      assert.equal(code, 'invalid-setting');
    });
  }
});

test('a video that is not read as it plays passes the times of its frames', async () => {
  const ids = await page.evaluate(async () => {
    const client = new EmotionClient();
    const ids = [];
    for (const atMs of [0, 100, 5000, 20_000]) {
      const { faces } = await client.classify(await createImageBitmap(photo), { atMs });
      ids.push(faces[0].track.id);
    }
    client.close();
    return ids;
  });
  assert.deepEqual(ids, [1, 1, 1, 2], 'a face that was not seen for more than five seconds is a new one');
});

test('with baseUrl the files are loaded from there, and only from there', async (t) => {
  const outcomeOf = (/** @type {string} */ baseUrl) =>
    page.evaluate(async (baseUrl) => {
      const client = new EmotionClient({ baseUrl: baseUrl.startsWith('URL ') ? new URL(baseUrl.slice(4)) : baseUrl });
      const ready = client.ready.then(
        () => 'ready',
        ({ code, message }) => `${code}: ${message}`,
      );
      const outcome = await ready;
      client.close();
      return outcome;
    }, baseUrl);
  await t.test('a relative path', async () => assert.equal(await outcomeOf('client/pkg'), 'ready'));
  await t.test('a URL object', async () =>
    assert.equal(await outcomeOf(`URL ${new URL('source/client/pkg/', site.address)}`), 'ready'),
  );
  await t.test('a folder that does not exist', async () =>
    assert.match(await outcomeOf('missing/'), /^load-failed: http\S+\/missing\/worker.js could not be started/),
  );
  await t.test('a page', async () =>
    assert.match(await outcomeOf('/a.html'), /^load-failed: http\S+\/a.html\/worker.js could not be started/),
  );
});
