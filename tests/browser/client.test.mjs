// EmotionClient as a developer uses it, without the page: networks from files and addresses, classes, errors with codes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { openSite } from '../support/chromium.mjs';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  site = await openSite();
  page = await site.browser.newPage();
  // The sources as they are, and the networks of the tests beside them.
  await page.route('**/source/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/source/')[1];
    if (path === 'blank.html')
      return route.fulfill({ contentType: types['.html'], body: '<!doctype html><title>Client</title>' });
    if (path === 'networks/missing.onnx') return route.fulfill({ status: 404 });
    if (path.startsWith('nowhere/')) return route.fulfill({ status: 404 });
    const folder = path.startsWith('networks/') ? 'tests/data' : 'www/package';
    return route.fulfill({
      body: readFileSync(join(root, folder, path)),
      contentType: types[extname(path)] ?? 'application/octet-stream',
    });
  });
  await page.goto(new URL('source/blank.html', site.address).href);
  await page.evaluate(
    async (base64) => {
      const { EmotionClient, EmotionError } = await import('./client/client.js');
      const picture = await (await fetch(`data:image/png;base64,${base64}`)).blob();
      const code = (promise) =>
        promise.then(
          () => 'none',
          (error) => (error instanceof EmotionError ? error.code : `${error}`),
        );
      Object.assign(window, { EmotionClient, picture, code });
    },
    readFileSync(join(root, 'tests/data/astronaut.png'), 'base64'),
  );
});
after(() => site.close());

test('a network is used from addresses, bytes and files, and the built-in one again', async () => {
  const seen = await page.evaluate(async () => {
    const client = new EmotionClient();
    const seen = [];
    const look = async () => {
      const { faces } = await client.classify(picture, { still: true });
      seen.push([faces[0].emotion, client.emotions.join()]);
    };
    await client.ready;
    await look();
    await client.useModel({ onnx: 'networks/permuted.onnx', config: new URL('networks/permuted.json', location.href) });
    await look();
    await client.useModel(null);
    await look();
    const onnx = await (await fetch('networks/permuted.onnx')).arrayBuffer();
    const config = await (await fetch('networks/permuted.json')).json();
    await client.useModel({ onnx: new Blob([onnx]), config: new Blob([JSON.stringify(config)]) });
    await look();
    await client.useModel({ onnx, config: { ...config, labels: [null, 'sad', null, null] } });
    await look();
    client.close();
    return seen;
  });
  const all = 'angry,disgusted,fearful,happy,neutral,sad,surprised';
  const own = ['angry', 'angry,happy,surprised'];
  assert.deepEqual(seen, [['happy', all], own, ['happy', all], own, ['sad', 'sad']]);
});

test('what is wrong with a network has a code, and the one before goes on', async () => {
  const { codes, emotion } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const config = await (await fetch('networks/permuted.json')).json();
    const codes = [];
    for (const network of [
      { onnx: 'networks/missing.onnx', config },
      { onnx: 'networks/permuted.onnx', config: new Blob(['no JSON']) },
      { onnx: 'networks/permuted.onnx', config: {} },
      { onnx: 'networks/permuted.json', config },
      { onnx: 17, config },
      { onnx: 'networks/beyond.onnx', config: 'networks/beyond.json' },
    ])
      codes.push(await code(client.useModel(network)));
    const { faces } = await client.classify(picture, { still: true });
    client.close();
    return { codes, emotion: faces[0].emotion };
  });
  assert.deepEqual(codes, ['load-failed', ...Array(5).fill('invalid-model')]);
  assert.equal(emotion, 'happy');
});

