/** The recognizers' worker: classifies the faces of frames, and explains the scores of a face, for several clients. */
import { EmotionError } from './error.js';
import { decodeImage, readPixels } from './frame.js';
// www/build bundles the worker twice: with this build, and with the one in custom-models/.
import init, { Recognizer } from './pkg/emosense.js';
import { withPolicyErrors } from './policy-violation.js';
import { handleRequests } from './worker-requests.js';

/** @import { RecognizerEvent, RecognizerProtocol, Settings, WorkerFrame } from './protocol.js' */
/** @import { Scores } from './pkg/emosense.js' */
/** @import { Recognizer as CustomRecognizer } from './pkg/custom-models/emosense.js' */
/** @import { Handlers, ResponseError } from './worker-requests.js' */

/** How often crops are classified to measure the time: browsers round it to a millisecond or less. */
const TIMED_ROUNDS = 10;

/** By ID. @type {Map<number, Recognizer>} */
const recognizers = new Map();
let lastId = 0;

handleRequests({ load, create, classify, explain, reference, classifyCrops, free }, describeError, (result) =>
  result?.image ? [result.image] : [],
);
send({ type: 'ready' });

/** @type {Handlers<RecognizerProtocol>['load']} */
async function load({ wasm }) {
  const module = await withPolicyErrors(
    () => true,
    () => compile(wasm),
  );
  await instantiate(module);
  return { module };
}

/**
 * Instantiates the compiled module. Without 'wasm-unsafe-eval', WebKit compiles it, refuses this, and dispatches no
 * event; a module that is compiled has no other reason for a CompileError.
 * @param {WebAssembly.Module} module
 */
async function instantiate(module) {
  try {
    await init({ module_or_path: module });
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    const message = `The Content-Security-Policy blocks WebAssembly: its script-src must allow 'wasm-unsafe-eval'.`;
    throw new EmotionError('blocked-by-policy', `${message} The browser says: ${error.message}`);
  }
}

/** @type {Handlers<RecognizerProtocol>['create']} */
function create({ engine, model, settings }) {
  // A worker that gets 'tract' or a custom model is the one that is bundled with custom-models/.
  const recognizer = new Recognizer(/** @type {'built-in' | undefined} */ (engine));
  try {
    if (model) {
      const custom = /** @type {CustomRecognizer} */ (/** @type {unknown} */ (recognizer));
      custom.setEmotionModel(model.onnx, model.config);
    }
    applySettings(recognizer, settings);
  } catch (error) {
    if (!isTrap(error)) recognizer.free();
    throw error;
  }
  lastId++;
  recognizers.set(lastId, recognizer);
  return { recognizer: lastId, emotions: recognizer.emotions };
}

/** @type {Handlers<RecognizerProtocol>['classify']} */
async function classify({ recognizer: id, frame, still, atMs }) {
  const bitmap = await toBitmap(frame);
  const { width, height } = bitmap;
  const image = readPixels(bitmap);

  const startMs = performance.now();
  const recognizer = recognizerWith(id);
  const faces = still ? recognizer.classify(image) : recognizer.classifyForVideo(image, atMs);
  const classifyMs = performance.now() - startMs;

  const result = { faces, width, height, classifyMs, atMs };
  if (frame instanceof Blob) return { ...result, image: bitmap };
  bitmap.close();
  return result;
}

/** @type {Handlers<RecognizerProtocol>['explain']} */
async function explain({ recognizer, frame, landmarks }) {
  const bitmap = await toBitmap(frame);
  const image = readPixels(bitmap);
  bitmap.close();
  return recognizerWith(recognizer).explain(image, landmarks);
}

/** @type {Handlers<RecognizerProtocol>['reference']} */
async function reference() {
  const { referenceImage, referenceJson } = /** @type {typeof CustomRecognizer} */ (
    /** @type {unknown} */ (Recognizer)
  );
  const png = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (referenceImage())]);
  const bitmap = await createImageBitmap(png, { colorSpaceConversion: 'none' });
  const gray = readPixels(bitmap).data.filter((_, index) => index % 4 === 0);
  const bytes = bitmap.width ** 2; // the crops are squares, one below the other
  bitmap.close();
  /** @type {{ labels: string[], crops: { pytorch: number[] }[] }} */
  const { labels, crops } = JSON.parse(referenceJson());
  return {
    crops: crops.map((_, index) => gray.slice(index * bytes, (index + 1) * bytes)),
    scores: crops.map(({ pytorch }) => {
      const scores = Object.fromEntries(labels.map((label, index) => [label, pytorch[index]]));
      return /** @type {Scores} */ (scores);
    }),
  };
}

/** @type {Handlers<RecognizerProtocol>['classifyCrops']} */
function classifyCrops({ recognizer: id, crops }) {
  const recognizer = recognizerWith(id);
  const scores = crops.map((crop) => recognizer.classifyCrop(crop));
  const startMs = performance.now();
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    for (const crop of crops) recognizer.classifyCrop(crop);
  }
  return { scores, msPerCrop: (performance.now() - startMs) / (TIMED_ROUNDS * crops.length) };
}

/** @type {Handlers<RecognizerProtocol>['free']} */
function free({ recognizer }) {
  recognizerWith(recognizer).free();
  recognizers.delete(recognizer);
  return null;
}

/** Returns a recognizer that a request names: its client has created it, and not freed it. @param {number} id */
function recognizerWith(id) {
  return /** @type {Recognizer} */ (recognizers.get(id));
}

/** @param {WorkerFrame} frame */
async function toBitmap(frame) {
  return frame instanceof Blob ? (await decodeImage(frame)).bitmap : frame;
}

/** @param {Recognizer} recognizer @param {Settings} settings */
function applySettings(recognizer, { emotions, smoothingMs, sensitivity, maxFaces, detectorInputSize }) {
  if (emotions !== undefined) recognizer.emotions = emotions;
  if (smoothingMs !== undefined) recognizer.smoothingMs = smoothingMs;
  if (sensitivity !== undefined) recognizer.sensitivity = sensitivity;
  if (maxFaces !== undefined) recognizer.maxFaces = maxFaces;
  if (detectorInputSize !== undefined) recognizer.detectorInputSize = detectorInputSize;
}

/** @param {WebAssembly.Module | BufferSource | string} wasm */
async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  return typeof wasm === 'string' ? compileDownload(wasm) : WebAssembly.compile(wasm);
}

/** Compiles the module during its download, and sends the progress. @param {string} url */
async function compileDownload(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} could not be fetched: HTTP ${response.status}.`);
  // The length of a compressed response is not the number of the bytes that are counted here.
  const isCompressed = response.headers.has('content-encoding');
  const total = isCompressed ? 0 : Number(response.headers.get('content-length'));
  let loaded = 0;
  const body = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        send({ type: 'progress', loaded, total });
        controller.enqueue(chunk);
      },
    }),
  );
  return WebAssembly.compileStreaming(new Response(body, { headers: { 'content-type': 'application/wasm' } }));
}

/** @param {RecognizerEvent} event */
function send(event) {
  postMessage(event);
}

/** Whether the module has trapped. @param {unknown} error */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** @param {unknown} error @param {string} type of the request @returns {ResponseError} */
function describeError(error, type) {
  const message = error instanceof Error ? error.message : String(error);
  const { code } = /** @type {{ code?: unknown }} */ (Object(error));
  if (typeof code === 'string') return { code, message };
  if (type === 'load') return { code: 'load-failed', message };
  return { code: isTrap(error) ? 'recognizer-stopped' : 'inference-failed', message };
}
