/** The video worker: demultiplexes and decodes a video file, and returns its next frame on request. */
import {
  BlobSource,
  getDecodableVideoCodecs,
  Input,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  registerDecoder,
  VideoSampleSink,
  WEBM,
} from 'mediabunny';
import { MAX_DURATION_MS, MAX_VIDEO_PIXELS } from '../../package/domain/limits.js';
import { FileError } from './file-error.js';
import { respond } from './file-worker.js';
import { splitJoinedStream } from './joined-stream.js';
import { OpaqueDecoder } from './opaque-decoder.js';
import { createThumbnail } from './thumbnail.js';

/** @import { InputVideoTrack, VideoCodec, VideoSample } from 'mediabunny' */
/** @import { Handlers } from '../../package/client/worker-requests.js' */
/** @typedef {{ durationMs: number, thumbnail: Blob | null }} OpenedVideo */
/**
 * A video, or one of those that were joined into one; times in seconds.
 * @typedef {{ sink: VideoSampleSink, start: number, end: number }} Part
 */
/** @typedef {{ image: ImageBitmap, atMs: number }} VideoFrame `atMs`: time since the start of the video */
/**
 * @typedef {object} VideoProtocol
 * @property {{ request: { file: File }, result: OpenedVideo }} open
 * @property {{ request: {}, result: VideoFrame | null }} next `null` at the end of the video
 */

/** Time between two frames that are returned, in video time: a recording stores ten samples per second. */
const FRAME_INTERVAL_MS = 100;
/**
 * Time after which a frame that is still on display is returned again, as a player shows it: after half a second without
 * a frame a face counts as out of view, after one second its track ends.
 */
const HOLD_INTERVAL_MS = 400;
/** Longest side in pixels of a frame that is returned, as in Full HD: a larger one shows no smaller faces. */
const MAX_FRAME_SIDE = 1920;
/** Position of the thumbnail as a share of the duration: many videos start in black. */
const THUMBNAIL_POSITION = 0.1;
/** Seconds that may be missing at the end: the duration that a file states is not exact. */
const DURATION_TOLERANCE = 0.5;
/** The names that people know. @type {Record<string, string>} */
const CODEC_NAMES = { avc: 'H.264', hevc: 'H.265 (HEVC)', vp8: 'VP8', vp9: 'VP9', av1: 'AV1' };
/** To which a file can be converted, the most common first. @type {VideoCodec[]} */
const COMMON_CODECS = ['avc', 'vp9', 'vp8'];

/** Size of the chunks of the file by which progress is measured. */
const CHUNK_BYTES = 65_536;

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));

/** @type {AsyncGenerator<VideoFrame>} */
let frames;

/** @type {Handlers<VideoProtocol>} */
const handlers = { open, next };
respond(handlers, (result) => (result?.image ? [result.image] : []));

/** @param {{ file: File }} request @returns {Promise<OpenedVideo>} */
async function open({ file }) {
  if (!file.size) throw new FileError('empty');
  if (typeof VideoDecoder === 'undefined') throw new FileError('no-webcodecs');
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new FileError('unavailable');
    });
  const input = openInput(file);
  if (!(await input.canRead())) throw new FileError('not-a-video');
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new FileError((await input.getAudioTracks()).length ? 'audio-only' : 'damaged-video');
  if (!(await track.canDecode())) {
    const playable = (await getDecodableVideoCodecs(COMMON_CODECS)).slice(0, 2);
    const names = [(await track.getCodec()) ?? '', ...playable].map((codec) => CODEC_NAMES[codec] ?? '');
    throw new FileError('unsupported-codec', names.join(', '));
  }
  const [width, height] = [await track.getCodedWidth(), await track.getCodedHeight()];
  if (width * height > MAX_VIDEO_PIXELS) throw new FileError('video-too-large', `${width} × ${height}`);
  if (await track.canBeTransparent()) registerDecoder(OpaqueDecoder); // for this worker's only video
  const isStream = (await input.getFormat()) === MPEG_TS;
  const streams = isStream ? await splitJoinedStream(file, track) : [file];
  const parts = [];
  for (const stream of streams) {
    parts.push(await openPart(stream === file ? track : await openInput(stream).getPrimaryVideoTrack()));
  }
  frames = readParts(parts);
  const [{ sink, start, end }] = parts;
  return {
    durationMs: parts.reduce((total, part) => total + durationOf(part), 0),
    thumbnail: await thumbnailAt(sink, start + (end - start) * THUMBNAIL_POSITION),
  };
}

