/** Decodes a film with transparency without it: mediabunny's own way is a worker from a blob: address, which the policy forbids. */
import { CustomVideoDecoder, VideoSample } from 'mediabunny';

/** Chunks in the decoder at once: each may become a frame that waits. */
const MOST_WAITING = 4;

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

  /** @param {import('mediabunny').EncodedPacket} packet */
  async decode(packet) {
    this.#decoder.decode(packet.toEncodedVideoChunk());
    while (this.#decoder.decodeQueueSize > MOST_WAITING) {
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
