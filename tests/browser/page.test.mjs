// The page as a person meets it, in a real Chromium: camera, pictures, every state, keyboard, and what it never does.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSite } from './chromium.mjs';

const astronaut = new URL('../data/astronaut.png', import.meta.url).pathname;
const coffee = new URL('../data/coffee.jpg', import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const card = JSON.parse(readFileSync(new URL('../../models/emotion.json', import.meta.url), 'utf8'));

/** Measured by eye in the photograph of 512×512 pixels, as in tests/photographs.rs. */
const FACE = { x: 180, y: 72, width: 93, height: 116 };
const EYES = [[202, 101], [249, 102]];
/** The film: that photograph in the middle of a 640×480 frame. */
const FILM = { width: 640, height: 480, left: 80, top: 0, scale: 480 / 512 };
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const folder = mkdtempSync(join(tmpdir(), 'emosense-page-'));
let playing, missing;

before(async () => {
  missing = await openSite({ camera: 'missing' });
  const frame = await picture({ width: FILM.width, height: FILM.height, at: [[FILM.left, FILM.top, FILM.scale]], type: 'image/jpeg' });
  const video = join(folder, 'film.mjpeg');
  writeFileSync(video, Buffer.concat(Array(10).fill(readFileSync(frame)))); // a Motion JPEG is JPEGs in a row
  playing = await openSite({ camera: { video } });
});

after(async () => {
  await playing?.close();
  await missing?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Where every picture has a spot of a colour of its own, so that a screenshot tells where the picture lies. */
const spot = ({ width, height }) => [width * 0.05, height * 0.4];

/** Paints the photograph, `[left, top, scale]` times over, onto grey, with the spot, and gives the path of the file. */
async function picture({ width, height, at = [], type = 'image/png' }) {
  const page = await missing.browser.newPage();
  const data = await page.evaluate(async ({ source, width, height, at, type, spot: [x, y] }) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context.fillStyle = '#888';
    context.fillRect(0, 0, width, height);
    for (const [left, top, scale] of at) context.drawImage(image, left, top, 512 * scale, 512 * scale);
    const side = Math.min(width, height) * 0.06;
    context.fillStyle = '#f0f';
    context.fillRect(x - side / 2, y - side / 2, side, side);
    return canvas.toDataURL(type, 0.95);
  }, { source: `data:image/png;base64,${readFileSync(astronaut, 'base64')}`, width, height, at, type, spot: spot({ width, height }) });
  await page.close();
  const path = join(folder, `${width}x${height}-${at.length}.${type.split('/')[1]}`);
  writeFileSync(path, Buffer.from(data.split(',')[1], 'base64'));
  return path;
}

/** Opens the page, runs `visit`, and fails on any error in the console, breach of the policy, or foreign request. */
async function visit(site, options, steps) {
  const { prepare, expectErrors = false, ...contextOptions } = options;
  const context = await site.browser.newContext({ viewport: DESKTOP, ...contextOptions });
  const wrong = [];
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      window.violations.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  if (prepare) await prepare(page, context);
  try {
    await page.goto(site.address);
    await steps(page, { requests, context });
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    if (!expectErrors) assert.deepEqual(wrong, []);
    assert.deepEqual(requests.filter((url) => !url.startsWith(site.address)), []);
  } finally {
    await context.close();
  }
}

const happyFace = (page) => page.locator('.card[data-state="happy"]').first().waitFor({ timeout: 60_000 });
const message = (page, title) => page.getByRole('heading', { name: title }).waitFor({ timeout: 60_000 });

async function startCamera(page) {
  await page.getByRole('button', { name: 'I understand – start the camera' }).click();
  await happyFace(page);
}

async function choosePicture(page, path) {
  const choosing = page.waitForEvent('filechooser');
  await page.locator('.choose-picture:visible').first().click();
  await (await choosing).setFiles(path);
}

/** Where on the screen the overlay's boxes and landmarks really are, and where the picture below them is. */
function drawn(page) {
  return page.evaluate(() => {
    const onScreen = (element, x, y) => {
      const point = new DOMPoint(x, y).matrixTransform(element.getScreenCTM());
      return [point.x, point.y];
    };
    const marks = [...document.querySelectorAll('.mark:not(.gone)')].map((mark) => {
      const box = mark.querySelector('.box');
      const { x, y, width, height } = box.getBBox();
      const landmarks = mark.querySelector('.landmarks');
      const points = [...landmarks.getAttribute('d').matchAll(/M(\S+) (\S+)h0/g)];
      return {
        corners: [onScreen(box, x, y), onScreen(box, x + width, y + height)],
        landmarks: points.map(([, x, y]) => onScreen(landmarks, Number(x), Number(y))),
        colour: getComputedStyle(box).stroke,
        number: mark.querySelector('.number').textContent,
      };
    });
    const shown = document.querySelector('#stage > :is(video, canvas):not([hidden])');
    const { left, top, width, height } = shown.getBoundingClientRect();
    return { marks, shown: { left, top, width, height } };
  });
}

/** The middle of the spot in a screenshot: where the picture's pixels really are. */
async function spotOnScreen(page) {
  const screenshot = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  const reader = await missing.browser.newPage();
  const middle = await reader.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let [count, x, y] = [0, 0, 0];
    for (let index = 0; index < width * height; index++) {
      const [red, green, blue] = data.subarray(index * 4);
      if (red < 200 || green > 90 || blue < 200) continue;
      count++;
      x += (index % width) + 0.5;
      y += Math.floor(index / width) + 0.5;
    }
    return [x / count, y / count];
  }, screenshot);
  await reader.close();
  return middle;
}