test('scores are restricted to some emotions, with another network and after one that stops its module too', async () => {
  const found = await page.evaluate(async () => {
    const client = new EmotionClient({ emotions: ['sad', 'angry'] });
    await client.ready;
    const {
      faces: [{ scores }],
    } = await client.classify(picture, { still: true });
    const found = { scores, emotions: [client.emotions.join()], codes: [] };
    await client.useModel({ onnx: 'networks/permuted.onnx', config: 'networks/permuted.json' });
    found.emotions.push(client.emotions.join());
    found.codes.push(await code(client.useModel({ onnx: 'networks/beyond.onnx', config: 'networks/beyond.json' })));
    const {
      faces: [again],
    } = await client.classify(picture, { still: true });
    found.emotions.push(client.emotions.join());
    found.again = again.scores;
    const lacking = await (await fetch('networks/permuted.json')).json();
    found.codes.push(
      await code(
        client.useModel({
          onnx: 'networks/permuted.onnx',
          config: { ...lacking, labels: ['happy', null, null, null] },
        }),
      ),
    );
    client.close();
    for (const emotions of [[], ['glad']]) {
      const wrong = new EmotionClient({ emotions });
      found.codes.push(await code(wrong.ready));
      wrong.close();
    }
    return found;
  });
  assert.deepEqual(found.emotions, ['angry,sad', 'angry', 'angry']);
  assert.equal(found.scores.happy, 0);
  assert.ok(Math.abs(found.scores.sad + found.scores.angry - 1) < 1e-5);
  assert.equal(found.again.angry, 1);
  assert.deepEqual(found.codes, ['invalid-model', 'invalid-emotions', 'invalid-emotions', 'invalid-emotions']);
});

test('video, image, canvas, bitmap, pixels, frame and file are read; what is none of these has a code', async () => {
  await page.route('https://elsewhere.example/*', (route) =>
    route.fulfill({ path: join(root, 'tests/data/astronaut.png') }),
  );
  const { emotions, codes } = await page.evaluate(async () => {
    const client = new EmotionClient();
    const image = Object.assign(new Image(), { src: URL.createObjectURL(picture) });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(), muted: true });
    const playing = video.play();
    context.fillRect(0, 0, 1, 1); // each paint is a frame of the video
    await playing;
    const used = await createImageBitmap(image);
    const sources = {
      image,
      canvas,
      video,
      picture,
      used,
      offscreen: new OffscreenCanvas(512, 512),
      pixels: context.getImageData(0, 0, 512, 512),
      frame: new VideoFrame(canvas, { timestamp: 0 }),
    };
    sources.offscreen.getContext('2d').drawImage(image, 0, 0);
    const emotions = {};
    for (const [name, source] of Object.entries(sources)) {
      const { faces, width } = await client.classify(source, { still: true });
      emotions[name] = `${faces.map(({ emotion }) => emotion)} ${width}`;
    }
    sources.frame.close();
    const foreign = Object.assign(new Image(), { src: 'https://elsewhere.example/astronaut.png' });
    await foreign.decode();
    const wrong = {
      unloaded: new Image(),
      used,
      foreign,
      empty: new OffscreenCanvas(0, 0),
      file: new Blob(['no picture']),
      text: 'a.png',
      nothing: null,
    };
    const codes = {};
    for (const [name, source] of Object.entries(wrong)) codes[name] = await code(client.classify(source));
    emotions.after = (await client.classify(canvas, { still: true })).faces[0].emotion;
    client.close();
    return { emotions, codes };
  });
  const { after, ...read } = emotions;
  for (const [name, seen] of Object.entries(read)) assert.equal(seen, 'happy 512', name);
  for (const [name, seen] of Object.entries(codes)) assert.equal(seen, 'image-unreadable', name);
  assert.deepEqual([after, Object.keys(read).length, Object.keys(codes).length], ['happy', 8, 7]);
});

test('one frame is in flight; a signal gives it up with its reason, and the next one is read', async () => {
  const seen = await page.evaluate(async () => {
    const client = new EmotionClient();
    const reason = (promise) =>
      promise.then(
        () => 'read',
        (error) => error.code ?? error.message ?? error,
      );
    const given = new AbortController();
    const up = client.classify(picture, { still: true, signal: given.signal });
    const seen = { second: await reason(client.classify(picture)) };
    given.abort('given up');
    seen.first = await reason(up);
    seen.aborted = await reason(client.classify(picture, { signal: AbortSignal.abort('before') }));
    // Given up while the worker reads it: the next waits for its turn, and its result is its own.
    const late = new AbortController();
    const begun = client.classify(picture, { still: true, signal: late.signal });
    await client.ready;
    await new Promise((resolve) => setTimeout(resolve));
    late.abort('late');
    seen.late = await reason(begun);
    const blank = new ImageData(64, 64);
    seen.next = (await client.classify(blank, { still: true })).width;
    const { signal } = new AbortController();
    seen.unused = (await client.classify(picture, { still: true, signal })).faces[0].emotion;
    client.close();
    return seen;
  });
  assert.deepEqual(seen, {
    second: 'busy',
    first: 'given up',
    aborted: 'before',
    late: 'late',
    next: 64,
    unused: 'happy',
  });
});

