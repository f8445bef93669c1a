// The self-check: both engines compute the published scores in this browser, from the client and on the Model page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { root, wasmFolder } from '../../www/build/paths.mjs';
import { assertAccessible } from '../support/accessibility.mjs';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';
import { visitModelPage } from '../support/model-page.mjs';
import { closeSites, DESKTOP, PHONE } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** Where the site and the package have the module with tract. */
const MODULE = /custom-models[^/]*\/emosense_bg\.wasm$/;
/** For what takes a busy machine long. */
const PATIENTLY = { timeout: 180_000 };
/** The first published score, and a wrong one. */
const SCORE = JSON.parse(readFileSync(join(root, 'tests/data/reference/emotion.json'), 'utf8')).crops[0].pytorch[0];
const WRONG = String(SCORE).replace(/\d$/, '').replace(/\.\d/, '.9').padEnd(String(SCORE).length, '0');

/** @type {Site} */
let site;
before(async () => {
  site = await openSite();
});
after(async () => {
  await site?.close();
  await closeSites();
});

/** Lets the module say that another score was published. */
async function publishAnotherScore(/** @type {Page} */ page) {
  const module = readFileSync(join(wasmFolder, 'custom-models/emosense_bg.wasm'));
  const text = Buffer.from(String(SCORE));
  const index = module.indexOf(text);
  assert.ok(index > 0, `the module has the score ${SCORE}`);
  module.write(WRONG, index);
  await page.route(MODULE, (route) => route.fulfill({ contentType: 'application/wasm', body: module }));
}

/** Waits until the page has no workers. */
async function workersEnd(/** @type {Page} */ page) {
  for (let tries = 0; page.workers().length; tries++) {
    assert.ok(tries < 300, `expected no workers, there are ${page.workers().length}`);
    await setTimeout(100);
  }
}

test('both engines compute the published scores', async () => {
  const page = await openClientPage(site);
  const check = await page.evaluate(async () => {
    // The settings of the client change the scores, and not those of the check.
    const client = new EmotionClient({ emotions: ['happy', 'sad'], sensitivity: 1 });
    const check = await client.selfCheck();
    client.close();
    return check;
  });
  assert.equal(check.inUse, 'built-in');
  assert.deepEqual(
    check.engines.map(({ engine, build, passed }) => ({ engine, build, passed })),
    [
      { engine: 'built-in', build: 'relaxed', passed: true },
      { engine: 'tract', build: 'custom', passed: true },
    ],
  );
  for (const { engine, maxDifference, msPerFace } of check.engines) {
    assert.ok(maxDifference <= 1e-4, `${engine}: ${maxDifference}`);
    assert.ok(msPerFace > 0, `${engine}: ${msPerFace} ms`);
  }
  await workersEnd(page);
  await page.close();
});

test('tells of scores that differ', async () => {
  const page = await openClientPage(site);
  await publishAnotherScore(page);
  const engines = await page.evaluate(async () => {
    const client = new EmotionClient({ engine: 'tract' });
    const { inUse, engines } = await client.selfCheck();
    client.close();
    return engines.map(({ passed, maxDifference }) => ({ inUse, passed, maxDifference }));
  });
  await page.close();
  for (const { inUse, passed, maxDifference } of engines) {
    assert.deepEqual({ inUse, passed }, { inUse: 'tract', passed: false });
    assert.ok(Math.abs(maxDifference - Math.abs(Number(WRONG) - SCORE)) < 1e-4, `${maxDifference}`);
  }
});

test('can be given up, and rejects with a code without the module', async () => {
  const page = await openClientPage(site);
  const codes = await page.evaluate(async () => {
    const client = new EmotionClient();
    await client.ready;
    const giveUp = new AbortController();
    const given = client.selfCheck({ signal: giveUp.signal }).catch((error) => error);
    giveUp.abort('given up');
    const missing = new EmotionClient({ customModelsUrl: 'missing/' });
    const closed = client.selfCheck();
    client.close();
    const codes = [await given, await window.codeOf(missing.selfCheck()), await window.codeOf(closed)];
    missing.close();
    return codes;
  });
  assert.deepEqual(codes, ['given up', 'load-failed', 'closed']);
  await workersEnd(page);
  await page.close();
});

const startButton = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Check this device' });
const status = (/** @type {Page} */ page) => page.locator('#self-check [role="status"]');

test('the Model page shows the result, and loads tract only when asked', async () => {
  for (const viewport of [DESKTOP, PHONE]) {
    await visitModelPage(site, { viewport }, async (page) => {
      /** @type {string[]} */
      const modules = [];
      page.on('request', (request) => request.url().endsWith('.wasm') && modules.push(request.url()));
      assert.deepEqual(page.workers(), []);
      await startButton(page).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Both engines compute the published scores').waitFor(PATIENTLY);
      assert.ok(modules.some((url) => MODULE.test(url)) || viewport === PHONE, `${modules}`);
      const rows = await page
        .locator('#self-check tr')
        .evaluateAll((all) =>
          all.map((/** @type {HTMLTableRowElement} */ { cells }) => [...cells].map(({ innerText }) => innerText)),
        );
      const [names, differences, times, builds] = rows;
      assert.deepEqual(names, ['Engine', 'EmoSense (in use)', 'tract']);
      assert.deepEqual(builds, ['Build', 'relaxed SIMD', 'for custom models']);
      for (const difference of differences.slice(1)) assert.match(difference, /^0(\.0000\d+)?$/);
      for (const time of times.slice(1)) assert.match(time, /^[\d,.]+ ms$/);
      assert.ok(
        await page
          .locator('#self-check table')
          .evaluate((/** @type {HTMLTableElement} */ table) => table.offsetWidth <= innerWidth),
      );
      await assertAccessible(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      assert.equal(await startButton(page).evaluate((button) => button === document.activeElement), true);
    });
  }
});

test('the Model page says that scores differ, and what failed, and lets a person cancel', async () => {
  const prepare = publishAnotherScore;
  await visitModelPage(site, { prepare, expectErrors: true, serviceWorkers: 'block' }, async (page) => {
    await startButton(page).click();
    await page.getByText('differ from the published ones by more than rounding').waitFor(PATIENTLY);

    await page.unroute(MODULE);
    await page.route('**/custom-models*/worker.js', (route) => route.fulfill({ status: 404 }));
    await startButton(page).click();
    await page.getByText('The check could not be completed. The model could not be loaded.').waitFor(PATIENTLY);
    assert.equal(await page.locator('#self-check table').count(), 0);

    await page.unroute('**/custom-models*/worker.js');
    await page.route('**/custom-models*/worker.js', () => {}); // never answered
    await startButton(page).click();
    await page.getByText('Checking both engines…').waitFor();
    await page.locator('#self-check progress').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await startButton(page).waitFor();
    assert.equal(await status(page).textContent(), '');
    await workersEnd(page);
  });
});