/** Where on the screen a point of the photograph must be: an `object-fit: contain` of its own. */
function expected([x, y], frame, shown, mirrored) {
  const fit = Math.min(shown.width / frame.width, shown.height / frame.height);
  const [frameX, frameY] = [frame.left + x * frame.scale, frame.top + y * frame.scale];
  return [
    shown.left + (shown.width - frame.width * fit) / 2 + (mirrored ? frame.width - frameX : frameX) * fit,
    shown.top + (shown.height - frame.height * fit) / 2 + frameY * fit,
    fit * frame.scale,
  ];
}

async function assertOnFace(page, frame, mirrored, what) {
  const { marks, shown } = await drawn(page);
  assert.equal(marks.length, 1, what);
  const [spotX, spotY] = expected(spot(frame), { ...frame, left: 0, top: 0, scale: 1 }, shown, mirrored);
  const [shownX, shownY] = await spotOnScreen(page);
  assert.ok(Math.hypot(shownX - spotX, shownY - spotY) < 2, `${what}: the picture is not where it should be`);
  EYES.forEach((eye, index) => {
    const [x, y, scale] = expected(eye, frame, shown, mirrored);
    const [drawnX, drawnY] = marks[0].landmarks[index];
    const off = Math.hypot(drawnX - x, drawnY - y) / scale;
    assert.ok(off < 5, `${what}: an eye is ${off.toFixed(1)} pixels of the photograph off`);
  });
  const middle = [FACE.x + FACE.width / 2, FACE.y + FACE.height / 2];
  const [x, y, scale] = expected(middle, frame, shown, mirrored);
  const [[left, top], [right, bottom]] = marks[0].corners;
  assert.ok(Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y) / scale < 12, `${what}: the box is beside the face`);
  assert.ok(Math.abs((bottom - top) / scale / FACE.height - 1) < 0.25, `${what}: the box is ${(bottom - top) / scale} high`);
}

test('a person before the camera sees their expression named, live, and nothing else leaves or stays', async () => {
  await visit(playing, {}, async (page, { requests, context }) => {
    await startCamera(page);
    await page.getByText(/^\d+ ms · \d+ frames a second$/).waitFor();
    const card = page.locator('.card');
    assert.equal((await card.locator('.card-words').textContent()).trim(), 'The expression resembles happy');
    const meters = await card.getByRole('meter').evaluateAll((all) => all.map((meter) => Number(meter.ariaValueNow)));
    assert.equal(meters.length, 7);
    const sum = meters.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - 100) <= 4, `the bars add up to ${sum} per cent`);
    await page.getByRole('status').filter({ hasText: 'resembles happy' }).waitFor({ state: 'attached' });
    assert.equal(await page.getByText(/you (feel|are) /i).count(), 0);

    const asked = requests.length;
    assert.ok(requests.some((url) => url.endsWith('.wasm')), 'the requests of the worker are seen');
    const shifts = await page.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) sum += value;
      }).observe({ type: 'layout-shift' });
      setTimeout(() => resolve(sum), 2000);
    }));
    assert.ok(shifts < 0.001, `nothing moves while it runs, but the layout shifted by ${shifts}`);
    assert.equal(requests.length, asked, 'no request while it runs');
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
    assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 0 });
    assert.deepEqual(await context.cookies(), []);
  });
});

test('the overlay sits on the face at every size, mirrored or not', async () => {
  await visit(playing, {}, async (page) => {
    await startCamera(page);
    const mirror = page.getByRole('switch', { name: 'Mirrored' });
    for (const mirrored of [true, false]) {
      await mirror.setChecked(mirrored);
      for (const [width, height] of [[1280, 800], [1440, 900], [900, 500], [390, 844], [844, 390], [360, 640]]) {
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(300); // a few frames at the new size
        await assertOnFace(page, FILM, mirrored, `${width}×${height}${mirrored ? ', mirrored' : ''}`);
        const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `at ${width} pixels the page is ${scroll} wide`);
      }
    }
  });
});

