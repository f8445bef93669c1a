// The page "Pictures and films" in a real Chromium: many pictures, pictures of every kind, what cannot be read, stop and go on, exports, offline.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import {
  DESKTOP,
  PHONE,
  astronaut,
  closeSites,
  folder,
  siteWithoutCamera,
  openSites,
  makeImage,
  visit,
} from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const data = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));
const path = 'files.html';

before(openSites);
after(closeSites);

/** @param {string} name @param {Buffer} buffer */
const file = (name, buffer, mimeType = '') => ({ name, mimeType, buffer });

async function choose(page, files) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose pictures or films' }).click();
  await (await choosing).setFiles(files);
}

/** @param {string[]} names each the photograph */
const drop = (page, names) =>
  page.evaluate(
    ({ names, bytes }) => {
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      for (const name of names) dataTransfer.items.add(new File([content], name, { type: 'image/png' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    { names, bytes: readFileSync(astronaut, 'base64') },
  );

const done = (page) => page.locator('.total:not(:empty)').waitFor({ timeout: 120_000 });
/** What the tile of a file says below its name. */
async function said(page, name) {
  const words = page
    .locator('.tiles > li')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })
    .locator('.tile-results, .film-status');
  await words.scrollIntoViewIfNeeded(); // what is far away is not laid out
  return (await words.innerText()).replace(/\s+/g, ' ');
}

async function exported(page, button) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

/** A PNG of one color or of pixels; `bits` a channel. */
function png({ width, height, bits, color, rows }) {
  const chunk = (type, content) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length);
    frame.writeUInt32BE(crc32(body) >>> 0, 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([bits, color, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The photograph with 16 bits a channel, and in the colors of Display P3. */
async function wide() {
  const page = await siteWithoutCamera.browser.newPage();
  const { rgba, p3 } = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const context = new OffscreenCanvas(512, 512).getContext('2d', { colorSpace: 'display-p3' });
      context.drawImage(image, 0, 0);
      const text = async (blob) => {
        const reader = new FileReader();
        reader.readAsDataURL(blob);
        await new Promise((resolve) => (reader.onload = resolve));
        return reader.result.split(',')[1];
      };
      const pixels = context.getImageData(0, 0, 512, 512, { colorSpace: 'srgb' }).data;
      return {
        rgba: await text(new Blob([pixels])),
        p3: await text(await context.canvas.convertToBlob({ type: 'image/png' })),
      };
    },
    `data:image/png;base64,${readFileSync(astronaut, 'base64')}`,
  );
  await page.close();
  const pixels = Buffer.from(rgba, 'base64');
  const rows = Buffer.alloc(512 * (1 + 512 * 6));
  for (let y = 0; y < 512; y++)
    for (let x = 0; x < 512; x++)
      for (let part = 0; part < 3; part++)
        rows.writeUInt16BE(pixels[(y * 512 + x) * 4 + part] * 257, y * (1 + 512 * 6) + 1 + x * 6 + part * 2);
  return { deep: png({ width: 512, height: 512, bits: 16, color: 2, rows }), p3: Buffer.from(p3, 'base64') };
}

/** As a phone writes it: the pixels lie on their side, and the file says to turn them by a quarter, clockwise. @param {Buffer} jpeg */
function turned(jpeg) {
  const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const exif = [...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01', 'latin1'), ...orientation, 0, 0, 0, 0];
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]), jpeg.subarray(2)]);
}

/** The photograph on its side, as a JPEG. @param {number} scale */
async function onItsSide(scale) {
  const page = await siteWithoutCamera.browser.newPage();
  const bytes = await page.evaluate(
    async ({ source, scale }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 512 * scale, height: 400 * scale });
      const context = canvas.getContext('2d');
      context.rotate(-Math.PI / 2);
      context.drawImage(image, 56, 0, 400, 512, -400 * scale, 0, 400 * scale, 512 * scale);
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    },
    { source: `data:image/png;base64,${readFileSync(astronaut, 'base64')}`, scale },
  );
  await page.close();
  return turned(Buffer.from(bytes, 'base64'));
}

