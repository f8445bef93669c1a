// Several EmotionClients on a page: they share a worker, take turns, and do not disturb one another.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** @type {Site} */
let site;

before(async () => {
  site = await openSite();
});
after(() => site.close());

/**
 * Opens a page and runs the steps. `started` and `downloads` list the URLs of the workers and modules so far. The page
 * has `clients`, and `classify`, which resolves with the emotion of the photo or the code of the error.
 * @param {(page: Page, seen: { started: string[], downloads: string[] }) => Promise<void>} steps
 */
async function onPage(steps) {
  const page = await openClientPage(site);
  /** @type {string[]} */
  const started = [];
  /** @type {string[]} */
  const downloads = [];
  page.on('worker', (worker) => started.push(worker.url()));
  page.context().on('request', (request) => request.url().endsWith('.wasm') && downloads.push(request.url()));
  await page.evaluate(() => {
    window.clients = [];
    window.classify = (client) =>
      client.classify(photo, { still: true }).then(
        ({ faces }) => faces[0].emotion,
        ({ code }) => code,
      );
  });
  await steps(page, { started, downloads });
  await page.close();
}

/** Creates clients in `window.clients`, each of which has classified the photo. */
const createClients = (/** @type {Page} */ page, /** @type {object[]} */ ...options) =>
  page.evaluate(async (options) => {
    const clients = options.map((each) => new EmotionClient(each));
    window.clients.push(...clients);
    return Promise.all(clients.map(window.classify));
  }, options);
const classifyWithAll = (/** @type {Page} */ page) =>
  page.evaluate(() => Promise.all(window.clients.map(window.classify)));

/** Lets the next frame make the module of a page's worker trap. */
const trapInWorker = (/** @type {Page} */ page, index = 0) =>
  page.workers()[index].evaluate(() => {
    OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
      throw new WebAssembly.RuntimeError('unreachable'); // a panic of the module is such an error
    };
  });

async function waitForWorkers(/** @type {Page} */ page, /** @type {number} */ count) {
  while (page.workers().length !== count) await setTimeout(50);
}

test('four clients share one worker and one download; it ends with the last of them', async () => {
  await onPage(async (page, { started, downloads }) => {
    assert.deepEqual(await createClients(page, {}, {}, {}, {}), ['happy', 'happy', 'happy', 'happy']);
    assert.equal(started.length, 1);
    assert.equal(downloads.length, 1);
    await page.evaluate(() => window.clients.shift().close());
    assert.deepEqual(await classifyWithAll(page), ['happy', 'happy', 'happy']);
    assert.equal(started.length, 1, 'workers after one client has closed');
    await page.evaluate(() => {
      for (const client of window.clients) client.close();
    });
    await waitForWorkers(page, 0);
  });
});

test('each client has its own settings, faces and tracks', async () => {
  await onPage(async (page, { started }) => {
    const results = await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1024, height: 512 });
      const bitmap = await createImageBitmap(photo);
      for (const left of [0, 512]) canvas.getContext('2d').drawImage(bitmap, left, 0);
      const all = new EmotionClient();
      const one = new EmotionClient({ maxFaces: 1, emotions: ['sad', 'angry'] });
      const results = [];
      for (const [client, count] of /** @type {const} */ ([
        [all, 1],
        [one, 3],
        [all, 1],
      ])) {
        for (let frame = 0; frame < count; frame++) {
          const { faces } = await client.classify(canvas);
          results.push([client.emotions.length, faces.map(({ track }) => track?.id).sort()]);
        }
      }
      return results;
    });
    const ofAll = [7, [1, 2]];
    const ofOne = [2, [1]];
    assert.deepEqual(results, [ofAll, ofOne, ofOne, ofOne, ofAll]);
    assert.equal(started.length, 1);
  });
});

test('clients take turns, however many images one of them has to classify', async () => {
  await onPage(async (page) => {
    await createClients(page, {}, {});
    const order = await page.evaluate(async () => {
      const [many, one] = window.clients;
      const order = [];
      const images = Array.from({ length: 10 }, () => window.classify(many).then(() => order.push('many')));
      await window.classify(one).then(() => order.push('one'));
      await Promise.all(images);
      return order;
    });
    assert.ok(order.indexOf('one') <= 2, `the order was ${order}`);
  });
});