test('stop lets go of the camera; start takes it again without a second notice', async () => {
  await visit(playing, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => (window.track = document.querySelector('video').srcObject.getTracks()[0]));
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await message(page, 'The camera is off');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    assert.equal(await page.evaluate(() => document.querySelector('video').srcObject), null);
    assert.equal((await page.evaluate(() => document.querySelectorAll('.mark:not(.gone)').length)), 0);
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await happyFace(page);
  });
});

test('stopped while it opens, the camera is released as soon as it comes', async () => {
  const prepare = (page) => page.addInitScript(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      await new Promise((resolve) => (window.allow = resolve)); // the person takes their time
      window.track = stream.getTracks()[0];
      return stream;
    };
  });
  await visit(playing, { prepare }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await message(page, 'Waiting for the camera');
    await page.waitForFunction(() => window.allow);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.evaluate(() => window.allow());
    await page.waitForFunction(() => window.track?.readyState === 'ended');
    await message(page, 'The camera is off');
  });
});

test('a camera that goes away is missed in words', async () => {
  await visit(playing, {}, async (page) => {
    await startCamera(page);
    await page.evaluate(() => {
      window.track = document.querySelector('video').srcObject.getTracks()[0];
      window.track.dispatchEvent(new Event('ended')); // as when it is unplugged
    });
    await message(page, 'The camera has gone');
    assert.equal(await page.evaluate(() => window.track.readyState), 'ended');
    await page.getByRole('button', { name: 'Start again' }).click();
    await happyFace(page);
  });
});

test('the keyboard alone starts and stops the camera', async () => {
  await visit(playing, {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
    for (let presses = 0; (await focused()) !== 'I understand – start the camera'; presses++) {
      assert.ok(presses < 30, 'the button can be reached');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await happyFace(page);
    assert.equal(await focused(), 'Stop the camera');
    await page.keyboard.press('Space');
    await message(page, 'The camera is off');
    assert.equal(await focused(), 'Start the camera');
  });
});

test('after a trap the recogniser starts afresh without a download, and the camera runs on', async () => {
  await visit(playing, {}, async (page, { requests }) => {
    await startCamera(page);
    const downloads = () => requests.filter((url) => url.endsWith('.wasm')).length;
    const before = downloads();
    const [worker] = page.workers();
    const ended = worker.waitForEvent('close');
    await worker.evaluate(() => {
      OffscreenCanvasRenderingContext2D.prototype.getImageData = () => {
        throw new WebAssembly.RuntimeError('unreachable'); // what a panic in the module looks like from here
      };
    });
    await ended;
    await page.waitForFunction(() => document.querySelector('.card').dataset.state === 'happy');
    await page.evaluate(() => document.querySelectorAll('.box').forEach((box) => box.removeAttribute('d')));
    await page.locator('.mark:not(.gone) .box[d]').waitFor({ state: 'attached' });
    assert.equal(downloads(), before);
  });
});

test('without a camera, and where it is denied, the page says so and pictures still work', async () => {
  const denied = await openSite({ camera: 'denied' });
  try {
    for (const [site, title] of [[missing, 'No camera found'], [denied, 'The camera is blocked']]) {
      await visit(site, {}, async (page) => {
        await page.getByRole('button', { name: 'I understand' }).click();
        await message(page, title);
        await page.getByRole('button', { name: 'Try again' }).click();
        await message(page, title);
        await choosePicture(page, astronaut);
        await happyFace(page);
      });
    }
  } finally {
    await denied.close();
  }
});

test('a busy camera, an insecure address and an old browser are named', async () => {
  const cases = {
    'The camera cannot be used just now': () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('in use', 'NotReadableError'));
    },
    'This address cannot use a camera': () => Object.defineProperty(window, 'isSecureContext', { value: false }),
  };
  for (const [title, broken] of Object.entries(cases)) {
    await visit(playing, { prepare: (page) => page.addInitScript(broken) }, async (page) => {
      await page.getByRole('button', { name: 'I understand' }).click();
      await message(page, title);
    });
  }
  const old = (page) => page.addInitScript(() => delete window.OffscreenCanvas);
  await visit(playing, { prepare: old }, async (page, { requests }) => {
    await message(page, 'This browser is too old for EmoSense');
    await page.getByText('It lacks OffscreenCanvas.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'I understand' }).isVisible(), false);
    assert.ok(!requests.some((url) => url.endsWith('.wasm')), 'nothing is fetched in vain');
  });
  const scriptless = await playing.browser.newContext({ javaScriptEnabled: false });
  const page = await scriptless.newPage();
  await page.goto(playing.address);
  await page.locator('noscript p').waitFor(); // Playwright's text search passes over noscript
  await scriptless.close();
});

