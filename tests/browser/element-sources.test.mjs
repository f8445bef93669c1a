// What <emo-sense> classifies, and with which model: a stream of the page, a custom model, consent that is passed on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
  waitForState,
} from '../support/element-page.mjs';
import { closeSites, openSites, siteWithoutCamera } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

const statesOf = async (/** @type {Page} */ page) => (await eventsOf(page, 'state')).map(({ state }) => state);

/** Creates `window.stream`, the video of a canvas that shows the photograph. */
function createStream(/** @type {Page} */ page) {
  return page.evaluate(async () => {
    const image = new Image();
    image.src = '/data/astronaut.png';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
    setInterval(() => canvas.getContext('2d').drawImage(image, 0, 0), 30);
    window.stream = canvas.captureStream();
    window.tracks = window.stream.getTracks();
  });
}

test('a stream of the page is shown once there is consent, and stays open when the element is done with it', async () => {
  await visitElement(
    '<emo-sense></emo-sense>',
    async (page) => {
      await createStream(page);
      await page.evaluate(() => (document.querySelector('emo-sense').srcObject = window.stream));
      await waitForState(page, 'consent');
      await consentButton(page).click();
      await waitForHappyCard(page); // there is no camera: this is the stream
      const readyStates = () => page.evaluate(() => window.tracks.map(({ readyState }) => readyState));
      await page.getByRole('button', { name: 'Stop the camera' }).click();
      await waitForState(page, 'stopped');
      assert.deepEqual(await readyStates(), ['live']);
      await page.evaluate(() => document.querySelector('emo-sense').start());
      await waitForState(page, 'running');
      await page.evaluate(() => (document.querySelector('emo-sense').srcObject = null));
      await waitForState(page, 'idle');
      await page.evaluate(() => document.querySelector('emo-sense').remove());
      assert.deepEqual(await readyStates(), ['live']);
    },
    { browser: siteWithoutCamera.browser },
  );
});

test('a stream of another document is one, and other objects are none', async () => {
  await visitElement('<emo-sense></emo-sense><iframe title="Other"></iframe>', async (page) => {
    await createStream(page);
    const error = await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      element.grantConsent();
      const { MediaStream } = document.querySelector('iframe').contentWindow;
      element.srcObject = new MediaStream(window.tracks);
      return window.thrownBy(() => (element.srcObject = /** @type {any} */ ({ getVideoTracks: () => [] })));
    });
    assert.equal(error?.code, 'invalid-setting');
    await waitForHappyCard(page);
  });
});

test('a stream takes precedence over `src`, and its end is reported', async () => {
  await visitElement('', async (page) => {
    await createStream(page);
    await page.evaluate(() => {
      const element = document.createElement('emo-sense');
      Object.assign(element, { srcObject: window.stream, src: '/data/cat.jpg' });
      element.grantConsent();
      document.body.append(element);
    });
    await waitForHappyCard(page);
    assert.ok(!(await statesOf(page)).includes('consent'));
    await page.evaluate(() => {
      const [track] = window.tracks;
      track.stop();
      track.dispatchEvent(new Event('ended')); // as when a camera is disconnected; `stop` alone fires nothing
    });
    await waitForState(page, 'error');
    assert.deepEqual(
      (await eventsOf(page, 'error')).map(({ code }) => code),
      ['camera-lost'],
    );
    await page.evaluate(() => (document.querySelector('emo-sense').srcObject = null));
    await page.waitForFunction(() => document.querySelector('emo-sense').state === 'running'); // `src`
  });
});

test('`grantConsent` passes consent on: the element does not ask, opens nothing by itself, and stores nothing', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await waitForState(page, 'consent');
    await page.evaluate(() => document.querySelector('emo-sense').grantConsent());
    await waitForState(page, 'idle');
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyCard(page);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.reload();
    await waitForState(page, 'consent');
    await page.evaluate(() => {
      const element = Object.assign(document.createElement('emo-sense'), { autostart: true });
      element.grantConsent();
      document.querySelector('emo-sense').replaceWith(element);
    });
    await waitForHappyCard(page);
  });
});

const MODEL = { onnx: '/data/models/permuted.onnx', config: '/data/models/permuted.json' };
const waitForAngryCard = (/** @type {Page} */ page) =>
  page.locator('.card[data-state="angry"]').waitFor({ timeout: 60_000 });

test('a custom model is used for the source and for `classify`, and again after the element was removed', async () => {
  const attributes = 'src="/data/astronaut.png" custom-models-url="/custom-models/"';
  await visitElement(`<emo-sense ${attributes}></emo-sense>`, async (page) => {
    await waitForHappyCard(page);
    await page.evaluate((model) => (document.querySelector('emo-sense').model = model), MODEL);
    await waitForAngryCard(page);
    const emotion = await page.evaluate(async () => {
      const element = document.querySelector('emo-sense');
      element.maxFaces = 1; // reloads the recognizer
      const photo = await (await fetch('/data/astronaut.png')).blob();
      const { faces } = await element.classify(photo);
      return faces[0].emotion;
    });
    assert.equal(emotion, 'angry');
    await page.evaluate(async () => {
      const element = document.querySelector('emo-sense');
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      document.body.append(element);
    });
    await waitForAngryCard(page);
    await page.evaluate(() => (document.querySelector('emo-sense').model = null));
    await waitForHappyCard(page);
    assert.deepEqual(await eventsOf(page, 'error'), []);
  });
});

test('a custom model that cannot be used is an error, which is shown; another takes its place', async () => {
  await visitElement('<emo-sense custom-models-url="/custom-models/"></emo-sense>', async (page) => {
    await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      Object.assign(element, {
        model: { onnx: '/data/README.md', config: '/data/models/permuted.json' },
        src: '/data/astronaut.png',
      });
    });
    await page.getByRole('heading', { name: 'Your model could not be used' }).waitFor({ timeout: 60_000 });
    const [{ code }] = await eventsOf(page, 'error');
    assert.equal(code, 'invalid-model');
    assert.deepEqual(await eventsOf(page, 'faces'), [], 'results of the built-in model');
    await page.evaluate((model) => (document.querySelector('emo-sense').model = model), MODEL);
    await waitForAngryCard(page);
  });
});

test('a custom model that stops at a face is an error, and the built-in one takes its place', async () => {
  const attributes = 'autostart custom-models-url="/custom-models/"';
  await visitElement(
    `<emo-sense ${attributes}></emo-sense>`,
    async (page) => {
      await page.evaluate(() => {
        const element = document.querySelector('emo-sense');
        element.model = { onnx: '/data/models/stops-later.onnx', config: '/data/models/faulty.json' };
        element.grantConsent();
      });
      await waitForHappyCard(page);
      const codes = (await eventsOf(page, 'error')).map(({ code }) => code);
      assert.deepEqual(codes, ['model-stopped']);
      assert.equal(await page.evaluate(() => document.querySelector('emo-sense').model), null);
    },
    { expectErrors: true },
  );
});
