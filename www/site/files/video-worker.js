/** The film worker: takes a film's file apart and decodes it, and hands over a frame whenever it is asked for the next. */
import { BlobSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, VideoSampleSink, WEBM, registerDecoder } from 'mediabunny';
import { OpaqueDecoder } from './opaque-decoder.js';
import { Failure, answer } from './worker-requests.js';
import { thumbnailOf } from './thumbnail.js';

/** @typedef {{ durationMs: number, thumbnail: Blob | null }} Opened */
/** @typedef {{ frame: ImageBitmap, atMs: number }} Frame `atMs` since the film began */

/** A frame is handed over that often, in film time: a recording keeps no more. */
const FRAME_MS = 100;
/** Longest side in pixels of a frame handed over: a face that is readable in a film is readable in this. */
const FRAME_SIDE = 1280;
/** The poster is from here on: many films begin in black. */
const POSTER_AT = 0.1;
/** Seconds at the end that may be missing: what a film says of its length is not exact. */
const MISSING = 0.5;
/** As people know them. @type {Record<string, string>} */
const CODECS = { avc: 'H.264', hevc: 'H.265 (HEVC)', vp8: 'VP8', vp9: 'VP9', av1: 'AV1' };

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));

/** @type {AsyncGenerator<Frame>} */
let frames;

/** A file to begin with, then one frame after another; null at the end. @param {{ file?: File }} question @returns {Promise<Opened | Frame | null>} */
const find = async ({ file }) => (file ? open(file) : next());
answer(find, (found) => (found && 'frame' in found ? [found.frame] : []));

/** @param {File} file @returns {Promise<Opened>} */
async function open(file) {
  if (!file.size) throw new Failure('empty');
  if (typeof VideoDecoder === 'undefined') throw new Failure('no-webcodecs');
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new Failure('gone');
    });
  const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] });
  if (!(await input.canRead())) throw new Failure('no-film');
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Failure((await input.getAudioTracks()).length ? 'sound-only' : 'damaged-film');
  if (!(await track.canDecode())) throw new Failure('codec', CODECS[(await track.getCodec()) ?? ''] ?? '');
  if (await track.canBeTransparent()) registerDecoder(OpaqueDecoder); // a worker reads one film
  const from = await track.getFirstTimestamp();
  const to = await track.computeDuration();
  const sink = new VideoSampleSink(track);
  frames = framesOf(sink, from, to);
  return { durationMs: Math.max(0, (to - from) * 1000), thumbnail: await poster(sink, from + (to - from) * POSTER_AT) };
}

/** @returns {Promise<Frame | null>} */
async function next() {
  const { value, done } = await frames.next();
  return done ? null : value;
}

/** By the film's own time. @param {VideoSampleSink} sink @param {number} from in seconds @param {number} to @returns {AsyncGenerator<Frame>} */
async function* framesOf(sink, from, to) {
  let last = -Infinity;
  let end = from;
  for await (const sample of sink.samples(from)) {
    end = sample.timestamp + sample.duration;
    const atMs = Math.round((sample.timestamp - from) * 1000);
    if (atMs - last < FRAME_MS) {
      sample.close();
      continue;
    }
    last = atMs;
    paint(sample);
    yield { frame: canvas.transferToImageBitmap(), atMs };
  }
  if (to - end > MISSING) throw new Failure('damaged'); // cut short
}

/** Upright, and used up. @param {import('mediabunny').VideoSample} sample */
function paint(sample) {
  const { displayWidth, displayHeight } = sample;
  const scale = Math.min(1, FRAME_SIDE / Math.max(displayWidth, displayHeight));
  canvas.width = Math.max(1, Math.round(displayWidth * scale));
  canvas.height = Math.max(1, Math.round(displayHeight * scale));
  sample.draw(context, 0, 0, canvas.width, canvas.height);
  sample.close();
}

/** None where the film is damaged there. @param {VideoSampleSink} sink @param {number} seconds */
async function poster(sink, seconds) {
  try {
    const sample = await sink.getSample(seconds);
    if (!sample) return null;
    paint(sample);
    return await thumbnailOf(canvas);
  } catch {
    return null;
  }
}