test('what the scores of a face rest on is told, of any source; wrong landmarks have a code', async () => {
  const seen = await page.evaluate(async () => {
    const client = new EmotionClient();
    const {
      faces: [{ landmarks, scores, emotion }],
    } = await client.classify(picture, { still: true });
    const { side, pixels, importance, occluded, ...rest } = await client.explain(picture, landmarks);
    const most = importance.reduce((best, fall, index) => (fall > importance[best] ? index : best), 0);
    const seen = {
      same: JSON.stringify(rest.scores) === JSON.stringify(scores) && rest.emotion === emotion,
      kinds: [side, pixels.constructor.name, pixels.length, importance.constructor.name, importance.length],
      row: Math.floor(most / side),
      occluded: occluded.mouth < (scores.happy * 2) / 3 && Math.min(occluded.eyes, occluded.nose) > 0.8,
    };
    const bitmap = await createImageBitmap(picture);
    seen.bitmap = (await client.explain(bitmap, landmarks)).importance[most] === importance[most];
    seen.codes = [];
    for (const wrong of [undefined, null, {}, { ...landmarks, nose: { x: NaN, y: 1 } }])
      seen.codes.push(await code(client.explain(picture, wrong)));
    seen.codes.push(await code(client.explain(new Blob(['no picture']), landmarks)));
    const given = new AbortController();
    const up = client.explain(picture, landmarks, { signal: given.signal }).catch((reason) => reason);
    seen.codes.push(await code(client.classify(picture)));
    given.abort('given up');
    seen.codes.push(await up);
    await client.useModel({ onnx: 'networks/rgb-nhwc.onnx', config: 'networks/rgb-nhwc.json' });
    const own = await client.explain(picture, landmarks);
    seen.own = [own.side, own.pixels.length, own.importance.length];
    client.close();
    return seen;
  });
  assert.ok(seen.row > 32 && seen.row < 44, `row ${seen.row}`);
  assert.deepEqual(seen, {
    same: true,
    kinds: [48, 'Uint8ClampedArray', 48 * 48 * 4, 'Float32Array', 48 * 48],
    row: seen.row,
    occluded: true,
    bitmap: true,
    codes: [...Array(4).fill('invalid-landmarks'), 'image-unreadable', 'busy', 'given up'],
    own: [20, 20 * 20 * 4, 20 * 20],
  });
});

test('closing rejects what waits, and what comes after', async () => {
  const seen = await page.evaluate(async () => {
    const network = { onnx: 'networks/permuted.onnx', config: 'networks/permuted.json' };
    const loading = new EmotionClient();
    const codes = [code(loading.ready), code(loading.classify(picture)), code(loading.useModel(null))];
    loading.close();
    const client = new EmotionClient();
    await client.ready;
    const image = Object.assign(new Image(), { src: URL.createObjectURL(picture) });
    await image.decode();
    codes.push(code(client.classify(image, { still: true })), code(client.useModel(network)));
    // A browser that takes its time to copy the image: it is there after the worker has gone.
    const { createImageBitmap } = window;
    let copy = () => {};
    const copying = new Promise((resolve) => {
      window.createImageBitmap = (source) => {
        resolve();
        return new Promise((done) => (copy = done)).then(() => createImageBitmap(source));
      };
    });
    await copying;
    client.close();
    client.close();
    copy();
    window.createImageBitmap = createImageBitmap;
    codes.push(code(client.classify(picture)), code(client.useModel(network)));
    return Promise.all(codes);
  });
  assert.deepEqual(seen, Array(7).fill('closed'));
});

