// Films on the page "Pictures and films", in a real Chromium: made with its own encoders, read, stopped, broken, exported.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openVideoMaker } from '../support/video-maker.mjs';
import { PHONE, astronaut, closeSites, siteWithoutCamera, openSites, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
const path = 'files.html';
/** @type {Awaited<ReturnType<typeof openVideoMaker>>} */
let maker;

before(async () => {
  await openSites();
  maker = await openVideoMaker(siteWithoutCamera);
});
after(closeSites);

/** @param {string} name @param {Buffer} buffer */
const file = (name, buffer, mimeType = '') => ({ name, mimeType, buffer });
const choose = (page, files) => page.locator('#files-input').setInputFiles(files);
const done = (page) => page.locator('.total:not(:empty)').waitFor({ timeout: 120_000 });
const film = (page, name) => page.locator('.film').filter({ has: page.getByRole('heading', { name, exact: true }) });
const status = (page, name) => film(page, name).locator('.film-status').textContent();

async function exported(page, name, button) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    film(page, name).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

/** How many of the chart's pixels have that emotion's color. */
const painted = (place, emotion) =>
  place.locator('.timeline').evaluate((timeline, emotion) => {
    const probe = document.createElement('span');
    probe.style.color = `var(--${emotion})`;
    timeline.append(probe);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    const canvas = timeline.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      count += Number(
        Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) < 30 &&
          data[at + 3] > 200,
      );
    return count;
  }, emotion);

test('films of every container and codec, upright, between pictures: timeline, summary, exports by the film’s own time', async () => {
  const films = {
    'h264.mp4': await maker.video({ format: 'mp4', codec: 'avc', seconds: 4 }),
    'vp9.webm': await maker.video({ format: 'webm', codec: 'vp9', seconds: 2, faces: 2 }),
    'vp8.mkv': await maker.video({ format: 'mkv', codec: 'vp8', seconds: 1.5 }),
    'av1.mp4': await maker.video({ format: 'mp4', codec: 'av1', seconds: 1.5 }),
    'portrait.mov': await maker.video({ format: 'mov', codec: 'avc', seconds: 1.5, rotation: 90 }),
    'head down.mp4': await maker.video({ format: 'mp4', codec: 'avc', seconds: 1.5, rotation: 180 }),
    'recorded.webm': await maker.recorded(), // with transparency, as the canvas has it
  };
  await visit(siteWithoutCamera, { path }, async (page) => {
    await choose(page, [
      file('before.png', readFileSync(astronaut)),
      ...Object.entries(films).map(([name, bytes]) => file(name, bytes)),
      file('after.png', readFileSync(astronaut)),
    ]);
    await done(page);
    assert.equal(await page.locator('.total').innerText(), '2 pictures with 2 faces and 7 films.');
    for (const name of Object.keys(films)) {
      assert.match(await status(page, name), /^0:0\d long, read at \d+\.\d times its speed\.$/, name);
      assert.match(await film(page, name).locator('.summary').textContent(), /Looked mostly happy/, name);
      assert.ok((await painted(film(page, name), 'happy')) > 20, name);
      // The poster is upright: as wide as the film is shown.
      assert.deepEqual(
        await film(page, name)
          .locator('img')
          .evaluate((image) => [image.naturalWidth, image.naturalHeight]),
        [480, 360],
        name,
      );
    }
    assert.match(await status(page, 'h264.mp4'), /^0:04 long/);

    const recording = JSON.parse((await exported(page, 'h264.mp4', 'JSON')).toString());
    assert.deepEqual(
      [recording.format, recording.version, recording.durationMs, recording.tracks.length],
      ['emosense-recording', 1, 3900, 1],
    );
    const [track] = recording.tracks;
    assert.equal(track.id, 1);
    assert.deepEqual(
      track.times.slice(-20),
      Array.from({ length: 20 }, (_, index) => 2000 + 100 * index),
      'a sample for each tenth of a second of the film',
    );
    assert.equal(track.named.at(-1), 'happy');

    const two = JSON.parse((await exported(page, 'vp9.webm', 'JSON')).toString());
    assert.deepEqual(
      two.tracks.map(({ id }) => id),
      [1, 2],
      'each film has its own first face',
    );
    await film(page, 'vp9.webm').getByRole('button', { name: 'Show its timeline' }).nth(1).click();

    const lines = (await exported(page, 'h264.mp4', 'CSV')).toString().trimEnd().split('\r\n');
    assert.equal(lines[0], ['seconds', 'track', 'resembles', ...EMOTIONS, 'note'].join(','));
    assert.equal(lines.length, track.times.length + 1);
    assert.match(lines.at(-1), /^3\.9,1,happy,/);
    assert.equal((await exported(page, 'h264.mp4', 'Picture')).subarray(1, 4).toString(), 'PNG');
  });
});

