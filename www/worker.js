/** The worker: downloads and owns the WebAssembly module, turns frames into RGBA pixels and answers with faces. */
import init, { Recognizer } from './pkg/emosense.js';

/** Longest side in pixels of a picture handed on; more costs memory and finds nothing new. */
const PICTURE_SIDE = 4096;
/** Longest side in pixels at which the whole frame is searched for faces. */
const SEARCH_SIDE = { live: 320, still: 640 };

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);
/** @type {Recognizer} */
let recognizer;

addEventListener('message', async ({ data }) => {
  if (!data.frame) return load(data.module);
  try {
    const result = await classify(data.frame, data.still);
    postMessage({ result }, { transfer: result.picture ? [result.picture] : [] });
  } catch (error) {
    postMessage({ error: describe(error) });
  }
});

/** @param {WebAssembly.Module} [module] kept from an earlier worker */
async function load(module) {
  try {
    module ??= await download(new URL('./pkg/emosense_bg.wasm', import.meta.url));
    await init({ module_or_path: module });
    recognizer = new Recognizer();
    postMessage({ module });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    postMessage({ error: { code: 'load-failed', message } });
  }
}

/** Compiles while it downloads, and tells how far it is. @param {URL} url */
async function download(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${response.status} for ${url.pathname}`);
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

/** @param {ImageBitmap | Blob} frame @param {boolean} still @returns {Promise<import('./client.js').Result>} */
async function classify(frame, still) {
  const bitmap = frame instanceof Blob ? await decode(frame) : frame;
  const { width, height } = bitmap;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Paper white under transparent pictures, and nothing of the frame before.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  recognizer.searchSide = still ? SEARCH_SIDE.still : SEARCH_SIDE.live;

  const start = performance.now();
  const faces = recognizer.classify(pixels, width, height);
  const classifyMs = performance.now() - start;

  if (frame instanceof Blob) return { faces, width, height, classifyMs, picture: bitmap };
  bitmap.close();
  return { faces, width, height, classifyMs };
}

/** @param {Blob} file */
async function decode(file) {
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    throw Object.assign(new Error('The file could not be decoded as a picture.', { cause }), {
      code: 'picture-unreadable',
    });
  }
  const scale = PICTURE_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'medium',
  });
  bitmap.close();
  return smaller;
}

/** @param {unknown} error @returns {{ code: string, message: string }} */
function describe(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    return { code: 'recognizer-stopped', message: error.message };
  }
  if (!(error instanceof Error)) return { code: 'inference-failed', message: String(error) };
  const { code } = /** @type {Error & { code?: unknown }} */ (error);
  return { code: typeof code === 'string' ? code : 'inference-failed', message: error.message };
}
