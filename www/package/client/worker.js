/** The worker: owns one recognizer, reads frames and answers with faces, or with what a face's scores rest on. */
import { decode, pixelsOf } from './frame.js';
import init, { Recognizer } from './pkg/emosense.js'; // or that of pkg/custom-models: www/build/worker.mjs bundles one with either
import { underPolicy } from './policy-breach.js';

/** @type {Recognizer} set by `start`, before anything else is asked for */
let recognizer;

/** @typedef {import('./recognizer-worker.js').CustomModel} CustomModel */

addEventListener('message', async ({ data }) => {
  try {
    const answer = data.start ? await start(data.start) : data.explain ? await explain(data) : await classify(data);
    postMessage({ answer }, { transfer: answer.image ? [answer.image] : [] });
  } catch (error) {
    postMessage({ error: describe(error, data.start && 'load-failed') });
  }
});
postMessage({ here: true }); // whoever started this script waits for its first word

/**
 * @param {{ wasm: WebAssembly.Module | string | BufferSource, network: CustomModel | null, settings: import('./recognizer-worker.js').Settings }} options
 * `wasm`: compiled already, an address, or bytes
 * @returns {Promise<{ emotions: string[], module: WebAssembly.Module, image?: undefined }>}
 */
async function start({ wasm, network, settings }) {
  const module = await underPolicy(
    () => true,
    () => compiled(wasm),
  );
  await init({ module_or_path: module });
  recognizer = new Recognizer();
  if (network) use(network);
  for (const [name, value] of Object.entries(settings))
    if (value !== undefined) Object.assign(recognizer, { [name]: value });
  return { emotions: recognizer.emotions, module };
}

/** @param {CustomModel} network */
function use({ onnx, config }) {
  const any =
    /** @type {Recognizer & Pick<import('./pkg/custom-models/emosense.js').Recognizer, 'setEmotionModel'>} */ (
      recognizer
    );
  try {
    any.setEmotionModel(onnx, config);
  } catch (error) {
    if (!isTrap(error)) throw error;
    const message = 'This network cannot be used: its file is damaged, or does what the engine cannot do.';
    throw Object.assign(new Error(message, { cause: error }), { code: 'invalid-model' });
  }
}

/** @param {WebAssembly.Module | string | BufferSource} wasm */
async function compiled(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  return typeof wasm === 'string' ? download(wasm) : WebAssembly.compile(wasm);
}

/** Compiles while it downloads, and tells how far it is. @param {string} address */
async function download(address) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${response.status} for ${address}`);
  // Compressed on the way, the length is not that of the bytes counted here.
  const compressed = response.headers.get('content-encoding');
  const total = compressed ? 0 : Number(response.headers.get('content-length'));
  let loaded = 0;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        postMessage({ progress: { loaded, total } });
        controller.enqueue(chunk);
      },
    }),
  );
  const headers = { 'content-type': 'application/wasm' };
  return WebAssembly.compileStreaming(new Response(counted, { headers }));
}

/** @param {{ frame: ImageBitmap | Blob, still: boolean, atMs: number }} message @returns {Promise<import('./client.js').Result>} */
async function classify({ frame, still, atMs }) {
  const bitmap = frame instanceof Blob ? await decode(frame) : frame;
  const { width, height } = bitmap;
  const pixels = pixelsOf(bitmap);

  const start = performance.now();
  const faces = still
    ? recognizer.classify(pixels, width, height)
    : recognizer.classifyForVideo(pixels, width, height, atMs);
  const classifyMs = performance.now() - start;

  if (frame instanceof Blob) return { faces, width, height, classifyMs, image: bitmap };
  bitmap.close();
  return { faces, width, height, classifyMs };
}

/** @param {{ frame: ImageBitmap | Blob, explain: { landmarks: import('./client.js').Landmarks } }} message @returns {Promise<import('./client.js').Explanation & { image?: undefined }>} */
async function explain({ frame, explain: { landmarks } }) {
  const bitmap = frame instanceof Blob ? await decode(frame) : frame;
  const { width, height } = bitmap;
  const pixels = pixelsOf(bitmap);
  bitmap.close();
  return recognizer.explain(pixels, width, height, landmarks);
}

/** Whether the module stopped in the middle of its work; its memory cannot be trusted then. @param {unknown} error */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** @param {unknown} error @param {string} [code] where the error has none @returns {{ code: string, message: string, stopped: boolean }} */
function describe(error, code) {
  if (!(error instanceof Error)) return { code: code ?? 'inference-failed', message: String(error), stopped: false };
  const stopped = isTrap(error);
  const own = /** @type {Error & { code?: unknown }} */ (error).code;
  const known = typeof own === 'string' ? own : (code ?? (stopped ? 'recognizer-stopped' : 'inference-failed'));
  return { code: known, message: error.message, stopped };
}
