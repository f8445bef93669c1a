// <emo-sense> as an author uses it: one script tag of another origin, a camera that plays a film, real pages of any policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../www/build/paths.mjs';
import { host } from '../support/host.mjs';
import { astronaut, closeSites, siteWithoutCamera, openSites, siteWithCamera } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROUNDS = 20;

/** Where the element's files lie: another origin than the page's. @type {Awaited<ReturnType<typeof host>>} */
let other;
before(async () => {
  await openSites();
  other = await host({ '/emosense/': join(root, 'dist/emosense') }, () => ({ 'Access-Control-Allow-Origin': '*' }));
});
after(async () => {
  await closeSites();
  await other?.close();
});

/**
 * Opens a page with that body, which notes the element's events in `window.events`, and runs the steps; fails on errors of
 * the page, on breaches of its policy, and on requests to other origins than its own and the files'.
 * @param {string} body
 * @param {(page: import('playwright-core').Page, wrong: string[]) => Promise<void>} steps
 */
async function withPage(body, steps, { browser = siteWithCamera.browser, policy = '', own = false, ...options } = {}) {
  const from = own ? '/' : other.address;
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
    ${policy ? '' : '<link rel="icon" href="data:,">'}<script type="module" src="${from}emosense/emo-sense.js"></script><main><h1>A page</h1>${body}</main></html>`;
  const site = await host(
    { '/page.html': text, '/data/': dirname(astronaut), '/emosense/': join(root, 'dist/emosense') },
    () => (policy ? { 'Content-Security-Policy': `${policy}; report-uri /report` } : {}),
  );
  const context = await browser.newContext(options);
  const [wrong, requests] = [[], []];
  context.on('request', (request) => requests.push(request.url()));
  try {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    await page.addInitScript(() => {
      window.events = [];
      for (const type of ['state', 'error', 'emotion', 'faces']) {
        document.addEventListener(
          type,
          ({ target, detail }) => target.localName === 'emo-sense' && window.events.push({ type, ...detail }),
          true,
        );
      }
    });
    await page.goto(`${site.address}page.html`);
    await page.waitForFunction(() => customElements.get('emo-sense'));
    await steps(page, wrong);
    assert.deepEqual(wrong, []);
    assert.deepEqual(site.reports, []);
    const stray = requests.filter(
      (url) => ![site.address, other.address].some((place) => url.startsWith(place)) && !url.startsWith('blob:'),
    );
    assert.deepEqual(stray, []);
  } finally {
    await context.close();
    await site.close();
  }
}

const consent = (page) => page.getByRole('button', { name: 'I understand' });
const state = (page, wanted) =>
  page.waitForFunction((wanted) => document.querySelector('emo-sense').state === wanted, wanted, { timeout: 60_000 });
const happy = (page) => page.locator('.card[data-state="happy"]').waitFor({ timeout: 60_000 });
const noted = (page, type) => page.evaluate((type) => window.events.filter((event) => event.type === type), type);

test('one script tag of another origin, one element: consent, camera, faces, events', async () => {
  await withPage('<emo-sense></emo-sense>', async (page) => {
    await state(page, 'consent');
    await page.getByText('Not at work, not in education.').waitFor();
    assert.deepEqual(await noted(page, 'faces'), []);
    await consent(page).click();
    await happy(page);
    const states = (await noted(page, 'state')).map((event) => event.state);
    assert.deepEqual(states, ['consent', 'loading', 'opening', 'running']);
    const [{ track, emotion, previous, scores }] = (await noted(page, 'emotion')).slice(-1);
    assert.equal(emotion, 'happy');
    assert.equal(track, 1);
    assert.ok(previous === null || previous === 'uncertain');
    assert.ok(Math.abs(Object.values(scores).reduce((sum, score) => sum + score) - 1) < 1e-3);
    const { faces, width, height, classifyMs } = (await noted(page, 'faces')).at(-1);
    assert.deepEqual([faces.length, width, height], [1, 640, 480]);
    assert.ok(classifyMs > 0);
    assert.equal(await page.evaluate(() => document.querySelector('emo-sense').faces[0].track.id), 1);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await state(page, 'stopped');
    await page.evaluate(() => document.querySelector('emo-sense').start());
    await happy(page); // consent was given to this element
  });
});

test('attributes are its state: they reflect, and what is no good falls back', async () => {
  await withPage(
    '<emo-sense facing="up" mirror="maybe" interval-ms="-5" max-faces="0.5" smoothing="soon" hide="scores nonsense" lang="xx"></emo-sense>',
    async (page) => {
      const read = () =>
        page.evaluate(() => {
          const { autostart, facing, mirror, intervalMs, maxFaces, smoothing, src } =
            document.querySelector('emo-sense');
          return { autostart, facing, mirror, intervalMs, maxFaces, smoothing, src };
        });
      const fallen = {
        autostart: false,
        facing: 'user',
        mirror: 'auto',
        intervalMs: 0,
        maxFaces: Infinity,
        smoothing: null,
        src: '',
      };
      assert.deepEqual(await read(), fallen);
      await page.evaluate(() =>
        Object.assign(document.querySelector('emo-sense'), {
          facing: 'environment',
          mirror: 'off',
          intervalMs: 200,
          maxFaces: 3,
          smoothing: 150,
        }),
      );
      const attributes = await page.evaluate(() =>
        Object.fromEntries([...document.querySelector('emo-sense').attributes].map(({ name, value }) => [name, value])),
      );
      assert.equal(attributes.facing, 'environment');
      assert.equal(attributes['interval-ms'], '200');
      assert.equal(attributes['max-faces'], '3');
      assert.equal(attributes.smoothing, '150');
      assert.deepEqual(await read(), {
        ...fallen,
        facing: 'environment',
        mirror: 'off',
        intervalMs: 200,
        maxFaces: 3,
        smoothing: 150,
      });
      assert.equal(await page.locator('.cards').isVisible(), false);
      // The notice cannot be hidden, by whatever name.
      await page.evaluate(() =>
        document.querySelector('emo-sense').setAttribute('hide', 'notice consent overlay scores controls'),
      );
      assert.equal(await page.getByText('Not at work, not in education.').isVisible(), true);
      assert.equal(await consent(page).isVisible(), true);
      // Its words are those of the nearest language that there is.
      await page.evaluate(() => (document.querySelector('emo-sense').lang = 'fr-CA'));
      assert.equal(await page.getByText('Ni au travail, ni dans l’enseignement.').isVisible(), true);
      await page.evaluate(() => {
        document.documentElement.lang = 'de';
        document.querySelector('emo-sense').removeAttribute('lang');
      });
      assert.equal(await page.getByText('Nicht bei der Arbeit, nicht in der Bildung.').isVisible(), true);
    },
  );
});

test('it starts by itself only where consent is remembered, which can be taken back', async () => {
  await withPage('<emo-sense autostart></emo-sense>', async (page) => {
    await state(page, 'consent');
    await consent(page).click();
    await happy(page);
    await page.reload();
    await state(page, 'consent'); // it was not asked to be remembered
    await page.getByRole('checkbox', { name: 'Remember this on this device' }).check();
    await consent(page).click();
    await happy(page);
    await page.reload();
    await happy(page);
    assert.ok(!(await noted(page, 'state')).some((event) => event.state === 'consent'));
    await page.getByText('Notice and limits').click();
    await page.locator('.forget').click();
    await page.reload();
    await state(page, 'consent');
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });
});

test('a picture at `src`, and `classify` beside it', async () => {
  await withPage('<emo-sense src="/data/astronaut.png"></emo-sense>', async (page) => {
    await happy(page);
    assert.ok(!(await noted(page, 'state')).some((event) => event.state === 'consent')); // no camera is opened
    const found = await page.evaluate(async () => {
      const cat = await (await fetch('/data/cat.jpg')).blob();
      const { faces } = await document.querySelector('emo-sense').classify(cat);
      return faces.length;
    });
    assert.equal(found, 0);
    await page.evaluate(() => document.querySelector('emo-sense').setAttribute('src', '/data/README.md'));
    await page.waitForFunction(() => window.events.some((event) => event.type === 'error'));
    assert.equal((await noted(page, 'error'))[0].code, 'source-unreadable');
  });
});

test('every failure is an event with a code and a message in words', async () => {
  await withPage(
    '<emo-sense></emo-sense>',
    async (page) => {
      await state(page, 'consent');
      await consent(page).click();
      await state(page, 'error');
      const [{ code, message }] = await noted(page, 'error');
      assert.equal(code, 'no-camera');
      assert.ok(message);
      await page.getByRole('heading', { name: /camera/i }).waitFor();
      const loose = await page.evaluate(() => {
        try {
          document.createElement('emo-sense').start();
          return 'nothing';
        } catch (error) {
          return `${error instanceof Error} ${error.code}`;
        }
      });
      assert.equal(loose, 'true not-connected');
    },
    { browser: siteWithoutCamera.browser },
  );
});

test('a page that allows nothing by default and no style: no breach of its policy', async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
  await withPage(
    '<emo-sense></emo-sense>',
    async (page) => {
      await consent(page).click();
      await happy(page);
      const { radius, display } = await page.evaluate(() => {
        const stage = document.querySelector('emo-sense').shadowRoot.querySelector('.stage');
        return { radius: getComputedStyle(stage).borderTopLeftRadius, display: getComputedStyle(stage).position };
      });
      assert.deepEqual([radius, display], ['16px', 'relative']); // its styles are there
    },
    { policy, own: true },
  );
});

test('disconnected it leaves nothing behind; moved within a task it goes on', async () => {
  await withPage('<emo-sense></emo-sense><div id="elsewhere"></div>', async (page) => {
    await page.evaluate(() => {
      window.tracks = [];
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await open(wanted);
        window.tracks.push(...stream.getTracks());
        return stream;
      };
    });
    await page.getByRole('checkbox', { name: 'Remember this on this device' }).check();
    await consent(page).click();
    await happy(page);
    await page.evaluate(() => document.querySelector('#elsewhere').append(document.querySelector('emo-sense')));
    const before = (await noted(page, 'faces')).length;
    await page.waitForFunction(
      (before) => window.events.filter(({ type }) => type === 'faces').length > before + 3,
      before,
    );
    assert.equal(await page.evaluate(() => window.tracks.length), 1); // the very same camera
    await page.evaluate(() => document.querySelector('emo-sense').remove());

    const cdp = await page.context().newCDPSession(page);
    /** How many of these are alive. */
    const alive = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      const counts = {};
      for (const type of [
        "customElements.get('emo-sense')",
        'HTMLVideoElement',
        'MediaStream',
        'Worker',
        'ImageBitmap',
      ]) {
        const { result } = await cdp.send('Runtime.evaluate', {
          expression: `${type}.prototype`,
          objectGroup: 'counted',
        });
        const { objects } = await cdp.send('Runtime.queryObjects', {
          prototypeObjectId: result.objectId,
          objectGroup: 'counted',
        });
        const length = await cdp.send('Runtime.callFunctionOn', {
          objectId: objects.objectId,
          functionDeclaration: 'function () { return this.length; }',
        });
        counts[type] = length.result.value;
      }
      await cdp.send('Runtime.releaseObjectGroup', { objectGroup: 'counted' });
      return counts;
    };
    for (let round = 0; round < ROUNDS; round++) {
      await page.evaluate(() => {
        const element = Object.assign(document.createElement('emo-sense'), { autostart: true });
        document.querySelector('main').append(element);
      });
      await page.waitForFunction(() => document.querySelector('emo-sense').faces.length === 1, null, {
        timeout: 60_000,
      });
      await page.evaluate(() => document.querySelector('emo-sense').remove());
      await page.waitForFunction(() => window.tracks.every(({ readyState }) => readyState === 'ended'));
    }
    assert.equal(await page.evaluate(() => window.tracks.length), ROUNDS + 1);
    await page.evaluate(() => (window.tracks.length = 0)); // or the test itself would keep them
    // The browser lets go of a camera's stream some seconds after its end, and of the element with it.
    let left;
    for (let wait = 0; wait < 60; wait++) {
      left = { ...(await alive()), workers: page.workers().length };
      if (!Object.values(left).some(Boolean)) return;
      await page.waitForTimeout(1000);
    }
    assert.fail(`left behind: ${JSON.stringify(left)}`);
  });
});

test('axe finds nothing serious; the keyboard reaches everything; results are announced', async () => {
  for (const options of [{}, { colorScheme: 'dark' }]) {
    await withPage(
      '<emo-sense></emo-sense>',
      async (page) => {
        const check = async () => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => axe.run());
          assert.deepEqual(
            violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => [id, nodes[0].html]),
            [],
          );
        };
        await state(page, 'consent');
        await check();
        for (
          let press = 0;
          press < 12 && !(await consent(page).evaluate((button) => button.matches(':focus')));
          press++
        )
          await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await happy(page);
        await check();
        await page.getByRole('status').filter({ hasText: 'happy' }).waitFor();
        // What had the focus has gone; the next thing to do has it.
        assert.equal(
          await page.getByRole('button', { name: 'Stop the camera' }).evaluate((button) => button.matches(':focus')),
          true,
        );
      },
      options,
    );
  }
});

test('narrow, right to left, and at rest: nothing sticks out, nothing jumps', async () => {
  for (const [width, attributes] of [
    [240, ''],
    [390, 'dir="rtl"'],
    [900, ''],
  ]) {
    await withPage(
      `<div ${attributes} style="inline-size: ${width}px; margin: auto"><emo-sense></emo-sense></div>`,
      async (page) => {
        await page.evaluate(() => {
          window.shifts = [];
          new PerformanceObserver((list) =>
            window.shifts.push(
              ...list
                .getEntries()
                .filter(({ hadRecentInput }) => !hadRecentInput)
                .map(({ value }) => value),
            ),
          ).observe({ type: 'layout-shift', buffered: true });
        });
        const sticksOut = () =>
          page.evaluate(() => {
            const { shadowRoot } = document.querySelector('emo-sense');
            const { left, right } = shadowRoot.querySelector('.root').getBoundingClientRect();
            const visible = [
              ...shadowRoot.querySelectorAll('.root > *, .controls > *, .actions > *, .card, .stage'),
            ].filter((part) => part.offsetParent);
            return visible
              .filter((part) => {
                const box = part.getBoundingClientRect();
                return box.width && (box.left < left - 1 || box.right > right + 1);
              })
              .map((part) => part.className);
          });
        await state(page, 'consent');
        assert.deepEqual(await sticksOut(), []);
        await consent(page).click();
        await happy(page);
        assert.deepEqual(await sticksOut(), []);
        const settled = await page.evaluate(() => window.shifts.length);
        await page.waitForTimeout(1500);
        assert.deepEqual((await page.evaluate(() => window.shifts)).slice(settled), []);
      },
      { viewport: { width: Math.max(width + 20, 300), height: 900 } },
    );
  }
});
