// The recorder in every engine: a recording is saved, and opened again after the page was left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { isStopped, startCamera } from '../support/engines/live-page.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

/** Whether the recording in progress has at least this length. */
const hasSeconds = (/** @type {number} */ least) => {
  const text = document.querySelector('#recorder[data-state="recording"] .current')?.textContent ?? '';
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(text) ?? [0, 0, 0];
  return 60 * Number(minutes) + Number(seconds) >= least;
};
const saved = () => document.querySelectorAll('.saved-list li').length;
const showsSummary = () => /Looked mostly happy/.test(document.querySelector('#recorder .summary')?.textContent ?? '');
/** The number of the chart's pixels that are painted. */
const paintedPixels = () => {
  const chart = /** @type {HTMLCanvasElement} */ (document.querySelector('#recorder .timeline canvas'));
  const { data } = chart.getContext('2d')?.getImageData(0, 0, chart.width, chart.height) ?? { data: [] };
  return data.filter((value, index) => index % 4 === 3 && value > 0).length;
};

test(`${engine}: a recording is saved, and opened again after the page was left`, async () => {
  await site.visit('index.html', async () => {
    await startCamera(site);
    await site.page.click('#recorder .save input');
    await site.waitUntil(hasSeconds, 2);
    await site.page.click('#toggle');
    await site.waitUntil(isStopped);
    await site.waitUntil(showsSummary);
  });
  await site.visit('index.html', async () => {
    await site.page.click('#saved-recordings summary');
    await site.waitUntil(saved);
    assert.equal(await site.page.evaluate(saved), 1);
    await site.page.click('.saved-list li button:first-child');
    await site.waitUntil(showsSummary);
    await site.waitUntil(paintedPixels);
  });
});
