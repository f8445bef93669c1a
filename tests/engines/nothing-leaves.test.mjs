// Nothing leaves: a visit of every page requests only the site's own files, and stores only what the person chose.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { isChosen, isRequestAllowed, isTraceAllowed, missingChoices } from '../support/engines/allowed-traces.mjs';
import { engine } from '../support/engines/engine.mjs';
import { LEAKS } from '../support/engines/leaks.mjs';
import { openTracedSite } from '../support/engines/traced-site.mjs';
import { visitAndStore, visitWithoutStoring } from '../support/engines/whole-visit.mjs';

/** For reports and requests that are still on their way, in milliseconds. */
const LAST_MS = 1500;

/** @type {Awaited<ReturnType<typeof openTracedSite>>} */
let site;
before(async () => {
  site = await openTracedSite({ headers: () => ({}) }); // The harder case: only the pages carry the policy.
});
after(() => site?.close());

/** Asserts that only files of the site were requested, and returns what else was reported, each once. */
async function tracesOfVisit() {
  await setTimeout(LAST_MS);
  const { requests, traces } = site.server;
  assert.deepEqual(site.elsewhere(), [], 'requests to other hosts');
  assert.deepEqual(
    requests.filter((request) => !isRequestAllowed(request)),
    [],
    'requests that are not for a file of the site, or tell more',
  );
  assert.ok(requests.length > 50 && traces.length > 0, 'the probes work');
  const others = traces.filter((trace) => !isTraceAllowed(trace));
  return [...new Set(others.map(({ channel, detail }) => `${channel} ${detail}`))].sort();
}

/** Returns what is stored, as the page sees it. */
const stored = () =>
  site.page.evaluate(async () => ({
    cookie: document.cookie,
    sessionStorage: Object.keys(sessionStorage),
    localStorage: Object.keys(localStorage).sort(),
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    caches: (await caches.keys()).map((name) => name.replace(/-http:.*/, '')).sort(),
  }));

test(`${engine}: a visit of every page sends nothing, and stores only the site's own files`, async () => {
  await visitWithoutStoring(site);
  assert.deepEqual(await tracesOfVisit(), []);
  assert.deepEqual(await stored(), {
    cookie: '',
    sessionStorage: [],
    localStorage: [],
    databases: [],
    caches: ['assets', 'workbox-precache-v2'],
  });
});

test(`${engine}: what the person chooses to store is stored on the device, and nothing else is`, async () => {
  await visitAndStore(site);
  const traces = await tracesOfVisit();
  assert.deepEqual(
    traces.filter((trace) => !isChosen(trace)),
    [],
  );
  assert.deepEqual(missingChoices(traces), []);
  assert.deepEqual(await stored(), {
    cookie: '',
    sessionStorage: [],
    localStorage: ['emosense-consent', 'emosense-settings'],
    databases: ['emosense', 'emosense-places'],
    caches: ['assets', 'workbox-precache-v2'],
  });
});

test(`${engine}: each way to send or store something would have been seen`, async (t) => {
  for (const [name, { leak, trace }] of Object.entries(LEAKS)) {
    await t.test(name, async (t) => {
      if ((await site.page.evaluate(leak)) === false) return t.skip('this engine does not have it');
      await site.waitForTraces(({ channel, detail }) => trace.test(`${channel} ${detail}`), 1);
    });
  }
});
