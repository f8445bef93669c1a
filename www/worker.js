/** The worker: downloads and owns the WebAssembly modules, turns frames into RGBA pixels and answers with faces. */

/** Longest side in pixels of a picture handed on; more costs memory and finds nothing new. */
const PICTURE_SIDE = 4096;
/** Longest side in pixels at which the whole frame is searched for faces. */
const SEARCH_SIDE = { live: 320, still: 640 };

const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true })
);
/** The crate's two builds: the small one has the built-in networks, the other tract for one's own. Each is fetched when first needed. */
const builds = {
  builtIn: { script: () => import('./pkg/emosense.js'), wasm: new URL('./pkg/emosense_bg.wasm', import.meta.url) },
  own: { script: () => import('./pkg/own-networks/emosense.js'), wasm: new URL('./pkg/own-networks/emosense_bg.wasm', import.meta.url) },
};
/** Those compiled so far; the client keeps them for the worker after this one. @type {{ builtIn?: WebAssembly.Module, own?: WebAssembly.Module }} */
const modules = {};
/** @type {import('./pkg/emosense.js').Recognizer} set by `load`, before anything else is asked for */
let recognizer;

/** @typedef {{ onnx: Uint8Array, card: import('./pkg/emosense.js').NetworkCard }} Network */

/** The emotions that scores are restricted to, if they are. @type {import('./pkg/emosense.js').Emotion[] | undefined} */
let restriction;

addEventListener('message', async ({ data }) => {
  if (data.start) return load(data.start);
  try {
    if (data.frame) {
      const result = await classify(data.frame, data.still);
      postMessage({ result }, { transfer: result.picture ? [result.picture] : [] });
    } else {
      await use(data.network);
      postMessage({ emotions: recognizer.emotions, modules });
    }
  } catch (error) {
    postMessage({ error: describe(error) });
  }
});

/**
 * The modules and the network are those kept from an earlier worker, if there was one.
 * @param {{ modules: typeof modules, restriction?: typeof restriction, network: Network | null }} start
 */
async function load({ modules: kept, restriction: emotions, network }) {
  try {
    Object.assign(modules, kept);
    restriction = emotions;
    await use(network);
    postMessage({ ready: true, emotions: recognizer.emotions, modules });
  } catch (error) {
    const { code, message } = describe(error);
    postMessage({ error: { code: code === 'invalid-emotions' ? code : 'load-failed', message, loading: true } });
  }
}

/** Recognises with that network from now on, with the built-in one for null. @param {Network | null} network */
async function use(network) {
  const fresh = network ? await withNetwork(network) : new (await built('builtIn')).Recognizer();
  if (restriction) fresh.emotions = restriction;
  recognizer?.free();
  recognizer = fresh;
}

/** @param {Network} network */
async function withNetwork({ onnx, card }) {
  const { Recognizer } = await built('own');
  const fresh = new Recognizer();
  try {
    fresh.setEmotionNetwork(onnx, card);
    return fresh;
  } catch (error) {
    if (!isTrap(error)) throw error;
    throw Object.assign(
      new Error('This network cannot be used: its file is damaged, or does what the engine cannot do.', { cause: error }),
      { code: 'invalid-network', stopped: true },
    );
  }
}

/** One of the builds, ready. @template {keyof typeof builds} Name @param {Name} name */
async function built(name) {
  const { script, wasm } = builds[name];
  const build = /** @type {Awaited<ReturnType<(typeof builds)[Name]['script']>>} */ (await script());
  modules[name] ??= await download(wasm);
  await build.default({ module_or_path: modules[name] });
  return build;
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
  const faces = still ? recognizer.classify(pixels, width, height) : recognizer.classifyNext(pixels, width, height);
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

/** Whether the module stopped in the middle of its work; its memory cannot be trusted then. @param {unknown} error */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** @param {unknown} error @returns {{ code: string, message: string, stopped: boolean }} */
function describe(error) {
  if (!(error instanceof Error)) return { code: 'inference-failed', message: String(error), stopped: false };
  const { message, code, stopped = isTrap(error) } = /** @type {Error & { code?: unknown, stopped?: boolean }} */ (error);
  const known = typeof code === 'string' ? code : stopped ? 'recognizer-stopped' : 'inference-failed';
  return { code: known, message, stopped };
}
