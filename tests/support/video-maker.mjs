// Makes video files of the test photograph in Chromium, with its own encoders and Mediabunny, for the tests of videos.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../www/build/paths.mjs';
import { astronaut } from './visit.mjs';

/** @import { Site } from './chromium.mjs' */

const mediabunny = join(root, 'node_modules/mediabunny/dist/bundles/mediabunny.cjs');

/**
 * @typedef {object} VideoOptions
 * @property {'mp4' | 'mov' | 'webm' | 'mkv' | 'ts'} format
 * @property {'avc' | 'vp8' | 'vp9' | 'av1'} codec
 * @property {number} seconds
 * @property {number} [interval] seconds between two frames, 0.1 by default
 * @property {number} [rotation] in degrees clockwise, which the file asks players to apply; the frames are rotated back
 * @property {1 | 2 | 20} [faces] how many faces move in the video of 640×480 pixels; 20 are 60 pixels high, in 1920×1080
 * @property {boolean} [indexFirst] whether the index comes first, so that a truncated file can still be demuxed
 */

/** Opens a page in which videos can be made. */
export async function openVideoMaker(/** @type {Site} */ { browser, address }) {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${address}example-plain.html`);
  await page.addScriptTag({ path: mediabunny });
  await page.evaluate(prepare, `data:image/png;base64,${readFileSync(astronaut, 'base64')}`);
  const decode = (/** @type {string} */ base64) => Buffer.from(base64, 'base64');
  return {
    video: async (/** @type {VideoOptions} */ options) => decode(await page.evaluate(encodeVideo, options)),
    /** Makes a video as MediaRecorder writes it: without a duration and an index. */
    recorded: async () => decode(await page.evaluate(recordVideo)),
    sound: async () => decode(await page.evaluate(encodeSound)),
    /** Makes an MP4 whose track claims to be H.265, which this Chromium cannot decode; its content does not matter. */
    hevc: async () => decode(await page.evaluate(encodeHevc)),
  };
}

// The functions below run in the page.

/** Defines `paintFrame` and `toBase64` in the page. */
async function prepare(/** @type {string} */ source) {
  const photograph = new Image();
  photograph.src = source;
  await photograph.decode();
  window.toBase64 = async (/** @type {Blob} */ blob) => {
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((resolve) => {
      reader.onload = resolve;
    });
    return /** @type {string} */ (reader.result).split(',')[1];
  };
  window.paintFrame = (
    /** @type {CanvasRenderingContext2D} */ context,
    /** @type {number} */ seconds,
    /** @type {1 | 2 | 20} */ faces,
  ) => {
    context.fillStyle = '#888';
    context.fillRect(0, 0, 1920, 1080);
    const shift = 20 * Math.sin(seconds * 2);
    if (faces === 1) context.drawImage(photograph, 80 + shift, 0, 480, 480);
    else if (faces === 20) {
      for (let index = 0; index < 20; index++) {
        const [left, top] = [384 * (index % 5), 270 * Math.floor(index / 5)];
        context.drawImage(photograph, 100, 20, 260, 260, left + 80 + shift, top + 40, 134, 134);
      }
    } else {
      for (const left of [0, 320]) {
        context.drawImage(photograph, 100, 20, 260, 260, left + 20 + shift / 2, 80, 280, 280);
      }
    }
  };
}

async function encodeVideo(
  /** @type {VideoOptions} */ { format, codec, seconds, interval = 0.1, rotation = 0, faces = 1, indexFirst = false },
) {
  const { Mediabunny } = window;
  const formats = {
    mp4: Mediabunny.Mp4OutputFormat,
    mov: Mediabunny.MovOutputFormat,
    webm: Mediabunny.WebMOutputFormat,
    mkv: Mediabunny.MkvOutputFormat,
    ts: Mediabunny.MpegTsOutputFormat,
  };
  const output = new Mediabunny.Output({
    format: new formats[format]({ fastStart: indexFirst && 'in-memory' }),
    target: new Mediabunny.BufferTarget(),
  });
  const isSideways = rotation % 180 !== 0;
  const [width, height] = faces === 20 ? [1920, 1080] : [640, 480];
  const canvas = new OffscreenCanvas(isSideways ? height : width, isSideways ? width : height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((-rotation * Math.PI) / 180);
  context.translate(-width / 2, -height / 2);
  const track = new Mediabunny.CanvasSource(canvas, { codec, bitrate: faces * 1_500_000, keyFrameInterval: 1 });
  output.addVideoTrack(track, { rotation });
  await output.start();
  for (let at = 0; at < seconds; at += interval) {
    window.paintFrame(context, at, faces);
    await track.add(at, interval);
  }
  await output.finalize();
  return window.toBase64(new Blob([output.target.buffer]));
}

async function recordVideo() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const startedAt = performance.now();
  const timer = setInterval(() => window.paintFrame(context, (performance.now() - startedAt) / 1000, 1), 50);
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
  /** @type {Blob[]} */
  const parts = [];
  await new Promise((resolve) => {
    recorder.onstop = resolve;
    recorder.ondataavailable = ({ data }) => {
      parts.push(data);
      if (recorder.state === 'recording' && new Blob(parts).size >= 150_000) recorder.stop();
    };
    recorder.start(200);
  });
  clearInterval(timer);
  return window.toBase64(new Blob(parts));
}

async function encodeSound() {
  const { AudioBufferSource, BufferTarget, Output, WebMOutputFormat } = window.Mediabunny;
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const track = new AudioBufferSource({ codec: 'opus', bitrate: 32_000 });
  output.addAudioTrack(track);
  await output.start();
  await track.add(new AudioBuffer({ length: 48_000, sampleRate: 48_000, numberOfChannels: 1 }));
  await output.finalize();
  return window.toBase64(new Blob([output.target.buffer]));
}

async function encodeHevc() {
  const { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } = window.Mediabunny;
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
  return window.toBase64(new Blob([output.target.buffer]));
}
