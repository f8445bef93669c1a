/** Reads an emotion network of one's own, the .onnx and its card, from wherever it lies. */
import { EmotionError } from './error.js';

/** @typedef {import('./pkg/emosense.js').NetworkCard} NetworkCard */

/**
 * Files, bytes, or addresses of this origin.
 * @typedef {{ onnx: Blob | ArrayBuffer | ArrayBufferView | URL | string, card: NetworkCard | Blob | URL | string }} Network
 */

/** @param {Network} network @returns {Promise<{ onnx: Uint8Array, card: NetworkCard }>} */
export async function readNetwork({ onnx, card }) {
  return { onnx: await bytes(onnx), card: await parsed(card) };
}

/** @param {Network['onnx']} source */
async function bytes(source) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (isPlace(source)) return new Uint8Array(await (await opened(source)).arrayBuffer());
  throw new EmotionError('invalid-network', 'The network should be a file, bytes or an address.');
}

/** @param {Network['card']} source @returns {Promise<NetworkCard>} */
async function parsed(source) {
  if (!isPlace(source)) return source;
  const text = await (await opened(source)).text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EmotionError('invalid-network', `The network's card is no JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {unknown} source @returns {source is Blob | URL | string} */
function isPlace(source) {
  return source instanceof Blob || source instanceof URL || typeof source === 'string';
}

/** @param {Blob | URL | string} source */
async function opened(source) {
  if (source instanceof Blob) return source;
  /** @type {Response} */
  let response;
  try {
    response = await fetch(source);
  } catch (error) {
    throw new EmotionError('load-failed', `${source}: ${/** @type {Error} */ (error).message}`);
  }
  if (!response.ok) throw new EmotionError('load-failed', `${response.status} for ${source}`);
  return response;
}
