// Which frames of a video file are analyzed, and how finely: few frames a second, small faces, joined files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { download, file, itemOf, path, resultText, waitForTotal } from '../support/files-page.mjs';
import { openVideoMaker } from '../support/video-maker.mjs';
import { closeSites, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { RecordingJson } from '../../www/site/recording/recording.js' */

/** @type {Awaited<ReturnType<typeof openVideoMaker>>} */
let maker;

before(async () => {
  await openSites();
  maker = await openVideoMaker(siteWithoutCamera);
});
after(closeSites);

/** Analyzes a video, and passes its status, its summary and its recording on. */
async function analyze(
  /** @type {Buffer} */ bytes,
  /** @type {(result: { status: string, summary: string, recording: RecordingJson }) => void} */ check,
) {
  await visit(siteWithoutCamera, { path }, async (/** @type {Page} */ page) => {
    await page.locator('#files-input').setInputFiles([file('video.mp4', bytes)]);
    await waitForTotal(page);
    const item = itemOf(page, 'video.mp4');
    const json = await download(page, item.getByRole('button', { name: 'JSON', exact: true }));
    check({
      status: await resultText(page, 'video.mp4'),
      summary: await item.locator('.summary').textContent(),
      recording: JSON.parse(json.toString()),
    });
  });
}

for (const interval of [1, 3]) {
  test(`a face is in view throughout a video with a frame every ${interval} s`, async () => {
    const bytes = await maker.video({ format: 'mp4', codec: 'avc', seconds: 12, interval });
    await analyze(bytes, ({ status, summary, recording }) => {
      assert.match(status, /^0:12 long/);
      assert.equal(recording.tracks.length, 1, 'one face');
      assert.match(summary, /In view for 0:1[12]\./);
      const [{ times }] = recording.tracks;
      const gaps = times.slice(1).map((atMs, index) => atMs - times[index]);
      assert.ok(Math.max(...gaps) <= 500, `the timeline has a gap of ${Math.max(...gaps)} ms`);
    });
  });
}

test('all of 20 small faces in an HD video are found', async () => {
  const bytes = await maker.video({ format: 'mp4', codec: 'avc', seconds: 2, faces: 20 });
  await analyze(bytes, ({ recording }) => {
    const long = recording.tracks.filter(({ times }) => times.length > 10);
    assert.ok(long.length >= 19, `${long.length} of 20 faces were tracked`);
  });
});

test('both halves of a joined MPEG transport stream are analyzed, one after the other', async () => {
  const half = await maker.video({ format: 'ts', codec: 'avc', seconds: 3 });
  await analyze(Buffer.concat([half, half]), ({ status, recording }) => {
    assert.match(status, /^0:06 long/);
    assert.equal(recording.tracks.length, 1, 'one face');
    const [{ times }] = recording.tracks;
    assert.deepEqual(
      times.slice(-20),
      [...Array(20).keys()].map((index) => 4000 + 100 * index),
    );
  });
});
