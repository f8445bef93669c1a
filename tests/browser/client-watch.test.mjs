// EmotionClient.watch: a live loop that looks after itself, and leaves nothing behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openClientPage } from '../support/client-page.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

/**
 * Opens a page with `client`, `playCamera`, which resolves with a video that plays a camera, and `watch`, which takes a
 * number of results and resolves with what ended the loop; and asserts that nothing was uncaught.
 * @param {(page: Page) => Promise<void>} steps
 */
async function onPage(steps) {
  const page = await openClientPage(siteWithCamera);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.evaluate(() => {
    window.client = new EmotionClient();
    window.playCamera = async (options) => {
      const srcObject = await window.client.openCamera(options);
      const video = Object.assign(document.createElement('video'), { srcObject, muted: true });
      document.body.append(video);
      await video.play();
      return video;
    };
    window.watch = async (source, options, count = Infinity, onResult = () => {}) => {
      window.results = [];
      try {
        for await (const result of window.client.watch(source, options)) {
          window.results.push(result);
          onResult();
          if (window.results.length >= count) return 'left';
        }
        return 'ended';
      } catch ({ name, code }) {
        return `${name} ${code}`;
      }
    };
  });
  await steps(page);
  assert.deepEqual(errors, []);
  await page.close();
}

test('watches a video and a stream: results come with the times of their frames, and tracks go on', async (t) => {
  for (const source of ['video', 'stream']) {
    await t.test(source, () =>
      onPage(async (page) => {
        const { outcome, results } = await page.evaluate(async (source) => {
          const video = await window.playCamera();
          const outcome = await window.watch(source === 'video' ? video : video.srcObject, {}, 10);
          return { outcome, results: window.results };
        }, source);
        assert.equal(outcome, 'left');
        const times = results.map(({ atMs }) => atMs);
        assert.deepEqual(
          times,
          [...new Set(times)].sort((a, b) => a - b),
          'the times of the frames rise',
        );
        for (const { faces, width, height } of results) {
          assert.deepEqual([width, height], [640, 480]);
          assert.deepEqual([faces[0].track.id, faces[0].emotion], [1, 'happy']);
        }
      }),
    );
  }
});

test('every way to end it ends quietly, and leaves nothing behind', async (t) => {
  const ends = {
    'the loop is left': () => window.watch(window.video, {}, 1),
    'the signal is aborted before': () => window.watch(window.video, { signal: AbortSignal.abort() }),
    'the signal is aborted in the loop': () => {
      const leaving = new AbortController();
      return window.watch(window.video, { signal: leaving.signal }, Infinity, () => leaving.abort());
    },
    'the signal is aborted while a frame is in progress': () => {
      const leaving = new AbortController();
      const { classify } = window.client;
      window.client.classify = (...args) => {
        window.setTimeout(() => leaving.abort());
        return classify.apply(window.client, args);
      };
      return window.watch(window.video, { signal: leaving.signal }).finally(() => delete window.client.classify);
    },
    'the signal is aborted while there is no frame': () => {
      const leaving = new AbortController();
      window.video.pause();
      window.setTimeout(() => leaving.abort(), 500);
      return window.watch(window.video, { signal: leaving.signal });
    },
    'the iterator is returned while a result is awaited': async () => {
      window.video.pause();
      const results = window.client.watch(window.video);
      const next = results.next();
      await new Promise((resolve) => window.setTimeout(resolve, 500));
      await results.return();
      return (await next).done ? 'ended' : 'a result';
    },
    'the page stops the camera': () => {
      for (const track of window.video.srcObject.getTracks()) track.stop();
      return window.watch(window.video);
    },
  };
  for (const [name, end] of Object.entries(ends)) {
    await t.test(name, () =>
      onPage(async (page) => {
        await page.evaluate(async () => {
          window.video = await window.playCamera();
          await window.client.ready;
        });
        assert.equal(await page.evaluate(end), name === 'the loop is left' ? 'left' : 'ended');
        const frames = await page.evaluate(async () => {
          let frames = 0;
          const { classify } = window.client;
          window.client.classify = (...args) => {
            frames++;
            return classify.apply(window.client, args);
          };
          await new Promise((resolve) => window.setTimeout(resolve, 300));
          return frames;
        });
        assert.equal(frames, 0, 'frames that are classified afterwards');
        assert.equal(page.workers().length, 1, 'the client goes on');
        await page.evaluate(() => window.client.close());
      }),
    );
  }
});

