// Runs every example of every document in Chromium, with a camera, ten times, and leaves each also before it is done.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { integrity } from '../../www/build/package.mjs';
import { builtPackage, dist, root } from '../../www/build/paths.mjs';
import { FRAMEWORKS, snippet } from '../../www/site/playground/snippets.js';
import { examplePage, examplesInMarkdown, examplesInPage, isRunnable } from '../support/examples.mjs';
import { host } from '../support/host.mjs';
import { closeSites, folder, makeImage, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Framework } from '../../www/site/playground/snippets.js' */
/** @import { Example } from '../support/examples.mjs' */

const RUNS = 10;
/** For a face to be recognized on a busy machine, in milliseconds. */
const LIMIT_MS = 60_000;
/** Code blocks that no test here can run, by what they contain, and why. @type {Record<string, string>} */
const NOT_RUN = {
  'next/dynamic': 'needs Next',
  '@angular/core': 'needs Angular',
  'rolldownOptions:': 'is a part of a configuration',
  "{ baseUrl: '/pkg/' }": 'is a line of another example',
  "{ customModelsUrl: '/emosense-custom-models/' }": 'is a line of another example',
};

const documents = [
  ...examplesInMarkdown('README.md').filter(({ language }) => language !== 'rust'),
  ...examplesInMarkdown('www/package/README.md'),
  ...examplesInMarkdown('www/custom-models/README.md'),
  ...examplesInPage('www/site/examples.html'),
];
const snippets = Object.keys(FRAMEWORKS).map((framework) => {
  const code = snippet(/** @type {Framework} */ (framework), new Map([['max-faces', '1']]));
  const language = { react: 'jsx', angular: 'ts' }[framework] ?? framework;
  return { name: `the playground, ${framework}`, language, code };
});
const examples = [...documents, ...snippets].filter(
  ({ code }) => !Object.keys(NOT_RUN).some((part) => code.includes(part)),
);

/** Where the package and the site are. @type {Awaited<ReturnType<typeof host>>} */
let siteHost;

before(async () => {
  await openSites();
  siteHost = await host({ '/': dist }, () => ({ 'Access-Control-Allow-Origin': '*' }));
  mkdirSync(join(folder, 'page/models'), { recursive: true });
  renameSync(
    await makeImage({ width: 512, height: 512, at: [[0, 0, 1]], type: 'image/jpeg' }),
    join(folder, 'page/photo.jpg'),
  );
  // The developer's own model: to it, every face looks happy.
  const models = join(root, 'tests/data/models');
  cpSync(join(models, 'permuted.onnx'), join(folder, 'page/models/mine.onnx'));
  const config = JSON.parse(readFileSync(join(models, 'permuted.json'), 'utf8'));
  const mine = JSON.stringify({ ...config, labels: [null, 'happy', null, null] });
  writeFileSync(join(folder, 'page/models/mine.json'), mine);
});
after(async () => {
  await siteHost?.close();
  await closeSites();
});

/**
 * Serves the example from another origin than the package, and opens it in a page that records what it leaves behind.
 * @param {Example} example
 * @param {(open: () => Promise<Page>) => Promise<void>} steps
 */
async function withExample(example, steps) {
  /** @type {Record<string, string>} */
  const routes = { '/': join(folder, 'page') };
  const pageHost = await host(routes);
  routes['/example.html'] = await examplePage(example, {
    host: siteHost.address,
    origin: new URL(pageHost.address).origin,
    integrity: integrity(join(builtPackage, 'emo-sense.js')),
  });
  const context = await siteWithCamera.browser.newContext();
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(recordTracksAndLines);
    await steps(async () => {
      await page.goto(`${pageHost.address}example.html`);
      return page;
    });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    await pageHost.close();
  }
}

