// The attributes and properties of <emo-sense>: they take only their values, and say so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeScriptHost, eventsOf, openScriptHost, visitElement, waitForHappyCard } from '../support/element-page.mjs';
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

const DEFAULTS = {
  autostart: false,
  facing: 'user',
  mirror: 'auto',
  intervalMs: 0,
  maxFaces: Infinity,
  smoothing: null,
  sensitivity: null,
  emotions: [],
  src: '',
  hide: '',
  baseUrl: '',
  customModelsUrl: '',
};
const NAMES = Object.keys(DEFAULTS);

const propertiesOf = (/** @type {Page} */ page) =>
  page.evaluate((names) => {
    const element = document.querySelector('emo-sense');
    return Object.fromEntries(names.map((name) => [name, element[name]]));
  }, NAMES);

/** Returns what the element has warned of on the console from now on. */
function warningsOf(/** @type {Page} */ page) {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().startsWith('<emo-sense>')) warnings.push(message.text());
  });
  return warnings;
}

test('properties and attributes reflect each other', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    assert.deepEqual(await propertiesOf(page), DEFAULTS);
    const changed = {
      autostart: true,
      facing: 'environment',
      mirror: 'off',
      intervalMs: 200,
      maxFaces: 3,
      smoothing: 150,
      sensitivity: 0.5,
      emotions: ['happy', 'sad'],
      src: '/data/astronaut.png',
      hide: 'overlay scores',
      baseUrl: '/emosense/pkg',
      customModelsUrl: '/custom-models',
    };
    await page.evaluate((changed) => Object.assign(document.querySelector('emo-sense'), changed), changed);
    const attributes = await page.evaluate(() =>
      Object.fromEntries([...document.querySelector('emo-sense').attributes].map(({ name, value }) => [name, value])),
    );
    assert.deepEqual(attributes, {
      autostart: '',
      facing: 'environment',
      mirror: 'off',
      'interval-ms': '200',
      'max-faces': '3',
      smoothing: '150',
      sensitivity: '0.5',
      emotions: 'happy sad',
      src: '/data/astronaut.png',
      hide: 'overlay scores',
      'base-url': '/emosense/pkg',
      'custom-models-url': '/custom-models',
    });
    assert.deepEqual(await propertiesOf(page), changed);
    // Frameworks remove a property by setting it to undefined or null, and set numbers and switches as texts.
    await page.evaluate((names) => {
      const element = document.querySelector('emo-sense');
      names.forEach((name, index) => (element[name] = index % 2 ? null : undefined));
    }, NAMES);
    assert.deepEqual(await propertiesOf(page), DEFAULTS);
    const texts = { autostart: '', sensitivity: '0.5', emotions: 'happy sad' };
    await page.evaluate((texts) => Object.assign(document.querySelector('emo-sense'), texts), texts);
    const { autostart, sensitivity, emotions } = await propertiesOf(page);
    assert.deepEqual(
      { autostart, sensitivity, emotions },
      { autostart: true, sensitivity: 0.5, emotions: ['happy', 'sad'] },
    );
  });
});

const WRONG = {
  autostart: 'no',
  facing: 'up',
  mirror: 'maybe',
  'interval-ms': '-5',
  'max-faces': '0.5',
  smoothing: '1e39',
  sensitivity: '2',
  emotions: 'happy glad',
  hide: 'everything',
  'base-url': 'http://[',
  'custom-models-url': 'http://[',
};

