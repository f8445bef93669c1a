// How the events of <emo-sense> travel, and what fires none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  closeScriptHost,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
  waitForState,
} from '../support/element-page.mjs';
import { closeSites, openSites } from '../support/visit.mjs';

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

test('events bubble and cross shadow roots; `error` does not reach the window and its error handlers', async () => {
  await visitElement('<div id="host"></div>', async (page) => {
    await page.evaluate(() => {
      window.heard = { shadow: [], body: [], document: [], window: [] };
      const shadow = document.querySelector('#host').attachShadow({ mode: 'closed' });
      const targets = { shadow, body: document.body, document, window };
      for (const [name, target] of Object.entries(targets)) {
        for (const type of ['state', 'faces', 'emotion', 'error']) {
          target.addEventListener(type, (event) => window.heard[name].push(event));
        }
      }
      window.onerror = (event) => window.heard.window.push(event);
      const element = Object.assign(document.createElement('emo-sense'), { autostart: true });
      element.grantConsent();
      shadow.append(element);
      window.element = element;
    });
    await page.waitForFunction(() => window.heard.document.some(({ type }) => type === 'emotion'), null, {
      timeout: 60_000,
    });
    await page.evaluate(() => (window.element.src = '/data/README.md'));
    await page.waitForFunction(() => window.element.state === 'error', null, { timeout: 60_000 });
    const heard = await page.evaluate(() => {
      const typesOf = (events) => [...new Set(events.map(({ type }) => type))].sort();
      const errors = Object.entries(window.heard).map(([name, events]) => [name, typesOf(events)]);
      const [error] = window.heard.document.filter(({ type }) => type === 'error');
      return { types: Object.fromEntries(errors), detail: error.detail, target: error.target.id };
    });
    const all = ['emotion', 'error', 'faces', 'state'];
    const withoutError = ['emotion', 'faces', 'state'];
    assert.deepEqual(heard.types, { shadow: all, body: all, document: all, window: withoutError });
    assert.equal(heard.detail.code, 'source-unreadable');
    assert.equal(heard.target, 'host');

    // The errors of the page go on reaching the window, and only that.
    const count = await page.evaluate(() => {
      window.heard.window.length = 0;
      document.querySelector('main').dispatchEvent(new Event('error', { bubbles: true }));
      return window.heard.window.length;
    });
    assert.equal(count, 2, 'a listener and onerror');
  });
});

test('`classify` fires no event, and changes neither the state nor the faces', async () => {
  await visitElement('<emo-sense src="/data/astronaut.png"></emo-sense>', async (page) => {
    await waitForHappyCard(page);
    await waitForState(page, 'running');
    const types = ['state', 'faces', 'emotion', 'error'];
    const countEvents = async () => Promise.all(types.map(async (type) => (await eventsOf(page, type)).length));
    const before = await countEvents();
    const found = await page.evaluate(async () => {
      const element = document.querySelector('emo-sense');
      const { faces: shown } = element;
      const cat = await (await fetch('/data/cat.jpg')).blob();
      const { faces } = await element.classify(cat);
      const codes = [];
      const codeOf = async (/** @type {Blob} */ source, /** @type {any} */ options) =>
        element.classify(source, options).catch(({ code }) => code);
      codes.push(await codeOf(new Blob(['no image']), {}));
      for (const options of [{ stil: true }, null, { signal: new AbortController() }]) {
        codes.push(await codeOf(cat, options));
      }
      return { faces: faces.length, codes, isSame: element.faces === shown, state: element.state };
    });
    const codes = ['image-unreadable', 'invalid-setting', 'invalid-setting', 'invalid-setting'];
    assert.deepEqual(found, { faces: 0, codes, isSame: true, state: 'running' });
    assert.deepEqual(await countEvents(), before);
  });
});
