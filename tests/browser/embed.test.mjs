// embed.html in an iframe of another origin: what it shares with the embedding page, and that it fits its frame.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { consentButton } from '../support/element-page.mjs';
import { host } from '../support/host.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

/** @import { FrameLocator, Page } from 'playwright-core' */

/**
 * @typedef {object} Embedding
 * @property {Page} page the embedding page
 * @property {FrameLocator} frame embed.html
 * @property {() => Promise<any[]>} messages that the embedding page has received
 * @property {(type: string) => Promise<void>} send sends a message to embed.html
 */

before(openSites);
after(closeSites);

/**
 * Embeds embed.html in a page of another origin, which keeps the messages that it receives.
 * @param {(origin: string) => string} query of the iframe's URL, given the origin of the page
 * @param {(embedding: Embedding) => Promise<void>} steps
 */
async function withEmbedding(query, steps) {
  const text = `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">
    <script>messages = []; addEventListener('message', ({ origin, data }) => {
      messages.push({ origin, ...data });
    })</script>
    <iframe title="Expressions" allow="camera" style="inline-size: 320px; block-size: 640px; border: 0">
    </iframe></html>`;
  const site = await host({ '/page.html': text });
  const context = await siteWithCamera.browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.address}page.html`);
    const origin = new URL(site.address).origin;
    await page.evaluate(
      (address) => {
        document.querySelector('iframe').src = address;
      },
      `${siteWithCamera.address}embed.html${query(origin)}`,
    );
    const frame = page.frameLocator('iframe');
    await consentButton(frame).waitFor({ timeout: 60_000 });
    // Chromium discards clicks in a frame that observes its visibility and has only just been laid out.
    await page.waitForTimeout(1500);
    await steps({
      page,
      frame,
      messages: () => page.evaluate(() => window.messages),
      send: (type) =>
        page.evaluate(
          ([type, target]) => document.querySelector('iframe').contentWindow.postMessage({ emosense: 1, type }, target),
          [type, new URL(siteWithCamera.address).origin],
        ),
    });
  } finally {
    await context.close();
    await site.close();
  }
}

const withOrigin = (/** @type {string} */ origin) => `?origin=${encodeURIComponent(origin)}&max-faces=1`;
const stopButton = (/** @type {FrameLocator} */ frame) => frame.getByRole('button', { name: 'Stop the camera' });
/** Turns on the switch. A click acts once the frame has been visible for a moment. */
async function turnOnSwitch(/** @type {FrameLocator} */ frame) {
  await frame.getByRole('switch').click();
  await frame.locator('input:checked').waitFor();
}
const waitForHappy = (/** @type {FrameLocator} */ frame) =>
  frame.locator('.card[data-state="happy"]').waitFor({ timeout: 60_000 });
const waitForMessage = (/** @type {Page} */ page, /** @type {Record<string, string>} */ fields) =>
  page.waitForFunction(
    (expected) =>
      window.messages.some((message) => Object.entries(expected).every(([name, value]) => message[name] === value)),
    fields,
  );

/**
 * Waits until embed.html has analyzed several more frames: a message that it sends or receives has arrived by then.
 * @param {FrameLocator} frame
 */
const waitForFrames = (frame) =>
  frame.locator('emo-sense').evaluate(
    (element) =>
      new Promise((resolve) => {
        let frames = 0;
        element.addEventListener('faces', () => ++frames === 5 && resolve(undefined));
      }),
  );

test('the embedding page receives nothing and controls nothing before the person turns on the switch', async () => {
  await withEmbedding(withOrigin, async ({ page, frame, messages, send }) => {
    assert.match(await frame.locator('.share').innerText(), new RegExp(new URL(page.url()).host));
    await consentButton(frame).click();
    await waitForHappy(frame);
    await send('stop');
    await waitForFrames(frame);
    assert.equal(await stopButton(frame).isVisible(), true, 'the camera still runs');
    assert.deepEqual(await messages(), []);
  });
});

test('with the switch on, the embedding page receives the results, and starts and stops the camera', async () => {
  await withEmbedding(withOrigin, async ({ page, frame, messages, send }) => {
    await consentButton(frame).click();
    await waitForHappy(frame);
    await turnOnSwitch(frame);
    await waitForMessage(page, { type: 'faces' });
    const [first] = await messages();
    assert.deepEqual(first, {
      origin: new URL(siteWithCamera.address).origin,
      emosense: 1,
      type: 'state',
      state: 'running',
    });
    const { faces } = (await messages()).find(({ type }) => type === 'faces');
    assert.equal(faces[0].track.emotion, 'happy');
    await send('stop');
    await waitForMessage(page, { type: 'state', state: 'stopped' });
    await send('start');
    await waitForMessage(page, { type: 'emotion', emotion: 'happy' });
  });
});

test('with the switch off again, the embedding page receives nothing and controls nothing', async () => {
  await withEmbedding(withOrigin, async ({ page, frame, messages, send }) => {
    await consentButton(frame).click();
    await waitForHappy(frame);
    await turnOnSwitch(frame);
    await waitForMessage(page, { type: 'faces' });
    await frame.getByRole('switch').uncheck();
    await waitForFrames(frame);
    const { length } = await messages();
    await send('stop');
    await waitForFrames(frame);
    assert.equal((await messages()).length, length);
    assert.equal(await stopButton(frame).isVisible(), true, 'the camera still runs');
  });
});

test('`start` still asks for consent', async () => {
  await withEmbedding(withOrigin, async ({ page, frame, messages, send }) => {
    await turnOnSwitch(frame);
    await send('start');
    await waitForMessage(page, { type: 'state', state: 'consent' });
    assert.deepEqual(
      (await messages()).map(({ type, state }) => [type, state]),
      [['state', 'consent']],
    );
    assert.equal(await consentButton(frame).isVisible(), true);
  });
});

for (const query of ['', '?origin=javascript:alert(1)']) {
  test(`without a web origin in the URL there is no switch, and nothing is shared: "${query}"`, async () => {
    await withEmbedding(
      () => query,
      async ({ frame, messages, send }) => {
        assert.equal(await frame.getByRole('switch').isVisible(), false);
        await assertSharesNothing(frame, messages, send);
      },
    );
  });
}

test('with another origin in the URL, nothing is shared with the embedding page', async () => {
  await withEmbedding(
    () => '?origin=https://elsewhere.example',
    async ({ frame, messages, send }) => {
      await turnOnSwitch(frame);
      await assertSharesNothing(frame, messages, send);
    },
  );
});

/** @param {FrameLocator} frame @param {Embedding['messages']} messages @param {Embedding['send']} send */
async function assertSharesNothing(frame, messages, send) {
  await consentButton(frame).click();
  await waitForHappy(frame);
  await send('stop');
  await waitForFrames(frame);
  assert.deepEqual(await messages(), []);
  assert.equal(await stopButton(frame).isVisible(), true, 'the camera still runs');
}

const stateOf = (/** @type {FrameLocator} */ frame) =>
  frame.locator('emo-sense').evaluate((element) => /** @type {any} */ (element).state);
const warning = (/** @type {FrameLocator} */ frame) => frame.getByText('The page around this frame covers it');

test('clicks in a frame that is transparent do nothing, until it is visible', async () => {
  await withEmbedding(withOrigin, async ({ page, frame }) => {
    const setOpacity = (/** @type {string} */ opacity) =>
      page.evaluate((opacity) => (document.querySelector('iframe').style.opacity = opacity), opacity);
    await setOpacity('0.01');
    await page.waitForTimeout(500); // the browser looks at the visibility ten times a second
    await consentButton(frame).click();
    await warning(frame).waitFor();
    await frame.getByRole('switch').click();
    assert.equal(await frame.getByRole('switch').isChecked(), false);
    assert.equal(await stateOf(frame), 'consent');
    await setOpacity('1');
    await page.waitForTimeout(500);
    await consentButton(frame).click();
    await waitForHappy(frame);
    assert.equal(await warning(frame).isVisible(), false);
  });
});

test('clicks in a frame that is covered do nothing, although they reach it', async () => {
  await withEmbedding(withOrigin, async ({ page, frame }) => {
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.style.cssText = 'position: fixed; inset: 0; background: white; pointer-events: none';
      document.body.append(cover);
    });
    await page.waitForTimeout(500);
    await consentButton(frame).click();
    await warning(frame).waitFor();
    assert.equal(await stateOf(frame), 'consent');
  });
});

test('the person can stop the camera, whatever the embedding page hides', async () => {
  await withEmbedding(
    () => '?hide=controls%20scores',
    async ({ frame }) => {
      await consentButton(frame).click();
      await stopButton(frame).click();
      await frame.getByRole('heading', { name: 'The camera is off' }).waitFor();
      assert.equal(await frame.locator('.cards').isVisible(), false, 'the scores');
    },
  );
});

test('the element fills the iframe and does not overflow it', async () => {
  await withEmbedding(
    () => '',
    async ({ frame }) => {
      const { scrollWidth, clientWidth } = await frame
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
      assert.ok(scrollWidth <= clientWidth, `the content is ${scrollWidth} pixels wide in ${clientWidth}`);
      const { width } = await frame.locator('emo-sense').evaluate((element) => element.getBoundingClientRect());
      assert.ok(width > 0.85 * clientWidth, `the element is ${width} pixels wide in ${clientWidth}`);
    },
  );
});

for (const [path, ancestors] of [
  ['embed.html', '*'],
  ['', "'none'"],
  ['index.html', "'none'"],
  ['lesson.html', "'none'"],
  ['examples.html', "'none'"],
]) {
  test(`the policy of "${path}" lets ${ancestors} embed it`, async () => {
    const { headers } = await fetch(new URL(path, siteWithCamera.address));
    const [, allowed] = headers.get('content-security-policy').match(/frame-ancestors ([^;]*)/);
    assert.equal(allowed, ancestors);
  });
}