test('a wrong value of an attribute counts as the default, and the console says so once', async () => {
  await visitElement('', async (page) => {
    const warnings = warningsOf(page);
    await page.evaluate((wrong) => {
      const element = document.createElement('emo-sense');
      for (const [name, value] of Object.entries(wrong)) element.setAttribute(name, value);
      for (const [name, value] of Object.entries(wrong)) element.setAttribute(name, value);
      document.body.append(element);
    }, WRONG);
    assert.deepEqual(await propertiesOf(page), DEFAULTS);
    for (const [name, value] of Object.entries(WRONG)) {
      const about = warnings.filter((text) => text.includes(`${name} must be`));
      assert.equal(about.length, 1, `${name}: ${about}`);
      assert.ok(about[0].includes(`got "${value}"`), about[0]);
    }
    assert.match(String(warnings), /facing must be "user" or "environment", got "up"/);
    assert.match(String(warnings), /emotions must be any of "angry", .* and "surprised", separated by spaces/);
  });
});

test('a wrong value of a property throws, and changes nothing', async () => {
  await visitElement('<emo-sense facing="environment"></emo-sense>', async (page) => {
    const wrong = {
      facing: 'up',
      mirror: 5,
      intervalMs: -1,
      maxFaces: 1.5,
      smoothing: 'soon',
      sensitivity: 2,
      hide: 'notice',
    };
    Object.assign(wrong, {
      autostart: 1,
      emotions: ['glad'],
      baseUrl: 'http://[',
      src: {},
      model: 'a.onnx',
      srcObject: {},
    });
    const errors = await page.evaluate((wrong) => {
      const element = document.querySelector('emo-sense');
      const entries = Object.entries(wrong);
      return entries.map(([name, value]) => [name, window.thrownBy(() => Reflect.set(element, name, value))]);
    }, wrong);
    for (const [name, error] of errors) {
      assert.equal(error?.isError, true, name);
      assert.equal(error.code, 'invalid-setting', name);
      assert.match(error.message, new RegExp(`^${name} must be .*, got `));
    }
    assert.deepEqual(await propertiesOf(page), { ...DEFAULTS, facing: 'environment' });
  });
});

test('properties that were set before the element was defined count, and a wrong one does not stop the others', async () => {
  await visitElement('', async (page) => {
    const found = await page.evaluate(() => {
      const reported = [];
      addEventListener('error', (event) => {
        event.preventDefault();
        reported.push(event.error.code);
      });
      const emoSense = document.createElement('emo-sense');
      for (const [name, value] of Object.entries({ facing: 'up', intervalMs: 300, model: { onnx: '', config: '' } })) {
        Object.defineProperty(emoSense, name, { value, writable: true, configurable: true });
      }
      document.body.append(emoSense);
      const { intervalMs, facing, model } = emoSense;
      const own = Object.keys(emoSense);
      return { intervalMs, attribute: emoSense.getAttribute('interval-ms'), facing, model, own, reported };
    });
    assert.deepEqual(found, {
      intervalMs: 300,
      attribute: '300',
      facing: 'user',
      model: { onnx: '', config: '' },
      own: [],
      reported: ['invalid-setting'],
    });
    await page.evaluate(() => document.querySelector('emo-sense').remove());
  });
});

test('scores are shared among `emotions`, and the recognizer comes from `base-url`', async () => {
  await visitElement('', async (page) => {
    /** @type {string[]} */
    const requests = [];
    page.context().on('request', (request) => requests.push(request.url()));
    await page.evaluate(() => {
      const attributes = 'src="/data/astronaut.png" emotions="happy neutral" base-url="/emosense/pkg/"';
      document.querySelector('main').innerHTML = `<emo-sense ${attributes}></emo-sense>`;
    });
    await waitForHappyCard(page);
    const [{ faces }] = await eventsOf(page, 'faces');
    const { happy, neutral, ...others } = faces[0].scores;
    assert.ok(Math.abs(happy + neutral - 1) < 1e-3, `happy ${happy}, neutral ${neutral}`);
    assert.deepEqual(Object.values(others), [0, 0, 0, 0, 0]);
    const { origin } = new URL(page.url());
    const workers = requests.filter((url) => url.endsWith('/worker.js'));
    assert.deepEqual(workers, [`${origin}/emosense/pkg/worker.js`]); // the script is on another origin
  });
});
