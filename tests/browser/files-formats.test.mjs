// Photos on the page "Photos and videos": files of every kind, the reasons why a file cannot be analyzed, and the
// exports.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chooseFiles, download, file, itemOf, path, photo, resultText, waitForTotal } from '../support/files-page.mjs';
import { createPng, deepAndWideGamutPngs, rotatedJpeg } from '../support/image-files.mjs';
import { astronaut, closeSites, makeImage, openSites, siteWithoutCamera, visit } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */
/** @import { TestFile } from '../support/files-page.mjs' */

const data = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));
const exportButton = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.getByRole('button', { name, exact: true });

before(openSites);
after(closeSites);

/** Returns the files that can be analyzed, and those that cannot, each with the text of its tile. */
async function testFiles() {
  const { deep, wideGamut } = await deepAndWideGamutPngs();
  const twoFaces = await makeImage({
    width: 1100,
    height: 520,
    at: [
      [560, 4, 1],
      [20, 4, 1],
    ],
  });
  const photograph = readFileSync(astronaut);
  const huge = createPng({ width: 12_000, height: 9000, bits: 8, colorType: 0, rows: Buffer.alloc(9000 * 12_001) });
  const bomb = createPng({ width: 30_000, height: 30_000, bits: 1, colorType: 0, rows: Buffer.alloc(30_000 * 3751) });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  const happy = /^1 looks happy, \d\d ?%$/;
  const animated = /^1 looks happy, \d\d ?% Animated: only the first of 2 frames was analyzed\.$/;
  const noFace = /^No face found\./;
  /** @type {[TestFile, RegExp][]} */
  const analyzed = [
    [photo('=cmd|"1".png'), happy], // a name that a spreadsheet would run as a formula
    [file('two.png', readFileSync(twoFaces)), /^1 looks happy, \d\d ?% 2 looks happy, \d\d ?%$/],
    [file('cup.jpg', data('coffee.jpg')), noFace],
    [file('phone.jpg', await rotatedJpeg(1)), happy],
    [file('large phone.jpg', await rotatedJpeg(10)), happy],
    [file('cmyk.jpg', data('files/cmyk.jpg')), happy],
    [file('moving.gif', data('files/moving.gif')), animated],
    [file('moving.webp', data('files/moving.webp')), animated],
    [file('16 bits.png', deep), happy],
    [file('wide gamut.png', wideGamut), happy],
    [file('ten bits.avif', data('files/ten-bit.avif')), happy],
    [file('huge.png', huge), noFace],
    [photo('wrong name.txt'), happy],
  ];
  /** @type {[TestFile, RegExp][]} */
  const failed = [
    [file('bomb.png', bomb), /^This image is too large to open here: 30000 × 30000 pixels\./],
    [file('phone.heic', data('files/picture.heic')), /^This browser cannot open HEIC images\./],
    [file('scan.tiff', data('files/picture.tiff')), /^This browser cannot open TIFF images\./],
    [file('camera.dng', data('files/picture.tiff')), /^This browser cannot open RAW images\./],
    [file('drawing.svg', Buffer.from(svg), 'image/svg+xml'), /^This browser cannot open SVG images\./],
    [file('empty.jpg', Buffer.alloc(0)), /^This file is empty\.$/],
    [file('text.png', Buffer.from('This is plain text.')), /^This is not an image:/],
    [file('damaged.png', photograph.subarray(0, 40)), /damaged/],
    [file('damaged.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 9)])), /damaged/],
  ];
  return { analyzed, failed };
}

test('analyzes photos of every kind, and says for each other file what is wrong with it', async (t) => {
  const { analyzed, failed } = await testFiles();
  const all = [...analyzed, ...failed];
  const faces = analyzed.length - 1; // two in one photo, none in two photos
  await visit(siteWithoutCamera, { path }, async (page) => {
    await chooseFiles(
      page,
      all.map(([testFile]) => testFile),
    );
    await waitForTotal(page);

    for (const [{ name }, text] of all) {
      await t.test(`${name}: its tile`, async () => assert.match(await resultText(page, name), text));
    }
    await t.test('the total', async () => {
      assert.equal(
        await page.locator('.total').innerText(),
        `${analyzed.length} photos with ${faces} faces. ${failed.length} files could not be analyzed.`,
      );
      assert.equal(
        (await page.locator('.counts').innerText()).replace(/\s+/g, ' '),
        `${faces} happy 2 without a face ${failed.length} failed`,
      );
    });
    await t.test('the CSV file', async () => assertCsv(await download(page, exportButton(page, 'CSV')), faces));
    await t.test('the JSON file', async () => assertJson(await download(page, exportButton(page, 'JSON')), all.length));
    await t.test('thumbnails are small and upright', async () => {
      const image = itemOf(page, 'large phone.jpg').locator('img');
      const size = await image.evaluate((/** @type {HTMLImageElement} */ { naturalWidth, naturalHeight }) => [
        naturalWidth,
        naturalHeight,
      ]);
      assert.deepEqual(size, [375, 480]);
    });
    await t.test('boxes have the colors of the badges', () => assertColors(page));
    await t.test('the contact sheet', async () => {
      const sheet = await download(page, exportButton(page, 'Contact sheet'));
      assert.equal(sheet.subarray(1, 4).toString(), 'PNG');
      const [width, height] = [sheet.readUInt32BE(16), sheet.readUInt32BE(20)];
      assert.ok(width > 1000 && height > 1000, `${width} × ${height}`);
    });
  });
});

/** @param {Buffer} csv @param {number} faces */
function assertCsv(csv, faces) {
  const [header, first, ...rest] = csv.toString().trimEnd().split('\r\n');
  assert.equal(
    header,
    '\ufefffile,face,x,y,width,height,confidence,quality,emotion,' +
      'angry,disgusted,fearful,happy,neutral,sad,surprised,result,failure',
  );
  assert.equal(rest.filter((line) => line.endsWith(',face,""')).length + 1, faces, 'a line for each face');
  assert.ok(rest.includes(`"cup.jpg"${','.repeat(16)}no-face,""`), 'a line for an image without a face');
  const failure = rest.find((line) => line.startsWith('"empty.jpg",'));
  assert.match(failure, /,failed,"This file is empty\."$/, 'a line for a file that cannot be analyzed');
  assert.ok(first.startsWith(`"'=cmd|""1"".png",1,`), first);
  const fields = first.split(',');
  assert.equal(fields.length, 18);
  const [x, y, width, height] = fields.slice(2).map(Number);
  assert.ok(x < 202 && x + width > 249 && y < 101 && y + height > 101, 'the box contains the eyes');
}

/** @param {Buffer} json @param {number} files */
function assertJson(json, files) {
  const { format, version, images } = JSON.parse(json.toString());
  assert.equal(format, 'emosense-images');
  assert.equal(version, 1);
  assert.equal(images.length, files);
  const find = (/** @type {string} */ name) => images.find((/** @type {{ file: string }} */ { file }) => file === name);
  const sizeOf = (/** @type {string} */ name) => [find(name).width, find(name).height];
  assert.deepEqual(sizeOf('huge.png'), [12_000, 9000]);
  assert.deepEqual(sizeOf('phone.jpg'), [400, 512], 'upright');
  assert.deepEqual(sizeOf('large phone.jpg'), [4000, 5120], 'in pixels of the file');
  const [face] = find('large phone.jpg').faces;
  const [centerX, centerY] = [face.x + face.width / 2, face.y + face.height / 2];
  assert.ok(Math.abs(centerX - 1700) < 150, `the center of the face is at x = ${centerX}`);
  assert.ok(Math.abs(centerY - 1280) < 250, `the center of the face is at y = ${centerY}`);
  const sum = /** @type {number[]} */ (Object.values(face.scores)).reduce((total, score) => total + score, 0);
  assert.ok(Math.abs(sum - 1) < 0.01, `the scores add up to ${sum}`);
  assert.match(find('empty.jpg').failure, /empty/);
}

/** @param {Page} page */
async function assertColors(page) {
  const tile = itemOf(page, 'two.png');
  const boxes = await tile.locator('.mark .box').evaluateAll((all) => all.map((box) => getComputedStyle(box).stroke));
  const badges = await tile
    .locator('.tile-faces .badge')
    .evaluateAll((all) => all.map((badge) => getComputedStyle(badge).backgroundColor));
  assert.deepEqual(boxes, badges);
  assert.notEqual(boxes[0], boxes[1]);
}
