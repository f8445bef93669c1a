/** Pictures and videos from an address. */
import { EmotionError } from '../client/error.js';

/** Whether the address names a video's file; anything else is first taken for a picture. @param {string} address */
export function seemsVideo(address) {
  return /\.(mp4|m4v|mov|webm|ogv|mkv)$/i.test(new URL(address, document.baseURI).pathname);
}

/** The picture, or null where the address gives none. @param {string} address @returns {Promise<HTMLImageElement | null>} */
export async function loadImage(address) {
  const image = new Image();
  image.crossOrigin = 'anonymous'; // or nobody may read the pixels
  image.src = address;
  return image.decode().then(
    () => image,
    () => null,
  );
}

/**
 * Shows the video's first frame, and plays it if it is to.
 * @param {HTMLVideoElement} video @param {string} address @param {boolean} play @param {() => boolean} isWanted
 */
export async function playVideo(video, address, play, isWanted) {
  video.crossOrigin = 'anonymous';
  video.controls = true;
  video.src = address;
  const settled = new AbortController();
  const { signal } = settled;
  const shown = new Promise((resolve, reject) => {
    video.addEventListener('loadedmetadata', resolve, { signal });
    video.addEventListener('error', reject, { signal });
  });
  try {
    await shown;
    if (play && isWanted()) await video.play();
  } catch {
    throw new EmotionError('source-unreadable', `${address} gives no picture and no video that can be read here.`);
  } finally {
    settled.abort();
  }
}
