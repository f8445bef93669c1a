/** Turns any source into a frame for the worker; waits briefly for a video or an image that is not ready yet. */
import { abortable } from './abort.js';
import { describeValue, EmotionError } from './error.js';

/** A video, image, canvas, ImageBitmap, ImageData, VideoFrame, or image file. @typedef {ImageBitmapSource} Source */

/** How long a video may take until it has a frame, and an image until it is loaded, in milliseconds. */
const READY_MS = 5000;
/** How long to wait between two attempts, in milliseconds: about a frame. */
const RETRY_MS = 20;

/**
 * Resolves with a source in a form that can be sent to a worker: an ImageBitmap or a file as it is, a copy of anything
 * else. Rejects with the code 'image-unreadable', and a message that says what to do.
 * @param {Source} source
 * @param {AbortSignal} signal ends the wait, with its reason
 * @returns {Promise<ImageBitmap | Blob>}
 */
export async function toFrame(source, signal) {
  if (source instanceof Blob) return source;
  if (source instanceof ImageBitmap) {
    if (source.width) return source;
    throw unreadable('The ImageBitmap was closed, or transferred with an earlier request: create another one.');
  }
  checkSource(source);
  const endMs = performance.now() + READY_MS;
  for (;;) {
    const mayBecomeReady = isPending(source);
    try {
      return await createImageBitmap(source);
    } catch (error) {
      signal.throwIfAborted();
      const isNotReady = mayBecomeReady && error instanceof DOMException && error.name === 'InvalidStateError';
      if (!isNotReady) throw explain(source, error);
      if (performance.now() > endMs) throw notReady(source);
      await abortable(new Promise((resolve) => setTimeout(resolve, RETRY_MS)), signal);
    }
  }
}

/** Rejects what cannot be a source. @param {unknown} source */
export function checkSource(source) {
  if (!source || typeof source !== 'object') throw wrongSource(source);
}

/** Returns the error for what is not a source, with advice for what is often passed instead. @param {unknown} source */
function wrongSource(source) {
  const expected =
    'Expected a video, image, canvas, ImageBitmap, ImageData or VideoFrame, or the file of an image as a Blob';
  const advice =
    typeof source === 'string'
      ? ': load the image into an <img>, or fetch it and pass its Blob'
      : (source ?? null) === null
        ? ': the element may not be in the page yet'
        : '';
  return unreadable(`${expected}, got ${describeValue(source)}${advice}.`);
}

/**
 * Whether a source may be readable in a moment. A video may refuse even its first frame at first: browsers announce it
 * before it can be copied.
 * @param {object} source an element may be of another document, whose classes are others
 */
function isPending(source) {
  const { localName, complete, error } = /** @type {Partial<HTMLImageElement & HTMLVideoElement>} */ (source);
  return localName === 'video' ? !error : localName === 'img' && !complete;
}

/** @param {object} source */
function notReady(source) {
  const seconds = READY_MS / 1000;
  const { localName, readyState, paused, src } = /** @type {Partial<HTMLImageElement & HTMLVideoElement>} */ (source);
  return unreadable(
    localName === 'video'
      ? `The video had no frame within ${seconds} seconds (readyState ${readyState}${paused ? ', paused' : ''}): ` +
          "play it, or await its event 'loadeddata', before it is classified."
      : `The image ${src} was not loaded within ${seconds} seconds: await image.decode() before it is classified.`,
  );
}

/** Returns the error for a source that cannot be read. @param {object} source @param {unknown} error */
function explain(source, error) {
  if (error instanceof TypeError) return wrongSource(source);
  return toUnreadableError(error);
}

/**
 * Returns the error for what the browser does not read, or does not send to a worker.
 * @param {unknown} cause
 */
export function toUnreadableError(cause) {
  const { message } = /** @type {Error} */ (cause);
  return unreadable(
    'The source must be loaded, not empty, not closed or transferred before, and of the same origin or sent with ' +
      `CORS headers. The browser says: ${message}`,
  );
}

/** @param {string} message */
function unreadable(message) {
  return new EmotionError('image-unreadable', message);
}
