// A live session's recording, as a person makes it: timeline, pause, notes, summary, exports; kept, crashed, opened again, deleted.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import {
  closeSites,
  folder,
  waitForHappyFace,
  openSites,
  makeImage,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

before(openSites);
after(closeSites);

const now = (page) => page.locator('#recorder .now');
const stop = (page) => page.getByRole('button', { name: 'Stop the camera' }).click();
const keep = (page) => page.getByRole('switch', { name: 'Keep on this device' });
/** The seconds that the recorder tells. */
const seconds = async (page) => {
  const [, minutes, rest] = /(\d+):(\d\d)/.exec(await now(page).innerText());
  return 60 * Number(minutes) + Number(rest);
};
const recordedFor = (page, least) =>
  page.waitForFunction(
    (least) => {
      const [, minutes, rest] = /(\d+):(\d\d)/.exec(document.querySelector('#recorder .now').textContent) ?? [0, 0, 0];
      return 60 * Number(minutes) + Number(rest) >= least;
    },
    least,
    { timeout: 60_000 },
  );
const openKept = (page) => page.getByText('Kept recordings').click();

/** The text of the recording that is shown. */
async function exported(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON', exact: true }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

/** How many of the chart's pixels have that emotion's color. */
const painted = (page, emotion) =>
  page.evaluate((emotion) => {
    const probe = document.createElement('span');
    probe.style.color = `var(--${emotion})`;
    document.querySelector('.timeline').append(probe);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    const canvas = document.querySelector('.timeline canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      count += Number(
        Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) < 30 &&
          data[at + 3] > 200,
      );
    return count;
  }, emotion);

test('a timeline while it runs; pause stops the clock; a note; then a summary, as CSV, JSON and a picture too', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await recordedFor(page, 2);
    assert.match(await now(page).innerText(), /now happy · mostly happy, \d+ %/);
    assert.ok((await painted(page, 'happy')) > 20);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await seconds(page);
    await page.waitForTimeout(2500);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForTimeout(600);
    assert.ok((await seconds(page)) <= paused + 1, 'the pause does not count');
    await page.getByRole('textbox', { name: 'A note at this moment' }).fill('A smile');
    await page.keyboard.press('Enter');
    await stop(page);
    const summary = page.locator('#recorder .summary');
    await summary.getByText(/mostly resembled happy/).waitFor();
    assert.match(await summary.getByRole('row').nth(1).innerText(), /happy\s+\d+ %/);
    assert.match(await summary.locator('.summary-notes').innerText(), /0:0\d A smile/);
    assert.ok((await painted(page, 'happy')) > 20);

    const saved = async (name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('#recorder').getByRole('button', { name, exact: true }).click(),
      ]);
      assert.match(download.suggestedFilename(), /^emosense-20\d\d-\d\d-\d\d-\d\d-\d\d\.(csv|json|png)$/);
      return readFileSync(await download.path());
    };
    const json = JSON.parse((await saved('JSON')).toString());
    const [{ times, named, scores }] = json.tracks;
    assert.ok(times.length >= 15 && named.filter((name) => name === 'happy').length > 10);
    assert.ok(EMOTIONS.every((emotion) => scores[emotion].length === times.length));
    assert.equal(json.notes[0].text, 'A smile');
    assert.ok(json.durationMs < 6000, `${json.durationMs} ms with the pause left out`);
    const lines = (await saved('CSV')).toString().trim().split('\r\n');
    assert.equal(lines.length, 1 + times.length + 1);
    assert.equal((await saved('Picture')).subarray(1, 4).toString(), 'PNG');

    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0].html]),
      [],
    );
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#stage').isVisible(), false);
    assert.equal(await summary.isVisible(), true);
  });
});

