// Collects which functions and blocks of the scripts a Chromium runs, in pages, frames, workers and service workers.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeScriptCovs } from '@bcoe/v8-coverage';
import { connect } from './debugging-connection.mjs';

/** @import { Browser, BrowserContext, Page } from 'playwright-core' */
/** @import { ScriptCov } from '@bcoe/v8-coverage' */

/** How often the counts are taken. What runs after the last time, before a target ends by itself, is lost. */
const INTERVAL_MS = 2000;

const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
const COVERAGE = { callCount: true, detailed: true };

/**
 * Collects until the browser is closed, then writes what it has collected into a folder, by the scripts' digests.
 * @param {Browser} browser
 * @param {number} port of its debugging protocol
 * @param {string} folder
 */
export async function collectCoverage(browser, port, folder) {
  /** The sessions, and the digests of their scripts. @type {Map<string, Map<string, string>>} */
  const sessions = new Map();
  /** @type {Map<string, ScriptCov>} */
  const collected = new Map();
  const connection = await connect(port, ({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') start(params.sessionId);
    if (method === 'Target.detachedFromTarget') sessions.delete(params.sessionId);
    if (method === 'Debugger.scriptParsed' && sessionId) sessions.get(sessionId)?.set(params.scriptId, params.hash);
  });

  async function start(/** @type {string} */ session) {
    sessions.set(session, new Map());
    await Promise.all([
      connection.send('Debugger.enable', {}, session), // It states the digests.
      connection.send('Debugger.setSkipAllPauses', { skip: true }, session),
      connection.send('Profiler.enable', {}, session),
      connection.send('Profiler.startPreciseCoverage', COVERAGE, session),
      connection.send('Target.setAutoAttach', ATTACH, session),
      connection.send('Runtime.runIfWaitingForDebugger', {}, session),
    ]);
  }

  async function take() {
    await Promise.all(
      [...sessions].map(async ([session, digests]) => {
        const answer = await connection.send('Profiler.takePreciseCoverage', {}, session);
        for (const { scriptId, functions } of answer?.result ?? []) {
          const url = digests.get(scriptId);
          if (!url) continue;
          const script = { scriptId: '0', url, functions };
          const earlier = collected.get(url);
          collected.set(url, (earlier && mergeScriptCovs([earlier, script])) ?? script);
        }
      }),
    );
  }

  await connection.send('Target.setAutoAttach', ATTACH);
  const interval = setInterval(take, INTERVAL_MS);
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    beforeClose(context, take);
    context.on('page', (page) => beforeClose(page, take));
    return context;
  };
  beforeClose(browser, async () => {
    clearInterval(interval);
    await take();
    connection.close();
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify([...collected.values()]));
  });
}

/**
 * Does something before a part of the browser is closed.
 * @param {Browser | BrowserContext | Page} part
 * @param {() => Promise<void>} action
 */
function beforeClose(part, action) {
  const close = part.close.bind(part);
  part.close = async (/** @type {object | undefined} */ options) => {
    await action();
    await close(options);
  };
}
