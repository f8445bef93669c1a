/** Finds where an MPEG transport stream was joined from several: each of them begins to count the time anew. */
import { EncodedPacketSink } from 'mediabunny';

/** @import { InputVideoTrack } from 'mediabunny' */

/** Frames are stored out of order, but by less than this many seconds. */
const MIN_STEP_BACK = 1;
/** Length in bytes of the packets of a transport stream. */
const PACKET_BYTES = 188;

/**
 * Returns the streams in a file, the file itself if there is only one.
 * @param {File} file
 * @param {InputVideoTrack} track of the whole file
 * @returns {Promise<Blob[]>}
 */
export async function splitJoinedStream(file, track) {
  /** @type {Blob[]} */
  const streams = [];
  let start = 0;
  let last = { timestamp: -Infinity, sequenceNumber: 0 };
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
  for await (const packet of packets) {
    if (packet.timestamp < last.timestamp - MIN_STEP_BACK) {
      // Between the last frame and the next one, whose offset its number is, there are the tables of the next stream.
      streams.push(file.slice(start, packet.sequenceNumber));
      start = last.sequenceNumber + PACKET_BYTES;
    }
    last = packet;
  }
  return streams.length ? [...streams, file.slice(start)] : [file];
}