/** @param {Blob} file */
function openInput(file) {
  const source = new BlobSource(file);
  /** The numbers of the chunks that were read. @type {Set<number>} */
  const chunks = new Set();
  source.on('read', ({ start }) => reportProgress(chunks, Math.floor(start / CHUNK_BYTES)));
  return new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] });
}

/**
 * Tells the page that the worker goes on, when it reads a chunk of the file for the first time: a demuxer that a damaged
 * file leads in circles reads nothing new.
 * @param {Set<number>} chunks that were read
 * @param {number} chunk that is read
 */
function reportProgress(chunks, chunk) {
  if (chunks.has(chunk)) return;
  chunks.add(chunk);
  postMessage({ type: 'progress' });
}

/** @param {InputVideoTrack | null} track @returns {Promise<Part>} */
async function openPart(track) {
  if (!track) throw new FileError('damaged-video');
  const [start, end] = [await track.getFirstTimestamp(), await track.computeDuration()];
  return { sink: new VideoSampleSink(track), start, end };
}

/** Returns the duration in milliseconds. @param {Part} part */
function durationOf({ start, end }) {
  return Math.max(0, Math.round((end - start) * 1000));
}

/** @returns {Promise<VideoFrame | null>} */
async function next() {
  const { value, done } = await frames.next();
  return done ? null : value;
}

/** Yields the frames of one part after another. @param {Part[]} parts @returns {AsyncGenerator<VideoFrame>} */
async function* readParts(parts) {
  let startMs = 0;
  for (const part of parts) {
    for await (const { image, atMs } of readFrames(part)) yield { image, atMs: startMs + atMs };
    startMs += durationOf(part);
  }
}

/**
 * Yields a frame for every FRAME_INTERVAL_MS of the video, and one that stays on display for longer again and again.
 * @param {Part} part
 * @returns {AsyncGenerator<VideoFrame>}
 */
async function* readFrames({ sink, start, end }) {
  const toMs = (/** @type {number} */ seconds) => Math.round((seconds - start) * 1000);
  /** The frame that was yielded last. @type {VideoSample | null} */
  let shown = null;
  let lastMs = -Infinity;
  let readUntil = start;
  for await (const sample of sink.samples(start)) {
    readUntil = sample.timestamp + sample.duration;
    const atMs = toMs(sample.timestamp);
    if (atMs > MAX_DURATION_MS) throw new FileError('damaged');
    if (atMs - lastMs < FRAME_INTERVAL_MS) {
      sample.close();
      continue;
    }
    while (shown && lastMs + HOLD_INTERVAL_MS + FRAME_INTERVAL_MS <= atMs) {
      lastMs += HOLD_INTERVAL_MS;
      yield toFrame(shown, lastMs);
    }
    shown?.close();
    shown = sample;
    lastMs = atMs;
    yield toFrame(shown, lastMs);
  }
  while (shown && lastMs + HOLD_INTERVAL_MS < toMs(readUntil)) {
    lastMs += HOLD_INTERVAL_MS;
    yield toFrame(shown, lastMs);
  }
  shown?.close();
  if (end - readUntil > DURATION_TOLERANCE) throw new FileError('damaged'); // the file is cut short
}

/** @param {VideoSample} sample @param {number} atMs @returns {VideoFrame} */
function toFrame(sample, atMs) {
  drawSample(sample);
  return { image: canvas.transferToImageBitmap(), atMs };
}

/** Draws a sample onto the canvas, upright. @param {VideoSample} sample */
function drawSample(sample) {
  const { displayWidth, displayHeight } = sample;
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(displayWidth, displayHeight));
  canvas.width = Math.max(1, Math.round(displayWidth * scale));
  canvas.height = Math.max(1, Math.round(displayHeight * scale));
  sample.draw(context, 0, 0, canvas.width, canvas.height);
}

/** Returns null where the video is damaged. @param {VideoSampleSink} sink @param {number} seconds */
async function thumbnailAt(sink, seconds) {
  try {
    const sample = await sink.getSample(seconds);
    if (!sample) return null;
    drawSample(sample);
    sample.close();
    return await createThumbnail(canvas);
  } catch {
    return null;
  }
}