test('faces are followed from frame to frame, as many as are wanted; settings outside their range have a code', async () => {
  const seen = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1024, height: 512 });
    const image = await createImageBitmap(picture);
    for (const left of [0, 512]) canvas.getContext('2d').drawImage(image, left, 0);
    const seen = {};
    for (const [name, options] of Object.entries({ all: {}, one: { maxFaces: 1, smoothingMs: 0 } })) {
      const client = new EmotionClient(options);
      seen[name] = [];
      for (let frame = 0; frame < 3; frame++) {
        const { faces } = await client.classify(canvas);
        seen[name].push(
          faces
            .map(({ track }) => track.id)
            .sort()
            .join(),
        );
        if (name === 'one') seen.smoothed = Math.abs(faces[0].track.scores.happy - faces[0].scores.happy) > 1e-6;
      }
      seen.still = (await client.classify(canvas, { still: true })).faces[0].track;
      client.close();
    }
    seen.codes = [];
    for (const options of [
      { maxFaces: 0 },
      { maxFaces: NaN },
      { maxFaces: -1 },
      { smoothingMs: -1 },
      { smoothingMs: NaN },
    ]) {
      const client = new EmotionClient(options);
      seen.codes.push(await code(client.ready));
      client.close();
    }
    return seen;
  });
  assert.deepEqual(seen, {
    all: Array(3).fill('1,2'),
    one: Array(3).fill('1'),
    still: null,
    smoothed: false,
    codes: Array(5).fill('invalid-setting'),
  });
});

test("a film that is not read as it plays gives its frames' times", async () => {
  const ids = await page.evaluate(async () => {
    const client = new EmotionClient();
    const ids = [];
    for (const atMs of [0, 100, 5000, 20_000]) {
      // after more than five seconds nobody is the same
      const {
        faces: [{ track }],
      } = await client.classify(await createImageBitmap(picture), { atMs });
      ids.push(track.id);
    }
    client.close();
    return ids;
  });
  assert.deepEqual(ids, [1, 1, 1, 2]);
});

test('the files are found at baseUrl, and only there', async () => {
  const seen = await page.evaluate(async () => {
    const found = [];
    for (const baseUrl of ['client/pkg', new URL('client/pkg/', location.href), 'nowhere/', '/elsewhere.html']) {
      const client = new EmotionClient({ baseUrl });
      found.push(
        await client.ready.then(
          () => 'ready',
          (error) => `${error.code}: ${error.message}`,
        ),
      );
      client.close();
    }
    return found;
  });
  assert.deepEqual(seen.slice(0, 2), ['ready', 'ready']);
  assert.match(seen[2], /^load-failed: http\S+\/nowhere\/worker.js could not be started/);
  assert.match(seen[3], /^load-failed: http\S+\/elsewhere.html\/worker.js could not be started/);
});

test('every frame of a video is read, and every other one where data is to be saved', async () => {
  const shares = await page.evaluate(async () => {
    const { LiveLoop } = await import('./session/live-loop.js');
    const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
    const context = canvas.getContext('2d');
    const video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(), muted: true });
    document.body.append(video); // one that is not in the page gets no frames
    setInterval(() => context.fillRect(0, 0, 1, 1), 20); // each paint is a frame of the video
    const shares = [];
    for (const saveData of [false, true]) {
      Object.defineProperty(navigator.connection, 'saveData', { value: saveData, configurable: true });
      let [read, came] = [0, 0];
      // At once: what is counted is what the loop lets through, whatever the machine.
      const classify = async () => ({ faces: [], width: 16, height: 16, classifyMs: 0, read: read++ });
      const loop = new LiveLoop(
        video,
        classify,
        (_, { isReduced }) => (shares.isReduced = isReduced),
        () => {},
      );
      loop.start();
      await video.play();
      await new Promise((resolve) => {
        const next = () => {
          if (++came > 60) resolve();
          else video.requestVideoFrameCallback(next);
        };
        video.requestVideoFrameCallback(next);
      });
      loop.stop();
      shares.push({ share: read / came, isReduced: shares.isReduced });
    }
    return shares.map(({ share, isReduced }) => ({ share, isReduced }));
  });
  assert.ok(shares[0].share > 0.9 && !shares[0].isReduced, JSON.stringify(shares));
  assert.ok(shares[1].share > 0.1 && shares[1].share < 0.6 && shares[1].isReduced, JSON.stringify(shares));
});
