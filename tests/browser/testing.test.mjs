// emosense/testing: the double of the client has what the client has, and refuses what it refuses, in the same words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
  await page.evaluate(async () => {
    const script = './testing/testing.js'; // of the package, which the page has beside it
    const { EmotionClient: Double } = await import(script);
    window.classes = { client: EmotionClient, double: Double };
    /** Returns an error in words, or 'none'. */
    window.errorOf = async (/** @type {() => unknown} */ call) => {
      try {
        await call();
        return 'none';
      } catch (error) {
        const { name, code, message } = /** @type {Error & { code?: string }} */ (error);
        return `${name} ${code}: ${message}`;
      }
    };
  });
});
after(() => site.close());

/**
 * Runs a function in the page with the client and with its double.
 * @template T
 * @param {(Class: any) => T | Promise<T>} inspect
 */
async function ofBoth(inspect) {
  const [client, double] = await Promise.all(
    ['client', 'double'].map(async (name) => {
      const handle = await page.evaluateHandle((name) => window.classes[name], name);
      return page.evaluate(inspect, handle);
    }),
  );
  return { client, double };
}

test('has the same methods and properties', async () => {
  const { client, double } = await ofBoth((Class) => {
    const kindOf = (/** @type {PropertyDescriptor} */ { get, set, value }) =>
      value ? 'method' : `${get ? 'get' : ''}${set ? 'set' : ''}`;
    const members = Object.entries(Object.getOwnPropertyDescriptors(Class.prototype)).map(
      ([name, descriptor]) => `${name} ${kindOf(descriptor)}`,
    );
    const instance = new Class();
    instance.close();
    return [...members, ...Object.keys(instance)].sort();
  });
  assert.ok(client.includes('watch method') && client.includes('onProgress'), `${client}`);
  assert.deepEqual(double, client);
});

test('refuses unknown options of every method, and names the same ones', async () => {
  const { client, double } = await ofBoth(async (Class) => {
    const unknown = /** @type {any} */ ({ nonsense: 1 });
    const instance = /** @type {any} */ (new Class());
    const canvas = document.createElement('canvas');
    const result = { faces: [], width: 1, height: 1 };
    // The arguments before the options; what takes none is not called.
    const leading = { classify: [canvas], watch: [document.createElement('video')], openCamera: [] };
    const all = {
      ...leading,
      draw: [canvas, result],
      explain: [canvas, {}],
      useModel: [null],
      selfCheck: [],
      close: null,
    };
    const errors = { constructor: await window.errorOf(() => new Class(unknown)) };
    const isMethod = (name) => typeof Object.getOwnPropertyDescriptor(Class.prototype, name)?.value === 'function';
    for (const name of Object.getOwnPropertyNames(Class.prototype).filter(isMethod)) {
      if (name === 'constructor' || all[name] === null) continue;
      // The results of `watch` are an iterator; a method that is missing above fails here.
      const call = () => instance[name](...all[name], unknown);
      errors[name] = await window.errorOf(name === 'watch' ? () => call().next() : call);
    }
    instance.close();
    return errors;
  });
  const names = Object.keys(client).sort();
  assert.deepEqual(names, [
    'classify',
    'constructor',
    'draw',
    'explain',
    'openCamera',
    'selfCheck',
    'useModel',
    'watch',
  ]);
  for (const name of names)
    assert.match(client[name], /^EmotionError invalid-setting: Unknown option 'nonsense'/, name);
  assert.deepEqual(double, client);
});

test('refuses the same values, in the same words', async () => {
  const { client, double } = await ofBoth(async (Class) => {
    const instance = /** @type {any} */ (new Class());
    const canvas = document.createElement('canvas');
    const video = document.createElement('video');
    const result = { faces: [], width: 1, height: 1 };
    const signal = AbortSignal.abort(new Error('given up'));
    const calls = {
      'no options': () => new Class(null),
      'options that are a text': () => new Class(/** @type {any} */ ('x')),
      'classify nothing': () => instance.classify(),
      'classify null': () => instance.classify(null),
      'classify a text': () => instance.classify('photo.png'),
      'classify with null': () => instance.classify(canvas, null),
      'classify with a controller': () => instance.classify(canvas, { signal: new AbortController() }),
      'classify, aborted': () => instance.classify(canvas, { signal }),
      'explain null': () => instance.explain(null, {}),
      'explain, aborted': () => instance.explain(canvas, {}, { signal }),
      'selfCheck, aborted': () => instance.selfCheck({ signal }),
      'useModel, aborted': () => instance.useModel(null, { signal }),
      'openCamera, aborted': () => instance.openCamera({ signal }),
      'openCamera with a direction': () => instance.openCamera({ facing: 'front' }),
      'watch nothing': () => instance.watch().next(),
      'watch a text': () => instance.watch('video').next(),
      'watch an image': () => instance.watch(new Image()).next(),
      'watch with an interval': () => instance.watch(video, { intervalMs: -1 }).next(),
      'draw on nothing': () => instance.draw(undefined, result),
      'draw on a text': () => instance.draw('canvas', result),
      'draw faces': () => instance.draw(canvas, []),
      'draw without a size': () => instance.draw(canvas, { faces: [] }),
      'draw with a language': () => instance.draw(canvas, result, { lang: 1 }),
      busy: () => Promise.all([instance.classify(canvas), instance.classify(canvas)]),
    };
    const afterwards = {
      'closed, ready': () => instance.ready,
      'closed, classify': () => instance.classify(canvas),
      'closed, explain': () => instance.explain(canvas, {}),
      'closed, selfCheck': () => instance.selfCheck(),
      'closed, useModel': () => instance.useModel(null),
      'closed, openCamera': () => instance.openCamera(),
      'closed, watch': () => instance.watch(video).next(),
    };
    const errors = {};
    for (const [name, call] of Object.entries(calls)) errors[name] = await window.errorOf(call);
    instance.close();
    for (const [name, call] of Object.entries(afterwards)) errors[name] = await window.errorOf(call);
    return errors;
  });
  const accepted = Object.keys(client).filter((name) => client[name] === 'none');
  assert.deepEqual(accepted, []);
  assert.deepEqual(double, client);
});

test('a loop that is left does not wait for an answer that never comes', async () => {
  const done = await page.evaluate(async () => {
    const script = './testing/testing.js';
    const { answerWith, EmotionClient: Double } = await import(script);
    answerWith(() => new Promise(() => {}));
    const results = new Double().watch(document.createElement('video'));
    const next = results.next();
    await results.return();
    answerWith([]);
    return (await next).done;
  });
  assert.equal(done, true);
});
