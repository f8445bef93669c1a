// Makes films in Chromium from the photograph, with its own encoders and mediabunny's writer, for the tests of films.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../www/build/steps.mjs';
import { astronaut } from './visit.mjs';

const writer = join(root, 'node_modules/mediabunny/dist/bundles/mediabunny.cjs');

/**
 * @typedef {object} Film
 * @property {'mp4' | 'mov' | 'webm' | 'mkv'} format
 * @property {'avc' | 'vp8' | 'vp9' | 'av1'} codec
 * @property {number} seconds at ten frames each, of 640×480
 * @property {number} [rotation] what the file says to turn it by, clockwise; its frames are turned the other way
 * @property {number} [faces] one or two, moving
 * @property {boolean} [indexFirst] so that a file which is cut short can still be taken apart
 */

/** A page in which films can be made. @param {{ browser: import('playwright-core').Browser, address: string }} site */
export async function openFilmMaker({ browser, address }) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${address}example-plain.html`);
  await page.addScriptTag({ path: writer });
  const source = `data:image/png;base64,${readFileSync(astronaut, 'base64')}`;
  await page.evaluate(async (source) => {
    window.photograph = new Image();
    window.photograph.src = source;
    await window.photograph.decode();
  }, source);

  const bytes = (/** @type {string} */ text) => Buffer.from(text, 'base64');
  await page.evaluate(() => {
    window.text = async (blob) => {
      const reader = new FileReader();
      reader.readAsDataURL(blob);
      await new Promise((resolve) => (reader.onload = resolve));
      return reader.result.split(',')[1];
    };
    window.paint = (context, seconds, faces) => {
      context.fillStyle = '#888';
      context.fillRect(0, 0, 640, 480);
      const sway = 20 * Math.sin(seconds * 2);
      if (faces === 1) context.drawImage(window.photograph, 80 + sway, 0, 480, 480);
      else
        for (const left of [0, 320])
          context.drawImage(window.photograph, 100, 20, 260, 260, left + 20 + sway / 2, 80, 280, 280);
    };
  });

  return {
    /** @param {Film} film */
    film: async (film) =>
      bytes(
        await page.evaluate(async ({ format, codec, seconds, rotation = 0, faces = 1, indexFirst = false }) => {
          const {
            Output,
            BufferTarget,
            CanvasSource,
            Mp4OutputFormat,
            MovOutputFormat,
            WebMOutputFormat,
            MkvOutputFormat,
          } = window.Mediabunny;
          const formats = { mp4: Mp4OutputFormat, mov: MovOutputFormat, webm: WebMOutputFormat, mkv: MkvOutputFormat };
          const output = new Output({
            format: new formats[format]({ fastStart: indexFirst && 'in-memory' }),
            target: new BufferTarget(),
          });
          const turned = rotation % 180 !== 0;
          const canvas = new OffscreenCanvas(turned ? 480 : 640, turned ? 640 : 480);
          const context = canvas.getContext('2d');
          context.translate(canvas.width / 2, canvas.height / 2);
          context.rotate((-rotation * Math.PI) / 180);
          context.translate(-320, -240);
          const track = new CanvasSource(canvas, { codec, bitrate: 1_500_000, keyFrameInterval: 1 });
          output.addVideoTrack(track, { rotation });
          await output.start();
          for (let at = 0; at < seconds; at += 0.1) {
            window.paint(context, at, faces);
            await track.add(at, 0.1);
          }
          await output.finalize();
          return window.text(new Blob([output.target.buffer]));
        }, film),
      ),

    /** As a browser's own recorder writes it: no length, no index. */
    recorded: async () =>
      bytes(
        await page.evaluate(async () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
          const context = canvas.getContext('2d');
          const begun = performance.now();
          const timer = setInterval(() => window.paint(context, (performance.now() - begun) / 1000, 1), 50);
          const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
          const parts = [];
          recorder.ondataavailable = ({ data }) => parts.push(data);
          recorder.start(200);
          while (new Blob(parts).size < 150_000) await new Promise((resolve) => setTimeout(resolve, 100));
          await new Promise((resolve) => {
            recorder.onstop = resolve;
            recorder.stop();
          });
          clearInterval(timer);
          return window.text(new Blob(parts));
        }),
      ),

    sound: async () =>
      bytes(
        await page.evaluate(async () => {
          const { Output, BufferTarget, AudioBufferSource, WebMOutputFormat } = window.Mediabunny;
          const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
          const track = new AudioBufferSource({ codec: 'opus', bitrate: 32_000 });
          output.addAudioTrack(track);
          await output.start();
          await track.add(new AudioBuffer({ length: 48_000, sampleRate: 48_000, numberOfChannels: 1 }));
          await output.finalize();
          return window.text(new Blob([output.target.buffer]));
        }),
      ),

    /** An MP4 whose track says H.265, which this Chromium does not decode; what is in it does not matter. */
    hevc: async () =>
      bytes(
        await page.evaluate(async () => {
          const { Output, BufferTarget, EncodedVideoPacketSource, EncodedPacket, Mp4OutputFormat } = window.Mediabunny;
          const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
          const track = new EncodedVideoPacketSource('hevc');
          output.addVideoTrack(track);
          await output.start();
          const description = new Uint8Array([
            1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 0,
          ]);
          await track.add(new EncodedPacket(new Uint8Array(64), 'key', 0, 1), {
            decoderConfig: { codec: 'hev1.1.6.L93.B0', codedWidth: 640, codedHeight: 480, description },
          });
          await output.finalize();
          return window.text(new Blob([output.target.buffer]));
        }),
      ),
  };
}
