/** Images and videos from a URL. */
import { EmotionError } from '../client/error.js';
import { Watchdog, withLimit } from '../client/watchdog.js';
import { MAX_IMAGE_PIXELS } from '../domain/limits.js';

/** How long an image may take to load, and a video to load anything, in milliseconds. */
const LIMIT_MS = 30_000;

/** Returns whether the URL is that of a video file. Anything else is taken for an image. @param {string} url */
export function isVideoUrl(url) {
  try {
    return /\.(mp4|m4v|mov|webm|ogv|mkv)$/i.test(new URL(url, document.baseURI).pathname);
  } catch {
    return false; // not a URL: no image is found there either
  }
}

/**
 * Loads the image, or null if there is none at the URL. Rejects with the code 'frame-too-large' before it is decoded.
 * @param {string} url
 * @returns {Promise<HTMLImageElement | null>}
 */
export async function loadImage(url) {
  const image = new Image();
  image.crossOrigin = 'anonymous'; // without it the pixels of another origin cannot be read
  image.src = url;
  const loaded = new Promise((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
  });
  const tooSlow = () => new Error('The image was not loaded in time.');
  const isLoaded = await withLimit(loaded, LIMIT_MS, tooSlow).catch(() => false);
  if (!isLoaded) return null;
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth * naturalHeight > MAX_IMAGE_PIXELS) {
    const message = `Expected at most ${MAX_IMAGE_PIXELS} pixels, got ${naturalWidth} × ${naturalHeight}.`;
    throw new EmotionError('frame-too-large', message);
  }
  return withLimit(image.decode(), LIMIT_MS, tooSlow).then(
    () => image,
    () => null,
  );
}

/**
 * Shows a frame of the video, the first one by default, and plays it if it should. Rejects with 'source-unreadable'.
 * @param {HTMLVideoElement} video
 * @param {string} url
 * @param {{ atSeconds: number, isPlaying: boolean, signal: AbortSignal }} options `signal`: it is no longer to play
 */
export async function openVideo(video, url, { atSeconds, isPlaying, signal: closing }) {
  video.crossOrigin = 'anonymous';
  video.controls = true;
  video.src = url;
  const settled = new AbortController();
  const { signal } = settled;
  const loaded = new Promise((resolve, reject) => {
    video.addEventListener('loadedmetadata', resolve, { signal });
    video.addEventListener('error', reject, { signal });
    const watchdog = new Watchdog(LIMIT_MS, () => reject(new Error('The video was not loaded in time.')));
    watchdog.feed();
    video.addEventListener('progress', () => watchdog.feed(), { signal });
    signal.addEventListener('abort', () => watchdog.stop());
  });
  try {
    await loaded;
    if (closing.aborted) return;
    if (atSeconds) video.currentTime = atSeconds;
    if (isPlaying) await video.play();
  } catch {
    throw new EmotionError('source-unreadable', `${url} is not an image or a video that this browser can read.`);
  } finally {
    settled.abort();
  }
}
