/** The video worker: demultiplexes and decodes a video file, and returns its next frame on request. */
import { BlobSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, registerDecoder, VideoSampleSink, WEBM } from 'mediabunny';
import { FileError } from './file-error.js';
import { respond } from './file-worker.js';
import { OpaqueDecoder } from './opaque-decoder.js';
import { createThumbnail } from './thumbnail.js';

/** @import { VideoSample } from 'mediabunny' */
/** @import { Handlers } from '../../package/client/worker-requests.js' */
/** @typedef {{ durationMs: number, thumbnail: Blob | null }} OpenedVideo */
/** @typedef {{ image: ImageBitmap, atMs: number }} VideoFrame `atMs`: time since the start of the video */
/**
 * @typedef {object} VideoProtocol
 * @property {{ request: { file: File }, result: OpenedVideo }} open
 * @property {{ request: {}, result: VideoFrame | null }} next `null` at the end of the video
 */

/** Time between two frames that are returned, in video time: a recording stores ten samples per second. */
const FRAME_INTERVAL_MS = 100;
/** Longest side in pixels of a frame that is returned: the detector needs no more for a face of a usable size. */
const MAX_FRAME_SIDE = 1280;
/** Position of the thumbnail as a share of the duration: many videos start in black. */
const THUMBNAIL_POSITION = 0.1;
/** Seconds that may be missing at the end: the duration that a file states is not exact. */
const DURATION_TOLERANCE = 0.5;
/** The names that people know. @type {Record<string, string>} */
const CODEC_NAMES = { avc: 'H.264', hevc: 'H.265 (HEVC)', vp8: 'VP8', vp9: 'VP9', av1: 'AV1' };

/** Size of the parts of the file by which progress is measured. */
const PART_BYTES = 65_536;

/** The numbers of the parts that were read. @type {Set<number>} */
const readParts = new Set();
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
  const source = new BlobSource(file);
  source.on('read', ({ start }) => reportProgress(start));
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] });
  if (!(await input.canRead())) throw new FileError('not-a-video');
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new FileError((await input.getAudioTracks()).length ? 'audio-only' : 'damaged-video');
  if (!(await track.canDecode())) {
    throw new FileError('unsupported-codec', CODEC_NAMES[(await track.getCodec()) ?? ''] ?? '');
  }
  if (await track.canBeTransparent()) registerDecoder(OpaqueDecoder); // for this worker's only video
  const start = await track.getFirstTimestamp();
  const end = await track.computeDuration();
  const duration = end - start;
  const sink = new VideoSampleSink(track);
  frames = readFrames(sink, start, end);
  return {
    durationMs: Math.max(0, duration * 1000),
    thumbnail: await thumbnailAt(sink, start + duration * THUMBNAIL_POSITION),
  };
}

/**
 * Tells the page that the worker goes on, when it reads a part of the file for the first time: a demuxer that a damaged
 * file leads in circles reads nothing new.
 * @param {number} offset in the file, in bytes
 */
function reportProgress(offset) {
  const part = Math.floor(offset / PART_BYTES);
  if (readParts.has(part)) return;
  readParts.add(part);
  postMessage({ type: 'progress' });
}

/** @returns {Promise<VideoFrame | null>} */
async function next() {
  const { value, done } = await frames.next();
  return done ? null : value;
}

/**
 * Yields a frame for every FRAME_INTERVAL_MS of the video.
 * @param {VideoSampleSink} sink
 * @param {number} start in seconds
 * @param {number} end in seconds
 * @returns {AsyncGenerator<VideoFrame>}
 */
async function* readFrames(sink, start, end) {
  let lastMs = -Infinity;
  let readUntil = start;
  for await (const sample of sink.samples(start)) {
    readUntil = sample.timestamp + sample.duration;
    const atMs = Math.round((sample.timestamp - start) * 1000);
    if (atMs - lastMs < FRAME_INTERVAL_MS) {
      sample.close();
      continue;
    }
    lastMs = atMs;
    drawSample(sample);
    yield { image: canvas.transferToImageBitmap(), atMs };
  }
  if (end - readUntil > DURATION_TOLERANCE) throw new FileError('damaged'); // the file is cut short
}

/** Draws a sample onto the canvas, upright, and closes it. @param {VideoSample} sample */
function drawSample(sample) {
  const { displayWidth, displayHeight } = sample;
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(displayWidth, displayHeight));
  canvas.width = Math.max(1, Math.round(displayWidth * scale));
  canvas.height = Math.max(1, Math.round(displayHeight * scale));
  sample.draw(context, 0, 0, canvas.width, canvas.height);
  sample.close();
}

/** Returns null where the video is damaged. @param {VideoSampleSink} sink @param {number} seconds */
async function thumbnailAt(sink, seconds) {
  try {
    const sample = await sink.getSample(seconds);
    if (!sample) return null;
    drawSample(sample);
    return await createThumbnail(canvas);
  } catch {
    return null;
  }
}
