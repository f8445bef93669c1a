// The REST API that the service worker answers: real pictures, every status, each answer held against openapi.json; offline too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { closeSites, siteWithoutCamera, openSites } from '../support/visit.mjs';

const described = JSON.parse(readFileSync(join(root, 'dist/api/v1/openapi.json'), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema({ ...described, $id: 'openapi' });

/** @type {import('playwright-core').Page} */
let page;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;
before(async () => {
  await openSites();
  site = await host({ '/': join(root, 'dist'), '/data/': join(root, 'tests/data') });
  page = await siteWithoutCamera.browser.newPage();
  await page.goto(`${site.address}index.html`);
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    null,
    { timeout: 60_000 },
  );
  // The pictures, while the host is there: what follows is asked of the device alone.
  await page.evaluate(async () => {
    window.pictures = {};
    for (const name of ['astronaut.png', 'cat.jpg', 'README.md'])
      pictures[name] = await (await fetch(`/data/${name}`)).blob();
  });
  await site.close();
});
after(closeSites);

/**
 * Calls the API from the page and holds the answer against the description.
 * @param {string} path @param {string} method
 * @param {{ picture?: string, type?: string, field?: string, text?: string, bytes?: number }} [body] a picture as it is or, with `field`, in a form; or a text; or so many zeros
 */
async function call(path, method, body = {}) {
  const answer = await page.evaluate(
    async ({ path, method, body: { picture, type, field, text, bytes } }) => {
      /** @type {RequestInit} */
      const init = { method };
      let content = text ?? (bytes === undefined ? undefined : new Uint8Array(bytes));
      if (picture) content = pictures[picture];
      if (field) {
        content = new FormData();
        content.append(field, picture ? pictures[picture] : 'no file');
      }
      if (content !== undefined) Object.assign(init, { body: content, headers: type ? { 'content-type': type } : {} });
      const response = await fetch(`api/v1/${path}`, init);
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        allow: response.headers.get('allow'),
        text: await response.text(),
      };
    },
    { path, method, body },
  );
  assert.match(answer.type ?? '', /^application\/json/);
  const json = JSON.parse(answer.text);
  const operation = described.paths[`/${path}`]?.[method.toLowerCase()];
  const reference = operation
    ? `openapi#/paths/~1${path}/${method.toLowerCase()}/responses/${answer.status}/content/application~1json/schema`
    : 'openapi#/components/schemas/Error';
  if (operation)
    assert.ok(operation.responses[answer.status], `${method} ${path} answers ${answer.status}, which is not described`);
  const valid = ajv.validate({ $ref: reference }, json);
  assert.ok(valid, ajv.errorsText());
  return { ...answer, json };
}

test('a photograph of a happy face, as bytes and in a form', async () => {
  for (const body of [
    { picture: 'astronaut.png', type: 'image/png' },
    { picture: 'astronaut.png', field: 'picture' },
  ]) {
    const {
      status,
      json: { faces, width, height },
    } = await call('classify', 'POST', body);
    assert.deepEqual(
      [status, width, height, faces.length, faces[0].emotion, faces[0].quality],
      [200, 512, 512, 1, 'happy', 'good'],
    );
    assert.ok(faces[0].scores.happy > 0.8);
    const { x, y } = faces[0].landmarks.leftEye;
    assert.ok(Math.hypot(x - 202, y - 101) < 10);
  }
});

test('a picture without a face is no error', async () => {
  const { status, json } = await call('classify', 'POST', { picture: 'cat.jpg', type: 'image/jpeg' });
  assert.deepEqual([status, json.faces], [200, []]);
});

/** @type {[string, Parameters<typeof call>, number, string][]} */
const refusals = [
  ['an empty body', ['classify', 'POST', { bytes: 0, type: 'image/png' }], 400, 'no-picture'],
  ['a form without a file', ['classify', 'POST', { field: 'picture' }], 400, 'no-picture'],
  ['a form with another field', ['classify', 'POST', { picture: 'astronaut.png', field: 'photo' }], 400, 'no-picture'],
  [
    'a form that is none',
    ['classify', 'POST', { text: 'no form', type: 'multipart/form-data; boundary=x' }],
    400,
    'invalid-form',
  ],
  ['33 MiB', ['classify', 'POST', { bytes: 33 * 1024 * 1024, type: 'image/png' }], 413, 'picture-too-large'],
  ['JSON', ['classify', 'POST', { text: '{}', type: 'application/json' }], 415, 'unsupported-media-type'],
  ['nothing at all', ['classify', 'POST'], 415, 'unsupported-media-type'],
  [
    'a text that is called a picture',
    ['classify', 'POST', { picture: 'README.md', type: 'image/png' }],
    422,
    'image-unreadable',
  ],
  ['a classification that is got', ['classify', 'GET'], 405, 'method-not-allowed'],
  ['a model that is put', ['model', 'PUT', { text: '{}' }], 405, 'method-not-allowed'],
  ['what there is not', ['people', 'GET'], 404, 'not-found'],
  ['what every object has', ['constructor', 'GET'], 404, 'not-found'],
];
for (const [what, request, status, code] of refusals) {
  test(`${what}: ${status}`, async () => {
    const [path, method] = request;
    const answer = await call(...request);
    assert.deepEqual([answer.status, answer.json.error.code], [status, code]);
    assert.ok(answer.json.error.message);
    if (status === 405) assert.equal(answer.allow, path === 'classify' ? 'POST' : 'GET');
  });
}

test('the model and its figures are those of the card; health tells that it is loaded', async () => {
  const card = JSON.parse(readFileSync(join(root, 'models/emotion.json'), 'utf8'));
  const { json: model } = await call('model', 'GET');
  assert.deepEqual(
    [model.sha256, model.labels, model.privateTest.accuracy],
    [card.sha256, card.labels, card.privateTest.accuracy],
  );
  const { json: health } = await call('health', 'GET');
  assert.deepEqual([health.status, health.loaded], ['ok', true]);
});