test('pictures of every kind together: each is read, or says what is wrong with it, and the others go on', async () => {
  const { deep, p3 } = await wide();
  const two = await makeImage({
    width: 1100,
    height: 520,
    at: [
      [560, 4, 1],
      [20, 4, 1],
    ],
  });
  const photograph = readFileSync(astronaut);
  const huge = png({ width: 12_000, height: 9000, bits: 8, color: 0, rows: Buffer.alloc(9000 * 12_001, 0) });
  const bomb = png({ width: 30_000, height: 30_000, bits: 1, color: 0, rows: Buffer.alloc(30_000 * 3751, 0) });
  const happy = /^1 resembles happy, \d\d %$/;
  const noFace = /^No face found\./;
  const cases = [
    [file('=cmd|"1".png', photograph), happy], // a name that a spreadsheet would run
    [file('two.png', readFileSync(two)), /^1 resembles happy, \d\d % 2 resembles happy, \d\d %$/],
    [file('cup.jpg', data('coffee.jpg')), noFace],
    [file('phone.jpg', await onItsSide(1)), happy],
    [file('large phone.jpg', await onItsSide(10)), happy],
    [file('print.jpg', data('files/cmyk.jpg')), happy],
    [
      file('moving.gif', data('files/moving.gif')),
      /^1 resembles happy, \d\d % Moving: the first of its 2 frames was read\.$/,
    ],
    [
      file('moving.webp', data('files/moving.webp')),
      /^1 resembles happy, \d\d % Moving: the first of its 2 frames was read\.$/,
    ],
    [file('deep.png', deep), happy],
    [file('wide.png', p3), happy],
    [file('ten bits.avif', data('files/ten-bit.avif')), happy],
    [file('huge.png', huge), noFace],
    [file('wrong name.txt', photograph), happy],
    [file('bomb.png', bomb), /^This picture is too large to be decoded here: 30000 × 30000 pixels\./],
    [file('phone.heic', data('files/picture.heic')), /^This browser cannot read HEIC pictures\./],
    [file('scan.tiff', data('files/picture.tiff')), /^This browser cannot read TIFF pictures\./],
    [file('camera.dng', data('files/picture.tiff')), /^This browser cannot read RAW pictures\./],
    [
      file(
        'drawing.svg',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        'image/svg+xml',
      ),
      /^This browser cannot read SVG pictures\./,
    ],
    [file('empty.jpg', Buffer.alloc(0)), /^This file is empty\.$/],
    [file('text.png', Buffer.from('This is no picture.')), /^This is no picture:/],
    [file('damaged.png', photograph.subarray(0, 40)), /damaged/],
    [file('damaged.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 9)])), /damaged/],
  ];
  const readable = cases.findIndex(([{ name }]) => name === 'bomb.png');
  await visit(siteWithoutCamera, { path }, async (page) => {
    await choose(
      page,
      cases.map(([one]) => one),
    );
    await done(page);
    for (const [{ name }, words] of cases) assert.match(await said(page, name), words, name);
    const faces = readable + 1 - 2; // two in one, and none in two
    assert.equal(
      await page.locator('.total').innerText(),
      `${readable} pictures with ${faces} faces. ${cases.length - readable} files could not be read.`,
    );
    assert.equal((await page.locator('.counts').innerText()).replace(/\s+/g, ' '), `${faces} happy`);

    const csv = (await exported(page, 'CSV')).toString();
    const lines = csv.trimEnd().split('\r\n');
    assert.equal(lines.length, faces + 1);
    assert.equal(
      lines[0],
      'file,face,x,y,width,height,confidence,quality,resembles,angry,disgusted,fearful,happy,neutral,sad,surprised',
    );
    assert.ok(lines[1].startsWith(`"'=cmd|""1"".png",1,`), lines[1]);
    const [x, y, width, height] = lines[1].split(',').slice(2).map(Number);
    assert.ok(x < 202 && x + width > 249 && y < 101 && y + height > 101, 'the box is around the eyes');
    assert.equal(lines[1].split(',').length, 16);

    const { format, version, pictures } = JSON.parse((await exported(page, 'JSON')).toString());
    assert.deepEqual([format, version, pictures.length], ['emosense-pictures', 1, cases.length]);
    const of = (name) => pictures.find((one) => one.file === name);
    assert.deepEqual([of('huge.png').width, of('huge.png').height], [12_000, 9000]);
    assert.deepEqual([of('phone.jpg').width, of('phone.jpg').height], [400, 512], 'upright');
    const [large] = of('large phone.jpg').faces;
    assert.deepEqual(
      [of('large phone.jpg').width, of('large phone.jpg').height],
      [4000, 5120],
      'in the file’s own pixels',
    );
    assert.ok(
      Math.abs(large.x + large.width / 2 - 1700) < 150 && Math.abs(large.y + large.height / 2 - 1280) < 250,
      `${large.x} ${large.y} ${large.width} ${large.height}`,
    );
    assert.ok(Math.abs(Object.values(large.scores).reduce((sum, score) => sum + score, 0) - 1) < 0.01);
    assert.match(of('empty.jpg').failure, /empty/);

    // What is kept of a picture is small, upright, and marked in the faces' colors.
    const tile = page.locator('.tile').filter({ has: page.getByRole('heading', { name: 'large phone.jpg' }) });
    assert.deepEqual(
      await tile.locator('img').evaluate((image) => [image.naturalWidth, image.naturalHeight]),
      [375, 480],
    );
    const both = page.locator('.tile').filter({ has: page.getByRole('heading', { name: 'two.png' }) });
    const boxes = await both.locator('.mark .box').evaluateAll((all) => all.map((box) => getComputedStyle(box).stroke));
    const badges = await both
      .locator('.tile-faces .badge')
      .evaluateAll((all) => all.map((badge) => getComputedStyle(badge).backgroundColor));
    assert.deepEqual(boxes, badges);
    assert.notEqual(boxes[0], boxes[1]);

    const sheet = await exported(page, 'Contact sheet');
    assert.equal(sheet.subarray(1, 4).toString(), 'PNG');
    assert.ok(sheet.readUInt32BE(16) > 1000 && sheet.readUInt32BE(20) > 1000);
  });
});

test('many pictures: how far it is, stopped and gone on with, more dropped meanwhile, pasted, cleared; the page stays smooth', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      window.tasks = [];
      new PerformanceObserver((list) =>
        window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
    });
  await visit(siteWithoutCamera, { path, prepare }, async (page) => {
    await page.getByRole('button', { name: 'Choose pictures or films' }).waitFor();
    // Asked at every frame and from before the first picture: a fast machine is past these few in less than Playwright's own polling.
    await Promise.all([
      page.waitForFunction(() => /^[3-9] of 80$/.test(document.querySelector('#sheet-amount').textContent)),
      drop(
        page,
        Array.from({ length: 80 }, (_, index) => `picture ${index + 1}.png`),
      ),
    ]);
    assert.ok(await page.getByRole('progressbar').evaluate(({ value, max }) => value >= 3 && max === 80));
    await page.getByRole('button', { name: 'Stop' }).click();
    await done(page);
    const [, read] = /^Stopped: (\d+) of 80 read\.$/.exec(await page.locator('#sheet-amount').innerText());
    assert.ok(Number(read) < 80);
    assert.equal(await page.locator('.tile[data-state="waiting"]').count(), 80 - Number(read));
    await page.waitForTimeout(500);
    assert.equal(await page.locator('.tile[data-state="read"]').count(), Number(read), 'nothing goes on by itself');
    await page.getByRole('button', { name: `Go on with the other ${80 - read}` }).click();
    await drop(page, ['late.png']);
    await page.getByText(/ of 81$/).waitFor();
    await done(page);
    assert.equal(await page.locator('.total').innerText(), '81 pictures with 81 faces.');
    const tasks = await page.evaluate(() => window.tasks.filter((duration) => duration > 150));
    assert.ok(tasks.length < 3, `tasks of ${tasks} ms`);
    await page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await page.locator('.tiles > li').count(), 0);
    await page.getByText('Drop pictures, folders or films here').waitFor();
    await page.evaluate(
      (bytes) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], 'pasted.png', { type: 'image/png' }),
        );
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      readFileSync(astronaut, 'base64'),
    );
    await done(page);
    assert.match(await said(page, 'pasted.png'), /resembles happy/);
  });
});

