/** Shows a stream of the page in a video. */
import { EmotionError } from '../client/error.js';

/**
 * Plays the stream, whose first frame may come at any time.
 * @param {HTMLVideoElement} video
 * @param {MediaStream} stream
 * @param {AbortSignal} signal ends it
 * @param {(error: Error) => void} onError called when it does not play, or when its video ends
 */
export function showStream(video, stream, signal, onError) {
  const isLive = () => stream.getVideoTracks().some(({ readyState }) => readyState === 'live');
  const endError = () => new EmotionError('camera-lost', 'The stream has no video track that is live.');
  if (!isLive()) throw endError();
  for (const track of stream.getVideoTracks()) {
    track.addEventListener('ended', () => isLive() || onError(endError()), { signal });
  }
  video.srcObject = stream;
  video.play().catch((error) => signal.aborted || onError(new EmotionError('camera-busy', String(error))));
}
