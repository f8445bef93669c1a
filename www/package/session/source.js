/** Images and videos from a URL. */
import { EmotionError } from '../client/error.js';
import { isBlocked, withPolicyErrors } from '../client/policy-violation.js';
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
 * Loads the image, or null if there is none at the URL. If a policy blocks it, resolves with that error, as the URL may
 * be that of a video, which is not blocked. Rejects with the code 'frame-too-large' before it is decoded.
 * @param {string} url
 * @returns {Promise<HTMLImageElement | EmotionError | null>}
 */
export async function loadImage(url) {
  const image = new Image();
  image.crossOrigin = 'anonymous'; // without it the pixels of another origin cannot be read
  image.src = url;
  const loaded = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
  });
  const tooSlow = () => new Error('The image was not loaded in time.');
  try {
    await withPolicyErrors(isBlocked('img-src', url), () => withLimit(loaded, LIMIT_MS, tooSlow));
  } catch (error) {
    return error instanceof EmotionError ? error : null;
  }
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
 * Shows a frame of the video, the first one by default, and plays it if it should. Rejects with the code
 * 'blocked-by-policy' or 'source-unreadable'.
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
    await withPolicyErrors(isBlocked('media-src', url), () => loaded);
    if (closing.aborted) return;
    if (atSeconds) video.currentTime = atSeconds;
    if (isPlaying) await video.play();
  } catch (error) {
    if (error instanceof EmotionError) throw error;
    throw new EmotionError('source-unreadable', `${url} is not an image or a video that this browser can read.`);
  } finally {
    settled.abort();
  }
}

/** Ends a video that `openVideo` has opened. @param {HTMLVideoElement} video */
export function closeVideo(video) {
  video.pause();
  video.controls = false;
  video.removeAttribute('src');
  video.load(); // frees the video's data, which removing `src` alone does not
}