test('ends with the video, and watches it when it plays again', async () => {
  await onPage(async (page) => {
    const outcome = await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
      const context = canvas.getContext('2d');
      const bitmap = await createImageBitmap(photo);
      const drawing = setInterval(() => context.drawImage(bitmap, 0, 0), 30);
      const recorder = new MediaRecorder(canvas.captureStream());
      const recorded = new Promise((resolve) => {
        recorder.ondataavailable = ({ data }) => resolve(URL.createObjectURL(data));
      });
      recorder.start();
      await new Promise((resolve) => window.setTimeout(resolve, 1500));
      recorder.stop();
      clearInterval(drawing);
      const video = Object.assign(document.createElement('video'), { src: await recorded, muted: true });
      document.body.append(video);
      await window.client.ready;
      const outcome = [];
      for (let count = 0; count < 2; count++) {
        await video.play();
        outcome.push(
          await window.watch(video),
          window.results.some(({ faces }) => faces[0]?.emotion === 'happy'),
        );
      }
      return outcome;
    });
    assert.deepEqual(outcome, ['ended', true, 'ended', true]);
  });
});

test('takes about one frame per interval', async () => {
  await onPage(async (page) => {
    const times = await page.evaluate(async () => {
      await window.watch(await window.playCamera(), { intervalMs: 300 }, 4);
      return window.results.map(({ atMs }) => atMs);
    });
    for (let index = 1; index < times.length; index++) {
      assert.ok(times[index] - times[index - 1] > 150, `the times of the frames are ${times}`);
    }
  });
});

test('throws what fails, with a code', async (t) => {
  const failures = {
    'camera-lost': async () => {
      const video = await window.playCamera();
      const [track] = video.srcObject.getTracks();
      return window.watch(video, {}, Infinity, () => track.dispatchEvent(new Event('ended'))); // as when unplugged
    },
    closed: async () => window.watch(await window.playCamera(), {}, Infinity, () => window.client.close()),
    'source-unreadable': async () => {
      const video = await window.playCamera();
      window.setTimeout(() => {
        video.srcObject = null;
        video.src = 'missing/video.webm';
      });
      return window.watch(video);
    },
    'inference-failed': async () => {
      const video = await window.playCamera();
      let calls = 0;
      window.client.classify = async () => {
        calls++;
        throw Object.assign(new Error('failed'), { name: 'EmotionError', code: 'inference-failed' });
      };
      const outcome = await window.watch(video);
      return `${outcome}${calls === 3 ? '' : ` after ${calls} frames`}`;
    },
  };
  for (const [code, fail] of Object.entries(failures)) {
    await t.test(code, () => onPage(async (page) => assert.equal(await page.evaluate(fail), `EmotionError ${code}`)));
  }
});

test('loops over one video take turns', async () => {
  await onPage(async (page) => {
    const outcomes = await page.evaluate(async () => {
      const video = await window.playCamera();
      const seen = [0, 0, 0];
      const loops = seen.map(async (_, index) => {
        for await (const { faces } of window.client.watch(video)) {
          seen[index] += faces.length;
          if (seen.every((count) => count > 4)) return 'left';
          if (seen[index] > 100) return `${seen}`; // the others get none
        }
      });
      return Promise.all(loops);
    });
    assert.deepEqual(outcomes, ['left', 'left', 'left']);
  });
});

test('continues after a trap, and while another request is in progress', async () => {
  await onPage(async (page) => {
    const outcome = page.evaluate(async () => {
      window.video = await window.playCamera();
      return window.watch(window.video, {}, 40, () => window.client.classify(photo, { still: true }).catch(() => {}));
    });
    await page.waitForFunction(() => window.results?.length > 2);
    await page.workers()[0].evaluate(() => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
        throw new WebAssembly.RuntimeError('unreachable'); // a panic of the module is such an error
      };
    });
    assert.equal(await outcome, 'left');
  });
});

test('leaving a page in the middle of a loop reports nothing', async () => {
  await onPage(async (page) => {
    await page.evaluate(() => {
      window.watching = window.playCamera().then((video) => {
        const leaving = new AbortController();
        addEventListener('pagehide', () => leaving.abort());
        return window.watch(video, { signal: leaving.signal });
      });
    });
    await page.waitForFunction(() => window.results?.length > 2);
    await page.goto('about:blank');
  });
});
