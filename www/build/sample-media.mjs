// Makes the sample photo and the sample video of the live page from the test photograph, which is in the public domain.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../tests/support/chromium.mjs';
import { root, siteSource } from './paths.mjs';
import { runScript } from './script.mjs';

const folder = join(siteSource, 'live/samples');
/** Part of the photograph, in its pixels: the person without the floor, in a camera's aspect ratio. */
const PHOTO = { width: 512, height: 384 };
/** The video shows the photo in motion. H.264 in MP4 is what every browser plays. */
const VIDEO = { width: 480, height: 360, seconds: 6, framesPerSecond: 12, bitrate: 300_000 };

await runScript(async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('https://localhost/'); // encoders need a secure context
    await page.addScriptTag({ path: join(root, 'node_modules/mediabunny/dist/bundles/mediabunny.cjs') });
    const source = `data:image/png;base64,${readFileSync(join(root, 'tests/data/astronaut.png'), 'base64')}`;
    const save = (/** @type {string} */ name, /** @type {string} */ base64) =>
      writeFileSync(join(folder, name), Buffer.from(base64, 'base64'));
    save('astronaut.jpg', await page.evaluate(encodePhoto, { source, ...PHOTO }));
    save('astronaut.mp4', await page.evaluate(encodeVideo, { source, ...VIDEO }));
  } finally {
    await browser.close();
  }
});

// The functions below run in the page, and return files in Base64.

/** @param {{ source: string } & typeof PHOTO} options */
async function encodePhoto({ source, width, height }) {
  const photograph = Object.assign(new Image(), { src: source });
  await photograph.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(photograph, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.83).split(',')[1];
}

/** @param {{ source: string } & typeof VIDEO} options */
async function encodeVideo({ source, width, height, seconds, framesPerSecond, bitrate }) {
  const { BufferTarget, CanvasSource, Mp4OutputFormat, Output } = window.Mediabunny;
  const photograph = Object.assign(new Image(), { src: source });
  await photograph.decode();
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const track = new CanvasSource(canvas, { codec: 'avc', bitrate, keyFrameInterval: seconds });
  output.addVideoTrack(track);
  await output.start();
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    const phase = (2 * Math.PI * frame) / (seconds * framesPerSecond);
    const zoom = (1 - Math.cos(phase)) / 2; // from the whole photo to the face, and back
    const scale = width / (440 - 190 * zoom);
    context.resetTransform();
    context.translate(width / 2, height / 2);
    context.rotate(0.14 * zoom * Math.sin(2 * phase));
    context.scale(scale, scale);
    context.translate(-256 + zoom * (30 + 25 * Math.sin(2 * phase)), -166 + zoom * 31);
    context.drawImage(photograph, 0, 0);
    await track.add(frame / framesPerSecond, 1 / framesPerSecond);
  }
  await output.finalize();
  const bytes = new Uint8Array(output.target.buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