test('a trap rejects the request in progress; the other clients go on, without a download', async () => {
  await onPage(async (page, { started, downloads }) => {
    await createClients(page, {}, { maxFaces: 1 }, {});
    await trapInWorker(page);
    assert.deepEqual(await classifyWithAll(page), ['recognizer-stopped', 'happy', 'happy']);
    assert.deepEqual(await classifyWithAll(page), ['happy', 'happy', 'happy']);
    assert.equal(started.length, 2, 'workers: the first, and the one after the trap');
    assert.equal(downloads.length, 1);
    await waitForWorkers(page, 1);
  });
});

test('a silent worker is replaced; the requests that wait for their turn get their results', async () => {
  await onPage(async (page, { started }) => {
    await createClients(page, {}, {}, {});
    await page.workers()[0].evaluate(() => close());
    assert.deepEqual(await classifyWithAll(page), ['timeout', 'happy', 'happy']);
    assert.equal(started.length, 2);
  });
});

test('a request that is given up in one client does not fail those of the others', async () => {
  await onPage(async (page) => {
    await createClients(page, {}, {}, {});
    await page.workers()[0].evaluate(() => close());
    const outcomes = await page.evaluate(async () => {
      const [first, second, third] = window.clients;
      const giveUp = new AbortController();
      const given = first.classify(photo, { still: true, signal: giveUp.signal }).catch(String);
      const closed = window.classify(second);
      const waiting = window.classify(third);
      await new Promise((resolve) => window.setTimeout(resolve, 100)); // the worker has the first frame
      giveUp.abort('given up');
      second.close();
      return Promise.all([given, closed, waiting]);
    });
    assert.deepEqual(outcomes, ['given up', 'closed', 'happy']);
  });
});

test('all clients get the error if the worker cannot be started, and all recover', async () => {
  await onPage(async (page, { started }) => {
    const urls = ['**/client/pkg/worker.js', '**/client/pkg/embedded.js'];
    let attempts = 0;
    for (const url of urls) {
      await page.route(url, (route) => {
        attempts += Number(url.endsWith('worker.js'));
        return route.abort();
      });
    }
    const codes = await page.evaluate(() => {
      window.clients = Array.from({ length: 4 }, () => new EmotionClient());
      return Promise.all(window.clients.map(({ ready }) => codeOf(ready)));
    });
    assert.deepEqual(codes, Array(4).fill('load-failed'));
    assert.equal(attempts, 1, 'they all wait for one attempt');
    for (const url of urls) await page.unroute(url);
    assert.deepEqual(await classifyWithAll(page), Array(4).fill('happy'));
    assert.equal(started.length, 1);
  });
});

test('a client with a worker of its own shares none', async () => {
  await onPage(async (page, { started }) => {
    await createClients(page, {}, { ownWorker: true }, {});
    assert.equal(started.length, 2);
    await page.evaluate(() => window.clients.splice(1, 1)[0].close());
    await waitForWorkers(page, 1);
    assert.deepEqual(await classifyWithAll(page), ['happy', 'happy']);
  });
});

test('each custom model has a worker of its own, in which it is loaded once', async () => {
  await onPage(async (page, { started, downloads }) => {
    await createClients(page, {}, {}, {});
    const useModel = (/** @type {number} */ client, /** @type {string} */ onnx, /** @type {string} */ config) =>
      page.evaluate(
        ([client, onnx, config]) =>
          codeOf(window.clients[client].useModel({ onnx: `models/${onnx}`, config: `models/${config}` })),
        /** @type {const} */ ([client, onnx, config]),
      );
    assert.equal(await useModel(0, 'permuted.onnx', 'permuted.json'), 'none');
    assert.equal(await useModel(1, 'stops-later.onnx', 'faulty.json'), 'none');
    assert.equal(started.length, 3, 'one worker for the built-in model and one for each custom model');
    assert.equal(await useModel(2, 'beyond.onnx', 'beyond.json'), 'invalid-model');
    await waitForWorkers(page, 3);
    assert.deepEqual(await classifyWithAll(page), ['angry', 'model-stopped', 'happy']);
    await waitForWorkers(page, 2);
    assert.deepEqual(await classifyWithAll(page), ['angry', 'happy', 'happy']);
    assert.equal(downloads.length, 2, 'each module is downloaded once');
  });
});
