// <emo-sense> as an author uses it: one script tag, its attributes, events, consent and errors.
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

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

test('a script tag and the element: consent, camera, faces and events', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await waitForState(page, 'consent');
    await page.getByText('Not at work, not in education.').waitFor();
    assert.deepEqual(await eventsOf(page, 'faces'), [], 'no faces before the consent');
    await consentButton(page).click();
    await waitForHappyCard(page);

    const states = (await eventsOf(page, 'state')).map((event) => event.state);
    assert.deepEqual(states, ['consent', 'loading', 'opening', 'running']);

    const [{ track, emotion, previous, scores }] = (await eventsOf(page, 'emotion')).slice(-1);
    assert.equal(emotion, 'happy');
    assert.equal(track, 1);
    assert.ok([null, 'uncertain'].includes(previous), `previous: ${previous}`);
    const sum = Object.values(scores).reduce((total, score) => total + score, 0);
    assert.ok(Math.abs(sum - 1) < 1e-3, `the scores sum to ${sum}`);

    const { faces, width, height, classifyMs } = (await eventsOf(page, 'faces')).at(-1);
    assert.equal(faces.length, 1);
    assert.deepEqual([width, height], [640, 480]);
    assert.ok(classifyMs > 0, `classifyMs: ${classifyMs}`);
    assert.equal(await page.evaluate(() => document.querySelector('emo-sense').faces[0].track.id), 1);

    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await waitForState(page, 'stopped');
    await page.evaluate(() => document.querySelector('emo-sense').start());
    await waitForHappyCard(page); // this element has the consent
  });
});

test('`hide` hides parts, but never the notice and the consent', async () => {
  await visitElement('<emo-sense hide="scores nonsense"></emo-sense>', async (page) => {
    assert.equal(await page.locator('.cards').isVisible(), false, 'the scores');
    await page.evaluate(() => {
      document.querySelector('emo-sense').setAttribute('hide', 'notice consent overlay scores controls');
    });
    assert.equal(await page.getByText('Not at work, not in education.').isVisible(), true, 'the notice');
    assert.equal(await consentButton(page).isVisible(), true, 'the consent');
  });
});

test('its texts are in the language of the nearest `lang` attribute', async () => {
  await visitElement('<emo-sense lang="xx"></emo-sense>', async (page) => {
    await page.getByText('Not at work, not in education.').waitFor(); // English by default
    await page.evaluate(() => (document.querySelector('emo-sense').lang = 'fr-CA'));
    await page.getByText('Ni au travail, ni dans l’enseignement.').waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'de';
      document.querySelector('emo-sense').removeAttribute('lang');
    });
    await page.getByText('Nicht bei der Arbeit, nicht in der Bildung.').waitFor();
  });
});

test('`autostart` needs a remembered consent, which can be withdrawn', async () => {
  await visitElement('<emo-sense autostart></emo-sense>', async (page) => {
    await waitForState(page, 'consent');
    await consentButton(page).click();
    await waitForHappyCard(page);
    await page.reload();
    await waitForState(page, 'consent'); // it was not to be remembered

    await page.getByRole('checkbox', { name: 'Remember this on this device' }).check();
    await consentButton(page).click();
    await waitForHappyCard(page);
    await page.reload();
    await waitForHappyCard(page);
    const states = (await eventsOf(page, 'state')).map((event) => event.state);
    assert.ok(!states.includes('consent'), `states: ${states}`);

    await page.getByText('Before you start').click();
    await page.locator('.forget').click();
    await page.reload();
    await waitForState(page, 'consent');
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });
});

test('classifies the image at `src`, and others with `classify`', async () => {
  await visitElement('<emo-sense src="/data/astronaut.png"></emo-sense>', async (page) => {
    await waitForHappyCard(page);
    const states = (await eventsOf(page, 'state')).map((event) => event.state);
    assert.ok(!states.includes('consent'), 'an image needs no consent to the camera');
    const count = await page.evaluate(async () => {
      const cat = await (await fetch('/data/cat.jpg')).blob();
      const { faces } = await document.querySelector('emo-sense').classify(cat);
      return faces.length;
    });
    assert.equal(count, 0, 'faces in a photo of a cat');
    await page.evaluate(() => document.querySelector('emo-sense').setAttribute('src', '/data/README.md'));
    await page.waitForFunction(() => window.events.some((event) => event.type === 'error'));
    const [{ code }] = await eventsOf(page, 'error');
    assert.equal(code, 'source-unreadable');
  });
});

test('`classify` does not disturb the live camera', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await consentButton(page).click();
    await waitForHappyCard(page);
    const emotion = await page.evaluate(async () => {
      const photo = await (await fetch('/data/astronaut.png')).blob();
      const { faces } = await document.querySelector('emo-sense').classify(photo);
      return faces[0].emotion;
    });
    assert.equal(emotion, 'happy');
    const before = (await eventsOf(page, 'faces')).length;
    await page.waitForFunction(
      (before) => window.events.filter(({ type }) => type === 'faces').length > before,
      before,
    );
    assert.deepEqual(await eventsOf(page, 'error'), []);
  });
});

test('an error is an event with a code and a message, and is shown', async () => {
  await visitElement(
    '<emo-sense></emo-sense>',
    async (page) => {
      await waitForState(page, 'consent');
      await consentButton(page).click();
      await waitForState(page, 'error');
      const [{ code, message }] = await eventsOf(page, 'error');
      assert.equal(code, 'no-camera');
      assert.ok(message, 'the event has a message');
      await page.getByRole('heading', { name: 'No camera found' }).waitFor();
    },
    { browser: siteWithoutCamera.browser },
  );
});

test('`start` of an element that is not in a page throws', async () => {
  await visitElement('', async (page) => {
    const error = await page.evaluate(() => window.thrownBy(() => document.createElement('emo-sense').start()));
    assert.equal(error.isError, true);
    assert.equal(error.code, 'not-connected');
  });
});

test('works on a page whose policy allows nothing by default and no styles', async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
  await visitElement(
    '<emo-sense></emo-sense>',
    async (page) => {
      await consentButton(page).click();
      await waitForHappyCard(page);
      const { borderRadius, position } = await page.evaluate(() => {
        const stage = document.querySelector('emo-sense').shadowRoot.querySelector('.stage');
        const { borderTopLeftRadius, position } = getComputedStyle(stage);
        return { borderRadius: borderTopLeftRadius, position };
      });
      assert.equal(borderRadius, '16px', 'a style of the element');
      assert.equal(position, 'relative', 'a style that it shares with the pages');
    },
    { policy, sameOrigin: true },
  );
});