test('of two faces, each has its timeline, live and afterwards', async () => {
  const frame = await makeImage({
    width: 640,
    height: 480,
    at: [
      [-40, 90, 0.7],
      [290, 90, 0.7],
    ],
    type: 'image/jpeg',
  });
  const video = join(folder, 'two.mjpeg');
  writeFileSync(video, Buffer.concat(Array(10).fill(readFileSync(frame)))); // a Motion JPEG is JPEGs in a row
  const two = await openSite({ camera: { video } });
  try {
    await visit(two, {}, async (page) => {
      await startCamera(page);
      const whose = page.getByRole('group', { name: 'Whose timeline' });
      const [first, second] = [1, 2].map((number) => whose.getByRole('button', { name: `Face ${number}` }));
      await second.waitFor();
      await recordedFor(page, 2);
      assert.deepEqual(await Promise.all([first, second].map((button) => button.getAttribute('aria-pressed'))), [
        'true',
        'false',
      ]);
      await second.focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(700); // drawn anew meanwhile
      assert.deepEqual(await Promise.all([first, second].map((button) => button.getAttribute('aria-pressed'))), [
        'false',
        'true',
      ]);
      assert.equal(await second.evaluate((button) => document.activeElement === button), true);
      assert.ok((await painted(page, 'happy')) > 20);
      await stop(page);
      await page.locator('.summary-track').nth(1).getByRole('button', { name: 'Show its timeline' }).click();
      assert.deepEqual(
        await page.locator('.summary [aria-pressed]').evaluateAll((all) => all.map((button) => button.ariaPressed)),
        ['false', 'true'],
      );
      assert.equal(await page.locator('.summary-track').count(), 2);
      assert.equal(await whose.isVisible(), false);
      const { tracks } = JSON.parse(await exported(page));
      assert.deepEqual(tracks.map(({ id }) => id).sort(), [1, 2]);
    });
  } finally {
    await two.close();
  }
});

test('nothing is kept unless asked for; kept, it survives a crash of its tab, and is opened, exported, brought in and deleted', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    await startCamera(page);
    await recordedFor(page, 1);
    await stop(page);
    await openKept(page);
    await page.getByText('None yet.').waitFor();
    assert.equal(await page.locator('.kept-list li').count(), 0);

    const crashing = await context.newPage();
    await crashing.goto(page.url());
    await startCamera(crashing);
    await keep(crashing).check();
    await recordedFor(crashing, 7);
    const cdp = await context.newCDPSession(crashing);
    const crash = crashing.waitForEvent('crash');
    cdp.send('Page.crash').catch(() => {}); // never answers
    await crash;

    const next = await context.newPage();
    await next.goto(page.url());
    await openKept(next);
    await next.locator('.kept-list li').first().waitFor();
    const [, kept] = /0:(\d\d), 1 face/.exec(await next.locator('.kept-list li').innerText());
    assert.ok(Number(kept) >= 2, `${kept} s of 7 are there: at most 5 may be lost`);
    await next.locator('.kept-list li button').first().click();
    await next.getByText(/mostly resembled happy/).waitFor();
    const [download] = await Promise.all([
      next.waitForEvent('download'),
      next.getByRole('button', { name: 'JSON', exact: true }).click(),
    ]);
    const file = join(folder, 'recording.json');
    await download.saveAs(file);
    await next.locator('#kept input[type="file"]').setInputFiles(file);
    await next.waitForFunction(() => document.querySelectorAll('.kept-list li').length === 2);
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, '{"format": "something"}');
    await next.locator('#kept input[type="file"]').setInputFiles(wrong);
    await next.getByText('This is no recording of EmoSense').waitFor();

    const remove = next.getByRole('button', { name: /^Delete the recording/ }).first();
    await remove.click();
    assert.equal(await next.locator('.kept-list li').count(), 2, 'the first press asks');
    await remove.click();
    await next.waitForFunction(() => document.querySelectorAll('.kept-list li').length === 1);
    await next.locator('#kept input[type="file"]').setInputFiles(file);
    await next.getByRole('button', { name: 'Delete all' }).click();
    await next.getByRole('button', { name: 'Really delete all?' }).click();
    await next.getByText('None yet.').waitFor();
  });
});

test('a full device and a browser that keeps nothing are told; what was kept before stays, and the recording goes on', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    await startCamera(page);
    await keep(page).check();
    await recordedFor(page, 2);
    await stop(page);
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 1);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: new URL(siteWithCamera.address).origin, quotaSize: 1 });
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyFace(page);
    await recordedFor(page, 1);
    await keep(page).click(); // refused, it goes off again
    await page.getByRole('alert').filter({ hasText: 'The storage of this device is full.' }).waitFor();
    assert.equal(await keep(page).isChecked(), false);
    const before = await seconds(page);
    await recordedFor(page, before + 1);
    await stop(page);
    await page.getByText(/mostly resembled happy/).waitFor();
    await openKept(page);
    await page.locator('.kept-list li button').nth(-2).click(); // the oldest: the browser may have let a second one begin
    await page.getByText(/mostly resembled happy/).waitFor();
    assert.ok(Number(/"durationMs":(\d+)/.exec(await exported(page))[1]) >= 2000);
  });
  const prepare = (page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    await startCamera(page);
    await recordedFor(page, 1);
    await keep(page).click(); // refused, it goes off again
    await page.getByRole('alert').filter({ hasText: 'This browser keeps nothing for this page' }).waitFor();
    await stop(page);
    await page.getByText(/mostly resembled happy/).waitFor();
  });
});