test('a long film tells how far it is; stopped, what was read until then stays, and the next film is read on asking', async () => {
  const long = await maker.video({ format: 'mp4', codec: 'avc', seconds: 60 });
  const short = await maker.video({ format: 'webm', codec: 'vp8', seconds: 1.5 });
  await visit(siteWithoutCamera, { path }, async (page) => {
    await choose(page, [file('long.mp4', long), file('short.webm', short)]);
    const part = film(page, 'long.mp4');
    await part.getByText(/^0:\d\d of 1:00 · at \d+\.\d times its speed$/).waitFor({ timeout: 60_000 });
    const bar = page.getByRole('progressbar', { name: 'How much of long.mp4 is read' });
    assert.ok(await bar.evaluate(({ value, max }) => value > 0 && Math.abs(max - 60_000) < 200));
    assert.ok((await painted(part, 'happy')) > 5, 'the timeline grows while it is read');
    await page.getByRole('button', { name: 'Stop' }).click();
    await part.getByText(/^Stopped at 0:\d\d of 1:00\. This is what was read until then\.$/).waitFor();
    assert.match(await part.locator('.summary').textContent(), /Looked mostly happy/);
    const { tracks, durationMs } = JSON.parse((await exported(page, 'long.mp4', 'JSON')).toString());
    assert.ok(durationMs > 300 && durationMs < 59_000 && tracks[0].times.length > 3);
    assert.equal(await status(page, 'short.webm'), 'Waiting');
    await page.getByRole('button', { name: 'Go on with the other one' }).click();
    await film(page, 'short.webm')
      .getByText('0:02 long')
      .or(film(page, 'short.webm').getByText('0:01 long'))
      .waitFor({ timeout: 60_000 });
  });
});

test('cleared while a film is read: it is gone, and what is given next is read at once', async () => {
  const long = await maker.video({ format: 'mp4', codec: 'avc', seconds: 60 });
  await visit(siteWithoutCamera, { path }, async (page) => {
    await choose(page, [file('long.mp4', long)]);
    await film(page, 'long.mp4')
      .getByText(/ of 1:00 /)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Clear' }).click();
    await choose(page, [file('next.png', readFileSync(astronaut))]);
    await done(page);
    assert.equal(await page.locator('.total').innerText(), '1 picture with 1 face.');
  });
});

test('films that cannot be read say why, and the others go on', async () => {
  const whole = await maker.video({ format: 'mp4', codec: 'avc', seconds: 3, indexFirst: true });
  const indexLast = await maker.video({ format: 'mp4', codec: 'avc', seconds: 1 });
  const cut = (/** @type {Buffer} */ bytes, /** @type {number} */ share) =>
    bytes.subarray(0, Math.round(bytes.length * share));
  const cases = [
    [file('sound.webm', await maker.sound()), /^There is no picture in this file, only sound\.$/],
    [file('phone.mp4', await maker.hevc()), /^This browser cannot decode H\.265 \(HEVC\) video\./],
    [file('cut.mp4', cut(whole, 0.6)), /^The file is damaged after 0:01\. This is what was read until then\.$/],
    [file('no index.mp4', cut(indexLast, 0.6)), /^This film’s file is damaged or was cut short/],
    [
      file('noise.mp4', Buffer.concat([whole.subarray(0, 4000), Buffer.alloc(20_000, 7)])),
      /^This film’s file is damaged or was cut short/,
    ],
    [file('text.mp4', Buffer.from('This is no film.')), /^This is no film that can be read/],
    [file('empty.mov', Buffer.alloc(0)), /^This file is empty\.$/],
    [file('whole.mp4', whole), /^0:03 long/],
  ];
  await visit(siteWithoutCamera, { path }, async (page) => {
    await choose(
      page,
      cases.map(([one]) => one),
    );
    await done(page);
    for (const [{ name }, words] of cases) assert.match(await status(page, name), words, name);
    assert.match(await film(page, 'cut.mp4').locator('.summary').textContent(), /Looked mostly happy/);
  });
});

test('nothing that axe-core checks is amiss with a film by day and night, and nothing reaches past a phone’s edge', async () => {
  const bytes = await maker.video({ format: 'mp4', codec: 'avc', seconds: 2, faces: 2 });
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [PHONE, { width: 320, height: 640 }]) {
      await visit(siteWithoutCamera, { path, colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        await choose(page, [file('two.mp4', bytes)]);
        await done(page);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(
          violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target }) => `${colorScheme} ${viewport.width}: ${id} at ${target}`),
          ),
          [],
        );
        const past = await page.evaluate(() =>
          [...document.querySelectorAll('.film *')]
            .filter((part) => part.getBoundingClientRect().right > innerWidth)
            .map(({ className, tagName }) => `${tagName} ${className}`),
        );
        assert.deepEqual(past, [], `${viewport.width}`);
      });
    }
  }
});
