// The REST API of the service worker, offline: images, the model, every error; each response must match openapi.json.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { dist, root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { waitForServiceWorker } from '../support/service-worker.mjs';
import { closeSites, openSites, siteWithoutCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/**
 * The body of a request: a test file, as it is or in a form field, or a text, or a number of zero bytes.
 * @typedef {{ file?: string, type?: string, field?: string, text?: string, bytes?: number }} Body
 */

const openApi = JSON.parse(readFileSync(join(dist, 'api/v1/openapi.json'), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema({ ...openApi, $id: 'openapi' });

/** @type {Page} */
let page;
before(async () => {
  await openSites();
  const site = await host({ '/': dist, '/data/': join(root, 'tests/data') });
  page = await siteWithoutCamera.browser.newPage();
  await page.goto(`${site.address}index.html`);
  await waitForServiceWorker(page);
  // The files are loaded before the host ends; the API must do without it.
  await page.evaluate(async () => {
    window.files = {};
    for (const name of ['astronaut.png', 'cat.jpg', 'README.md']) {
      window.files[name] = await (await fetch(`/data/${name}`)).blob();
    }
  });
  await site.close();
});
after(closeSites);

/**
 * Calls the API from the page and asserts that the response matches openapi.json.
 * @param {string} path
 * @param {string} method
 * @param {Body} [body]
 */
async function call(path, method, body = {}) {
  const response = await page.evaluate(callFromPage, { path, method, body });
  assert.match(response.type ?? '', /^application\/json/);
  const json = JSON.parse(response.text);
  const operation = new Map(Object.entries(openApi.paths[`/${path}`] ?? {})).get(method.toLowerCase());
  if (operation) assert.ok(operation.responses[response.status], `openapi.json has no status ${response.status}`);
  const schema = operation
    ? `openapi#/paths/~1${path}/${method.toLowerCase()}/responses/${response.status}/content/application~1json/schema`
    : 'openapi#/components/schemas/Error';
  const isValid = ajv.validate({ $ref: schema }, json);
  assert.ok(isValid, ajv.errorsText());
  return { ...response, json };
}

/** Runs in the page. @param {{ path: string, method: string, body: Body }} request */
async function callFromPage({ path, method, body: { file, type, field, text, bytes } }) {
  /** @type {BodyInit | undefined} */
  let body = text ?? (bytes === undefined ? undefined : new Uint8Array(bytes));
  if (file) body = window.files[file];
  if (field) {
    body = new FormData();
    body.append(field, file ? window.files[file] : 'not a file');
  }
  const headers = type && body !== undefined ? { 'content-type': type } : {};
  const response = await fetch(`api/v1/${path}`, { method, body, headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    allow: response.headers.get('allow'),
    text: await response.text(),
  };
}

for (const [description, body] of /** @type {[string, Body][]} */ ([
  ['as the body', { file: 'astronaut.png', type: 'image/png' }],
  ['in a form', { file: 'astronaut.png', field: 'image' }],
])) {
  test(`classifies the happy face in a photo ${description}`, async () => {
    const { status, json } = await call('classify', 'POST', body);
    assert.equal(status, 200);
    assert.equal(json.width, 512);
    assert.equal(json.height, 512);
    assert.equal(json.faces.length, 1);
    const [face] = json.faces;
    assert.equal(face.emotion, 'happy');
    assert.equal(face.quality, 'good');
    assert.ok(face.scores.happy > 0.8, `the score of happy is ${face.scores.happy}`);
    const { x, y } = face.landmarks.leftEye;
    assert.ok(Math.hypot(x - 202, y - 101) < 10, `the left eye is at ${x}, ${y}`);
  });
}

test('returns an empty list for an image without a face', async () => {
  const { status, json } = await call('classify', 'POST', { file: 'cat.jpg', type: 'image/jpeg' });
  assert.equal(status, 200);
  assert.deepEqual(json.faces, []);
});

/** @type {[string, Parameters<typeof call>, number, string][]} */
const errors = [
  ['an empty body', ['classify', 'POST', { bytes: 0, type: 'image/png' }], 400, 'no-image'],
  ['a form without a file', ['classify', 'POST', { field: 'image' }], 400, 'no-image'],
  ['a form with the file in another field', ['classify', 'POST', { file: 'cat.jpg', field: 'photo' }], 400, 'no-image'],
  [
    'an invalid form',
    ['classify', 'POST', { text: 'not a form', type: 'multipart/form-data; boundary=x' }],
    400,
    'invalid-form',
  ],
  ['33 MiB', ['classify', 'POST', { bytes: 33 * 1024 * 1024, type: 'image/png' }], 413, 'image-too-large'],
  ['JSON', ['classify', 'POST', { text: '{}', type: 'application/json' }], 415, 'unsupported-media-type'],
  ['no body', ['classify', 'POST'], 415, 'unsupported-media-type'],
  [
    'a text file with the type of an image',
    ['classify', 'POST', { file: 'README.md', type: 'image/png' }],
    422,
    'image-unreadable',
  ],
  ['GET for classify', ['classify', 'GET'], 405, 'method-not-allowed'],
  ['PUT for model', ['model', 'PUT', { text: '{}' }], 405, 'method-not-allowed'],
  ['an unknown path', ['people', 'GET'], 404, 'not-found'],
  ['a path that is a property of every object', ['constructor', 'GET'], 404, 'not-found'],
  ['a method that is a property of every object', ['model', 'constructor'], 405, 'method-not-allowed'],
];
for (const [description, request, status, code] of errors) {
  test(`responds to ${description} with ${status} ${code}`, async () => {
    const [path] = request;
    const response = await call(...request);
    assert.equal(response.status, status);
    assert.equal(response.json.error.code, code);
    assert.ok(response.json.error.message, 'the error has a message');
    if (status === 405) assert.equal(response.allow, path === 'classify' ? 'POST' : 'GET');
  });
}

test('responds to HEAD without a body', async () => {
  for (const path of ['model', 'people']) {
    const { status, text } = await page.evaluate(callFromPage, { path, method: 'HEAD', body: {} });
    assert.equal(status, path === 'model' ? 200 : 404);
    assert.equal(text, '');
  }
});

test('after a trap the next request gets a new instance of the module', async () => {
  const photo = () => call('classify', 'POST', { file: 'astronaut.png', type: 'image/png' });
  await photo(); // loads the first instance
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(() => {
    const { instantiate } = WebAssembly;
    const { prototype } = OffscreenCanvasRenderingContext2D;
    const { getImageData } = prototype;
    self.instances = 0;
    WebAssembly.instantiate = /** @type {any} */ (
      (/** @type {BufferSource} */ bytes, /** @type {WebAssembly.Imports} */ imports) => {
        self.instances++;
        return instantiate(bytes, imports);
      }
    );
    prototype.getImageData = () => {
      prototype.getImageData = getImageData;
      return Object.defineProperty(new ImageData(1, 1), 'data', {
        get() {
          throw new WebAssembly.RuntimeError('unreachable'); // a panic of the module is such an error
        },
      });
    };
  });
  assert.equal((await photo()).status, 500);
  assert.equal((await photo()).json.faces.length, 1);
  assert.equal(await worker.evaluate(() => self.instances), 1);
});

test('describes the model as its config does', async () => {
  const config = JSON.parse(readFileSync(join(root, 'models/emotion.json'), 'utf8'));
  const { json } = await call('model', 'GET');
  assert.equal(json.sha256, config.sha256);
  assert.deepEqual(json.labels, config.labels);
  assert.equal(json.privateTest.accuracy, config.privateTest.accuracy);
  assert.equal(json.privateTest.people.agreement, config.privateTest.ferPlus.sixOrMore.accuracy);
});

test('says that the models are loaded once an image was classified', async () => {
  await call('classify', 'POST', { file: 'cat.jpg', type: 'image/jpeg' });
  const { json } = await call('health', 'GET');
  assert.equal(json.status, 'ok');
  assert.equal(json.loaded, true);
});
