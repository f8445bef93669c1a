// EmotionClient.draw: the boxes and expressions of a result on a canvas above the video.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from '../support/chromium.mjs';
import { openClientPage } from '../support/client-page.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { Site } from '../support/chromium.mjs' */

/** @type {Site} */
let site;
/** @type {Page} */
let page;

before(async () => {
  site = await openSite();
  page = await openClientPage(site);
  await page.evaluate(async () => {
    window.client = new EmotionClient();
    window.result = await window.client.classify(photo, { still: true });
    /** Returns what is drawn, in pixels of the canvas; null if nothing is. */
    window.drawnArea = (/** @type {HTMLCanvasElement | OffscreenCanvas} */ canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      const area = { left: width, right: 0, top: height, bottom: 0 };
      for (let pixel = 0; pixel < width * height; pixel++) {
        if (!data[4 * pixel + 3]) continue;
        const [x, y] = [pixel % width, Math.floor(pixel / width)];
        area.left = Math.min(area.left, x);
        area.right = Math.max(area.right, x);
        area.top = Math.min(area.top, y);
        area.bottom = Math.max(area.bottom, y);
      }
      return area.right ? area : null;
    };
    /** Returns the texts that are written on the canvas. */
    window.textsOf = (/** @type {() => void} */ draw) => {
      const texts = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = (text) => texts.push(text);
      draw();
      CanvasRenderingContext2D.prototype.fillText = fillText;
      return texts;
    };
  });
});
after(() => site.close());

test('draws the box around the face, mirrored or not, and nothing of the frame before', async () => {
  const { size, bounds, areas, afterwards } = await page.evaluate(() => {
    const { client, result } = window;
    const canvas = document.createElement('canvas');
    client.draw(canvas, result);
    const size = [canvas.width, canvas.height];
    const areas = [window.drawnArea(canvas)];
    client.draw(canvas, result, { mirrored: true });
    areas.push(window.drawnArea(canvas));
    const offscreen = new OffscreenCanvas(1, 1);
    client.draw(offscreen, result);
    areas.push(window.drawnArea(offscreen));
    client.draw(canvas, { ...result, faces: [] });
    return { size, bounds: result.faces[0].bounds, areas, afterwards: window.drawnArea(canvas) };
  });
  assert.deepEqual(size, [512, 512]);
  const [plain, mirrored, offscreen] = areas;
  assert.deepEqual(offscreen, plain);
  assert.equal(afterwards, null);
  const isNear = (/** @type {number} */ actual, /** @type {number} */ expected) =>
    assert.ok(Math.abs(actual - expected) < 8, `${actual} is near ${expected}`);
  isNear(plain.left, bounds.x);
  isNear(plain.bottom, bounds.y + bounds.height);
  assert.ok(plain.top < bounds.y - 5, 'the label is above the box');
  isNear(mirrored.left, 512 - bounds.x - bounds.width);
});

test('names the expression in the language of the option, or of the page', async () => {
  const texts = await page.evaluate(() => {
    const { client, result } = window;
    const [face] = result.faces;
    const canvas = document.createElement('canvas');
    const draw = (/** @type {object} */ options, /** @type {object} */ changes = {}) =>
      window.textsOf(() => client.draw(canvas, { ...result, faces: [{ ...face, ...changes }] }, options))[0];
    document.body.lang = 'fr-CA';
    const texts = [draw({}), draw({ lang: 'de-AT' }), draw({ lang: 'xx' })];
    document.body.append(canvas);
    texts.push(draw({}), draw({ lang: 'en' }, { quality: 'too-small' }));
    const track = { id: 1, scores: { ...face.scores, sad: 0.61 }, emotion: 'sad' };
    texts.push(draw({ lang: 'en' }, { track, shownEmotion: 'sad' }));
    texts.push(draw({ lang: 'en' }, { track, shownEmotion: 'uncertain' }));
    return texts;
  });
  assert.match(texts[0], /^happy \d\d%$/);
  assert.match(texts[1], /^fröhlich \d\d\u00a0%$/);
  assert.match(texts[2], /^happy \d\d%$/);
  assert.match(texts[3], /^joyeux \d\d\u00a0%$/);
  assert.deepEqual(texts.slice(4), ['too small', 'sad 61%', 'unclear']);
});

test('keeps the label of a face at the edge in the frame', async () => {
  const { area, width } = await page.evaluate(() => {
    const { client, result } = window;
    const face = { ...result.faces[0], bounds: { x: 470, y: -30, width: 60, height: 80 } };
    const canvas = document.createElement('canvas');
    const written = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      written.push({ x, y, width: this.measureText(text).width });
    };
    client.draw(canvas, { ...result, faces: [face] });
    CanvasRenderingContext2D.prototype.fillText = fillText;
    return { area: written[0], width: canvas.width };
  });
  assert.ok(area.x >= 0 && area.x + area.width <= width + 1, JSON.stringify(area));
  assert.ok(area.y > 15, JSON.stringify(area));
});

test('clears a canvas that the page has scaled or clipped, and draws in pixels of the frame', async () => {
  const { areas, afterwards } = await page.evaluate(() => {
    const { client, result } = window;
    const [plain, scaled] = [0, 1].map(() => Object.assign(document.createElement('canvas'), result));
    const context = scaled.getContext('2d');
    context.fillRect(0, 0, 512, 512);
    context.scale(0.1, 0.1);
    context.globalAlpha = 0.01;
    context.clip(new Path2D());
    client.draw(plain, result);
    client.draw(scaled, result);
    const areas = [plain, scaled].map(window.drawnArea);
    client.draw(scaled, { ...result, faces: [] });
    return { areas, afterwards: window.drawnArea(scaled) };
  });
  assert.deepEqual(areas[1], areas[0]);
  assert.equal(afterwards, null);
});
