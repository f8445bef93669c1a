// EmotionClient as a developer uses it, without the page: networks from files and addresses, classes, errors with codes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/setup/steps.mjs';
import { openSite } from './chromium.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

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
    if (path === 'blank.html') return route.fulfill({ contentType: types['.html'], body: '<!doctype html><title>Client</title>' });
    if (path === 'networks/missing.onnx') return route.fulfill({ status: 404 });
    const folder = path.startsWith('networks/') ? 'tests/data' : 'www';
    return route.fulfill({ body: readFileSync(join(root, folder, path)), contentType: types[extname(path)] ?? 'application/octet-stream' });
  });
  await page.goto(new URL('source/blank.html', site.address).href);
  await page.evaluate(async (base64) => {
    const { EmotionClient, EmotionError } = await import('./client.js');
    const picture = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const code = (promise) => promise.then(() => 'none', (error) => (error instanceof EmotionError ? error.code : `${error}`));
    Object.assign(window, { EmotionClient, picture, code });
  }, readFileSync(join(root, 'tests/data/astronaut.png'), 'base64'));
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
    await client.useNetwork({ onnx: 'networks/permuted.onnx', card: new URL('networks/permuted.json', location.href) });
    await look();
    await client.useNetwork(null);
    await look();
    const onnx = await (await fetch('networks/permuted.onnx')).arrayBuffer();
    const card = await (await fetch('networks/permuted.json')).json();
    await client.useNetwork({ onnx: new Blob([onnx]), card: new Blob([JSON.stringify(card)]) });
    await look();
    await client.useNetwork({ onnx, card: { ...card, labels: [null, 'sad', null, null] } });
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
    const card = await (await fetch('networks/permuted.json')).json();
    const codes = [];
    for (const network of [
      { onnx: 'networks/missing.onnx', card },
      { onnx: 'networks/permuted.onnx', card: new Blob(['no JSON']) },
      { onnx: 'networks/permuted.onnx', card: {} },
      { onnx: 'networks/permuted.json', card },
      { onnx: 17, card },
      { onnx: 'networks/beyond.onnx', card: 'networks/beyond.json' },
    ]) codes.push(await code(client.useNetwork(network)));
    const { faces } = await client.classify(picture, { still: true });
    client.close();
    return { codes, emotion: faces[0].emotion };
  });
  assert.deepEqual(codes, ['load-failed', ...Array(5).fill('invalid-network')]);
  assert.equal(emotion, 'happy');
});

test('scores are restricted to some emotions, with another network and after a restart too', async () => {
  const found = await page.evaluate(async () => {
    const client = new EmotionClient({ emotions: ['sad', 'angry'] });
    await client.ready;
    const { faces: [{ scores }] } = await client.classify(picture, { still: true });
    const found = { scores, emotions: [client.emotions.join()], codes: [] };
    await client.useNetwork({ onnx: 'networks/permuted.onnx', card: 'networks/permuted.json' });
    found.emotions.push(client.emotions.join());
    found.codes.push(await code(client.useNetwork({ onnx: 'networks/beyond.onnx', card: 'networks/beyond.json' })));
    const { faces: [again] } = await client.classify(picture, { still: true });
    found.emotions.push(client.emotions.join());
    found.again = again.scores;
    const lacking = await (await fetch('networks/permuted.json')).json();
    found.codes.push(await code(client.useNetwork({ onnx: 'networks/permuted.onnx', card: { ...lacking, labels: ['happy', null, null, null] } })));
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
  assert.deepEqual(found.codes, ['invalid-network', 'invalid-emotions', 'invalid-emotions', 'invalid-emotions']);
});

test('every frame of a video is read, and every other one where data is to be saved', async () => {
  const shares = await page.evaluate(async () => {
    const { LiveLoop } = await import('./live.js');
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
      const loop = new LiveLoop(video, classify, (_, { halved }) => (shares.halved = halved), () => {});
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
      shares.push({ share: read / came, halved: shares.halved });
    }
    return shares.map(({ share, halved }) => ({ share, halved }));
  });
  assert.ok(shares[0].share > 0.9 && !shares[0].halved, JSON.stringify(shares));
  assert.ok(shares[1].share > 0.1 && shares[1].share < 0.6 && shares[1].halved, JSON.stringify(shares));
});
