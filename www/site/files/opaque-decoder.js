/** Decodes a video that has an alpha channel, and drops the channel. */
import { CustomVideoDecoder, VideoSample } from 'mediabunny';

/** @import { EncodedPacket } from 'mediabunny' */

/** Chunks that wait in the decoder at once: each may become a frame that takes memory. */
const MAX_QUEUE_SIZE = 4;

/** Replaces mediabunny's own decoder, which starts a worker from a blob: URL. The site's policy forbids those. */
export class OpaqueDecoder extends CustomVideoDecoder {
  #decoder = new VideoDecoder({
    output: (frame) => this.onSample(new VideoSample(frame)),
    error: (error) => this.onError(error),
  });

  static supports() {
    return true;
  }

  init() {
    this.#decoder.configure(this.config);
  }

  /** @param {EncodedPacket} packet */
  async decode(packet) {
    this.#decoder.decode(packet.toEncodedVideoChunk());
    while (this.#decoder.decodeQueueSize > MAX_QUEUE_SIZE) {
      await new Promise((resolve) => this.#decoder.addEventListener('dequeue', resolve, { once: true }));
    }
  }

  flush() {
    return this.#decoder.flush();
  }

  close() {
    this.#decoder.close();
  }
}
