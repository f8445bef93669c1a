/** Loads a custom model, an ONNX file and its config, from files, bytes or URLs. */
import { MAX_CONFIG_BYTES, MAX_MODEL_BYTES } from '../domain/limits.js';
import { EmotionError } from './error.js';
import { withLimit } from './watchdog.js';

/** @import { ModelConfig } from './pkg/emosense.js' */
/** @import { CustomModel } from './protocol.js' */

/**
 * A custom emotion model: an ONNX file and its config, as files, bytes, or URLs that the page may fetch.
 * @typedef {object} ModelSource
 * @property {Blob | ArrayBuffer | ArrayBufferView | URL | string} onnx
 * @property {ModelConfig | Blob | URL | string} config
 */

/** How long both files may take to load, in milliseconds: 100 MB over a slow connection. */
const LIMIT_MS = 300_000;

/**
 * Loads both files. Rejects with the code 'load-failed' if a URL cannot be fetched, and 'invalid-model' if the source
 * is of another type or the config is not valid JSON.
 * @param {ModelSource} source
 * @param {AbortSignal} signal ends the download
 * @returns {Promise<CustomModel>}
 */
export async function loadCustomModel({ onnx, config }, signal) {
  const [bytes, object] = await withLimit(
    Promise.all([loadBytes(onnx, signal), loadConfig(config, signal)]),
    LIMIT_MS,
    () => new EmotionError('load-failed', `The model was not loaded within ${LIMIT_MS / 60_000} minutes.`),
  );
  signal.throwIfAborted();
  return { onnx: bytes, config: object };
}

/** @param {ModelSource['onnx']} source @param {AbortSignal} signal */
async function loadBytes(source, signal) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (isFile(source)) return new Uint8Array(await (await openFile(source, MAX_MODEL_BYTES, signal)).arrayBuffer());
  throw new EmotionError('invalid-model', `onnx must be a file, bytes or a URL, got ${typeof source}.`);
}

/** @param {ModelSource['config']} source @param {AbortSignal} signal @returns {Promise<ModelConfig>} */
async function loadConfig(source, signal) {
  if (!isFile(source)) return source;
  const text = await (await openFile(source, MAX_CONFIG_BYTES, signal)).text();
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new EmotionError('invalid-model', `The model config is not valid JSON: ${message}`);
  }
}

/** @param {unknown} source @returns {source is Blob | URL | string} */
function isFile(source) {
  return source instanceof Blob || source instanceof URL || typeof source === 'string';
}

/**
 * @param {Blob | URL | string} file
 * @param {number} maxBytes of a file of the device; a page that names a URL answers for it
 * @param {AbortSignal} signal
 * @returns {Promise<Blob | Response>}
 */
async function openFile(file, maxBytes, signal) {
  if (file instanceof Blob) {
    if (file.size <= maxBytes) return file;
    throw new EmotionError('invalid-model', `The file must have at most ${maxBytes} bytes, got ${file.size}.`);
  }
  /** @type {Response} */
  let response;
  try {
    response = await fetch(file, { signal });
  } catch (error) {
    throw new EmotionError('load-failed', `${file} could not be fetched: ${/** @type {Error} */ (error).message}`);
  }
  if (!response.ok) throw new EmotionError('load-failed', `${file} could not be fetched: HTTP ${response.status}.`);
  return response;
}
