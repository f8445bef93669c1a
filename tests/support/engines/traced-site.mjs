// The built site with the probes in its pages and workers, in the engine of this run, behind the recording server.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dist } from '../../../www/build/paths.mjs';
import { host } from '../host.mjs';
import { engine, openPage } from './engine.mjs';
import { probe } from './probed-site.mjs';
import { openTraceServer } from './trace-server.mjs';

/** @import { Trace } from './trace-server.mjs' */

/** For a report on a busy machine, in milliseconds. */
const LIMIT_MS = 60_000;
/** The scripts of workers, in which nothing else reports. */
const WORKERS = /^(assets\/.*worker-(?!requests)[^/]*\.js|service-worker\.js)$/;

/** A page of the same origin that has no policy. */
export const BARE_PAGE = 'bare.html';
/** What a browser asks for by itself, whatever the page: its own services. @type {Record<string, RegExp>} */
const OF_THE_BROWSER = {
  chromium: /^CONNECT content-autofill\.googleapis\.com:443$/,
  firefox: /^CONNECT [\w.-]+\.(mozilla\.(com|org|net)|firefox\.com):443$/,
};

/**
 * Opens the engine, with the server as its proxy for every other host.
 * @param {object} options
 * @param {(path: string) => Record<string, string>} options.headers of the site's responses
 * @param {string} [options.inWorkers] a script that runs first in every worker
 */
export async function openTracedSite({ headers, inWorkers = '' }) {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-traced-'));
  writeProbedFiles(folder, inWorkers);
  const site = await host({ '/': folder }, headers);
  const server = await openTraceServer(site.address);
  const close = async () => {
    await server.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const page = await openPage({ proxyPort: server.port }).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    page,
    server,
    goto: (/** @type {string} */ path) => page.goto(new URL(path, server.address).href),
    /** Returns what other servers were asked for. */
    elsewhere: () => server.elsewhere.filter((request) => !OF_THE_BROWSER[engine]?.test(request)),
    /** Waits for this many reports. @param {(trace: Trace) => boolean} matches @param {number} count */
    async waitForTraces(matches, count) {
      for (const end = Date.now() + LIMIT_MS; server.traces.filter(matches).length < count; await setTimeout(50)) {
        assert.ok(Date.now() < end, `Expected ${count} such reports: ${matches}. Got ${JSON.stringify(server.traces)}`);
      }
    },
    async close() {
      await page.close();
      await close();
    },
  };
}

/** Writes the site with the probes in it. @param {string} folder @param {string} inWorkers */
function writeProbedFiles(folder, inWorkers) {
  cpSync(dist, folder, { recursive: true });
  const traceProbe = readFileSync(join(import.meta.dirname, 'trace-probe.js'), 'utf8');
  writeFileSync(join(folder, 'trace-probe.js'), traceProbe);
  writeFileSync(join(folder, 'probe.js'), probe); // for its camera
  writeFileSync(join(folder, BARE_PAGE), '<!doctype html><title>Bare</title><script src="./trace-probe.js"></script>');
  const scripts = '<script src="./trace-probe.js"></script><script src="./probe.js"></script>';
  for (const name of readdirSync(dist, { recursive: true }).map(String)) {
    const path = join(folder, name);
    if (WORKERS.test(name)) writeFileSync(path, `${traceProbe}${inWorkers}\n${readFileSync(path, 'utf8')}`);
    if (!name.endsWith('.html')) continue;
    writeFileSync(path, readFileSync(path, 'utf8').replace(/<head[^>]*>/, `$&${scripts}`));
  }
}
