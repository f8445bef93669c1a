/** Reads the body of a request, up to a limit: any page may send one to the share target. */
import { MAX_REQUEST_BYTES } from '../../package/domain/limits.js';

/**
 * Returns the body, null if it has more than MAX_REQUEST_BYTES; nothing of it is read then if it states its length.
 * Rejects if it cannot be read.
 * @param {Request} request
 * @returns {Promise<Blob | null>}
 */
export async function readBody(request) {
  const type = request.headers.get('content-type') ?? '';
  if (Number(request.headers.get('content-length')) > MAX_REQUEST_BYTES) return null;
  if (!request.body) {
    const blob = await request.blob(); // there is no body, or this browser does not show it as a stream
    return blob.size > MAX_REQUEST_BYTES ? null : blob;
  }
  /** @type {BlobPart[]} */
  const chunks = [];
  let bytes = 0;
  for (const reader = request.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks, { type });
    bytes += value.byteLength;
    if (bytes > MAX_REQUEST_BYTES) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