test('loading shows how far it is; a failed download can be tried again', async () => {
  let deliver;
  const held = new Promise((resolve) => (deliver = resolve));
  let fail = true;
  const prepare = (page) => page.route('**/*.wasm', async (route) => {
    await held;
    if (fail) await route.abort();
    else await route.continue();
  });
  await visit(playing, { prepare, expectErrors: true }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await message(page, 'Getting ready');
    await page.getByRole('progressbar', { name: 'Download' }).waitFor();
    deliver();
    await message(page, 'The recogniser could not be loaded');
    fail = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await happyFace(page);
  });
});

test('pictures of every shape: chosen, dropped or pasted, the overlay sits on the face', async () => {
  for (const [width, height, left, top, scale] of [[1000, 500, 500, 0, 0.9], [420, 1200, 10, 500, 0.8], [2000, 1500, 400, 200, 2.4]]) {
    const path = await picture({ width, height, at: [[left, top, scale]] });
    for (const viewport of [DESKTOP, PHONE]) {
      await visit(missing, { viewport }, async (page) => {
        await choosePicture(page, path);
        await happyFace(page);
        await page.getByText(/^Read in \d+ ms$/).waitFor();
        await assertOnFace(page, { width, height, left, top, scale }, false, `picture ${width}×${height} at ${viewport.width}`);
      });
    }
  }
  const bytes = readFileSync(astronaut, 'base64');
  for (const way of ['drop', 'paste']) {
    await visit(missing, {}, async (page) => {
      await page.locator('#consent:enabled').waitFor();
      await page.evaluate(async ({ way, bytes }) => {
        const blob = new Blob([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], { type: 'image/png' });
        const data = new DataTransfer();
        data.items.add(new File([blob], 'astronaut.png', { type: 'image/png' }));
        const event = way === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
        document.body.dispatchEvent(event);
      }, { way, bytes });
      await happyFace(page);
    });
  }
});

test('several faces are numbered from left to right, each in the colour of its card', async () => {
  const path = await picture({ width: 1100, height: 520, at: [[560, 4, 1], [20, 4, 1]] });
  await visit(missing, {}, async (page) => {
    await choosePicture(page, path);
    await page.locator('.card:not([hidden])').nth(1).waitFor();
    const { marks } = await drawn(page);
    assert.deepEqual(marks.map(({ number }) => number), ['1', '2']);
    assert.ok(marks[0].corners[0][0] < marks[1].corners[0][0]);
    const badges = await page.locator('.card:not([hidden]) .badge').evaluateAll((all) =>
      all.map((badge) => ({ number: badge.textContent, colour: getComputedStyle(badge).backgroundColor })));
    assert.deepEqual(badges, marks.map(({ number, colour }) => ({ number, colour })));
    assert.notEqual(badges[0].colour, badges[1].colour);
  });
});

test('no face, a face too small, a file that is no picture, and one that is very large', async () => {
  const tiny = await picture({ width: 900, height: 700, at: [[300, 300, 0.25]] });
  const large = await picture({ width: 6000, height: 3000, at: [[1500, 200, 5]], type: 'image/jpeg' });
  const text = join(folder, 'text.png');
  writeFileSync(text, 'This is no picture.');
  await visit(missing, {}, async (page) => {
    await choosePicture(page, coffee);
    await page.getByText('No face found.').waitFor();
    await choosePicture(page, tiny);
    await page.getByText('The face is too small to read.').waitFor();
    assert.equal(await page.locator('.card').first().getAttribute('data-state'), 'small');
    await choosePicture(page, text);
    await message(page, 'This file cannot be read as a picture');
    await choosePicture(page, large);
    await happyFace(page);
    const shown = await page.locator('#picture').evaluate(({ width, height }) => ({ width, height }));
    assert.deepEqual(shown, { width: 4096, height: 2048 });
    // A picture is no consent to the camera.
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await page.getByRole('button', { name: 'I understand' }).waitFor();
  });
});

test('nothing that axe-core checks is amiss: by day and night, phone and desktop', async () => {
  const faults = async (page, what) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${what}: ${id} at ${target}`));
    assert.deepEqual(found, []);
  };
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      await visit(playing, { colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        const what = `${colorScheme} ${viewport.width}`;
        await page.locator('#consent:enabled').waitFor();
        await page.getByText('How far to trust it').click();
        await page.getByText(`${Math.round(card.privateTest.accuracy * 100)} times in 100`).waitFor();
        await faults(page, `${what} notice`);
        await startCamera(page);
        await faults(page, `${what} live`);
        await page.getByRole('button', { name: 'Stop the camera' }).click();
        await faults(page, `${what} stopped`);
        for (const button of await page.getByRole('button').all()) {
          const box = await button.boundingBox();
          assert.ok(!box || box.height >= 44, `${await button.textContent()} is ${box?.height} pixels high`);
        }
      });
    }
  }
});
