// Several <emo-sense> on a page: they share a worker, which ends with the last of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { closeScriptHost, eventsOf, openScriptHost, visitElement } from '../support/element-page.mjs';
import { closeSites, openSites } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

/** Waits until this many images were classified. */
async function waitForFaces(/** @type {Page} */ page, /** @type {number} */ count) {
  while ((await eventsOf(page, 'faces')).length < count) await setTimeout(50);
}

test('four elements share one worker, which stays when one is removed and ends with the last', async () => {
  const element = '<emo-sense src="/data/astronaut.png"></emo-sense>';
  await visitElement(element.repeat(4), async (page) => {
    await waitForFaces(page, 4);
    assert.equal(page.workers().length, 1);
    const [worker] = page.workers();
    await page.evaluate(() => document.querySelector('emo-sense').remove());
    await page.evaluate(() => document.querySelector('emo-sense').start());
    await waitForFaces(page, 5);
    for (const { faces } of await eventsOf(page, 'faces')) assert.equal(faces[0].emotion, 'happy');
    assert.deepEqual(page.workers(), [worker]);
    await page.evaluate(() => document.querySelector('main').replaceChildren());
    while (page.workers().length) await setTimeout(50);
  });
});