test('a folder dropped from the desktop: what is in it and in its folders is read, hidden files are not', async () => {
  const place = join(folder, 'holiday');
  mkdirSync(join(place, 'day 2'), { recursive: true });
  for (const name of ['10.png', '9.png', '.hidden.png', 'day 2/1.png']) copyFileSync(astronaut, join(place, name));
  await visit(siteWithoutCamera, { path }, async (page, { context }) => {
    await page.locator('#boot').waitFor({ state: 'detached' });
    const session = await context.newCDPSession(page);
    const data = { items: [], files: [place, astronaut], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver'])
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data });
    await page.locator('html.dropping').waitFor();
    await session.send('Input.dispatchDragEvent', { type: 'drop', x: 600, y: 500, data });
    await done(page);
    assert.deepEqual(await page.locator('.file-name').allTextContents(), ['9.png', '10.png', '1.png', 'astronaut.png']);
    assert.equal(await page.locator('.total').innerText(), '4 pictures with 4 faces.');
  });
});

test('a recognizer that cannot be fetched is told, and asked for again', async () => {
  let fail = true;
  const prepare = (page) => page.route('**/*.wasm', (route) => (fail ? route.abort() : route.continue()));
  await visit(siteWithoutCamera, { path, prepare, expectErrors: true }, async (page) => {
    await choose(page, [file('one.png', readFileSync(astronaut))]);
    await page.getByRole('alert').getByText('The recognizer could not be loaded').waitFor();
    fail = false;
    await page.getByRole('button', { name: 'Go on with the other one' }).click();
    await page.getByText(/resembles happy/).waitFor({ timeout: 60_000 });
    assert.ok(await page.getByRole('alert').isHidden());
  });
});