/** Runs in the page: records the tracks of cameras in `tracks`, and what is logged in `lines`. */
function recordTracksAndLines() {
  window.tracks = [];
  window.lines = [];
  const { mediaDevices } = navigator;
  if (!mediaDevices) return; // about:blank
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
  const { log } = console;
  console.log = (...values) => {
    window.lines.push(values.join(' '));
    log(...values);
  };
}

/** Does what a person does: turns on sharing in a frame, and gives consent. */
async function giveConsent(/** @type {Page} */ page, /** @type {string} */ code) {
  if (code.includes('<iframe')) {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'I understand' }).waitFor();
    await page.waitForTimeout(1500); // Chromium discards clicks in a frame that has only just been laid out.
    await frame.getByRole('switch').click();
    await frame.locator('input:checked').waitFor();
    await frame.getByRole('button', { name: 'I understand' }).click();
  } else if (/<emo-sense|createElement\('emo-sense'\)/.test(code) && !/<emo-sense[^>]* src=/.test(code)) {
    await page.getByRole('button', { name: 'I understand' }).click();
  }
}

/** Waits until the example says, on the page or the console, that a face looks happy, or else shows one. */
async function waitForOutcome(/** @type {Page} */ page, /** @type {string} */ code) {
  await page.waitForFunction(
    (says) => {
      const card = document.querySelector('emo-sense')?.shadowRoot.querySelector('.card[data-state="happy"]');
      const text = [document.body.innerText, ...window.lines].join('\n');
      return says ? /looks happy/i.test(text) : card;
    },
    code.includes('ooks'),
    { timeout: LIMIT_MS },
  );
}

/** Leaves the example as its framework does, or removes its elements and tells it that the page is being left. */
async function leave(/** @type {Page} */ page) {
  await page.evaluate(() => {
    if (window.leave) return window.leave();
    for (const element of document.querySelectorAll('emo-sense, iframe')) element.remove();
    dispatchEvent(new PageTransitionEvent('pagehide'));
  });
  await assertNothingRemains(page);
}

/** Leaves an example that is still at work: a component in its page, anything else together with the page. */
async function leaveEarly(/** @type {Page} */ page) {
  if (await page.evaluate(() => Boolean(window.leave))) return leave(page);
  await page.goto('about:blank');
  await assertNothingRemains(page);
}

/** Asserts that no camera and no worker is left, once what ends them has had its time. */
async function assertNothingRemains(/** @type {Page} */ page) {
  await page.waitForFunction(() => window.tracks.every(({ readyState }) => readyState === 'ended'));
  const workers = () => page.workers().map((worker) => worker.url());
  for (const end = Date.now() + LIMIT_MS; workers().length && Date.now() < end; ) await page.waitForTimeout(20);
  assert.deepEqual(workers(), [], 'workers that are left');
}

test('every code block is run, or its reason is known', () => {
  assert.ok(examples.length > 15, `${examples.length} examples`);
  assert.deepEqual(
    examples.filter((example) => !isRunnable(example)).map(({ name }) => name),
    [],
  );
});

for (const example of examples.filter(isRunnable)) {
  const { name, code } = example;
  test(`${name}: runs ${RUNS} times and leaves nothing behind`, async () => {
    await withExample(example, async (open) => {
      for (let run = 0; run < RUNS; run++) {
        const page = await open();
        await giveConsent(page, code);
        await waitForOutcome(page, code);
        await leave(page);
      }
    });
  });

  test(`${name}: can be left at any moment`, async () => {
    await withExample(example, async (open) => {
      for (const delayMs of [0, 50, 100, 200, 400]) {
        const page = await open();
        await page.waitForTimeout(delayMs);
        await leaveEarly(page);
      }
    });
  });
}

const [live] = examples.filter(({ code }) => code.includes('pagehide'));

test(`${live.name}: goes on when the person comes back to the page`, async () => {
  await withExample(live, async (open) => {
    const page = await open();
    await waitForOutcome(page, live.code);
    await leave(page); // browsers then keep the page
    await page.evaluate(() => {
      window.lines.length = 0;
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    await waitForOutcome(page, live.code);
  });
});
