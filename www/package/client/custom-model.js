/** Reads an emotion network of one's own, the .onnx and its config, from wherever it lies. */
import { EmotionError } from './error.js';

/** @typedef {import('./pkg/emosense.js').ModelConfig} ModelConfig */

/**
 * Files, bytes, or addresses of this origin.
 * @typedef {{ onnx: Blob | ArrayBuffer | ArrayBufferView | URL | string, config: ModelConfig | Blob | URL | string }} ModelSource
 */

/** @param {ModelSource} source @returns {Promise<{ onnx: Uint8Array, config: ModelConfig }>} */
export async function loadModelSource({ onnx, config }) {
  return { onnx: await bytes(onnx), config: await parsed(config) };
}

/** @param {ModelSource['onnx']} source */
async function bytes(source) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (isPlace(source)) return new Uint8Array(await (await opened(source)).arrayBuffer());
  throw new EmotionError('invalid-model', 'The network should be a file, bytes or an address.');
}

/** @param {ModelSource['config']} source @returns {Promise<ModelConfig>} */
async function parsed(source) {
  if (!isPlace(source)) return source;
  const text = await (await opened(source)).text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EmotionError('invalid-model', `The network's config is no JSON: ${/** @type {Error} */ (error).message}`);
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