test('it works without a network once it was open', async () => {
  await visit(siteWithoutCamera, { path }, async (page, { context }) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await context.setOffline(true);
    await page.reload();
    await choose(page, [file('one.png', readFileSync(astronaut)), file('text.mp4', Buffer.from('This is no film.'))]);
    await done(page);
    assert.match(await said(page, 'one.png'), /resembles happy/);
    assert.match(await said(page, 'text.mp4'), /^This is no film/);
    await exported(page, 'Contact sheet');
  });
});

test('nothing that axe-core checks is amiss by day and night; by keyboard; no sideways scroll on phones', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE, { width: 320, height: 640 }]) {
      await visit(siteWithoutCamera, { path, colorScheme, viewport, reducedMotion: 'reduce' }, async (page) => {
        const check = async (what) => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run());
          assert.deepEqual(
            violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target }) => `${colorScheme} ${viewport.width} ${what}: ${id} at ${target}`),
            ),
            [],
          );
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            `${viewport.width} ${what} scrolls sideways`,
          );
          for (const button of await page.getByRole('button').all()) {
            const box = await button.boundingBox();
            assert.ok(!box || box.height >= 44, `${await button.textContent()} is ${box?.height} pixels high`);
          }
        };
        await page.getByRole('link', { name: 'Art. 5(1)(f)' }).waitFor();
        const choosing = page.waitForEvent('filechooser');
        await check('empty');
        await page.locator('#choose').focus();
        await page.keyboard.press('Enter');
        await (await choosing).setFiles([
          file('one.png', readFileSync(astronaut)),
          file(`${'long'.repeat(30)}.jpg`, data('coffee.jpg')),
          file('empty.jpg', Buffer.alloc(0)),
          file('text.mp4', Buffer.from('no film')),
        ]);
        await done(page);
        await check('results');
      });
    }
  }
});

test('printed: every tile and its words, and nothing to click', async () => {
  await visit(siteWithoutCamera, { path }, async (page) => {
    await drop(page, ['one.png', 'two.png']);
    await done(page);
    await page.emulateMedia({ media: 'print' });
    assert.ok(
      await page
        .getByText(/resembles happy/)
        .first()
        .isVisible(),
    );
    assert.ok(await page.getByText('It names what expressions resembled').isVisible());
    for (const button of await page.getByRole('button', { includeHidden: true }).all())
      assert.ok(!(await button.isVisible()), await button.textContent());
  });
});
